/** HTTP surface of mutes, mounted at /api/v1. Shapes: PeerTube 6.3. */
import type { Router } from 'express'
import {
  MuteAccountBody,
  MutedAccountReference,
  MutedServerReference,
  MuteListQuery,
  MuteServerBody,
  type MuteStatus,
  MuteStatusQuery
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { type Site, siteOf } from '../../kernel/site.ts'
import { type ApiRouter, apiRouter } from '../../platform/api-router.ts'
import type { Viewer } from '../../platform/http.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { handleOf, toAccountDetails } from '../actors/index.ts'
import { findAccountId } from './handle.ts'
import {
  deleteAccountMute,
  deleteServerMute,
  findAccountStatus,
  findServerStatus,
  insertAccountMute,
  insertServerMute,
  listAccountMutes,
  listServerMutes,
  type Muted,
  type MutedBy
} from './store.ts'

export interface MutesDeps {
  readonly db: Queryable
  /** Public origin of this server. */
  readonly origin: string
}

interface Scene {
  readonly db: Queryable
  readonly site: Site
}

export function muteRoutes({ db, origin }: MutesDeps): Router {
  const api = apiRouter()
  const scene = { db, site: siteOf(origin) }
  ownMutes(api, scene)
  serverMutes(api, scene)

  api.on('getMuteStatus', { query: MuteStatusQuery }, async ({ query, viewer }): Promise<MuteStatus> => {
    const by = viewer?.accountId ?? null
    const handles = query.accounts.map(handle => handleOf(scene.site, handle))
    return {
      accounts: named(query.accounts, await findAccountStatus(db, by, handles)),
      hosts: named(query.hosts, await findServerStatus(db, by, query.hosts))
    }
  })
  return api.router
}

function ownMutes(api: ApiRouter, scene: Scene): void {
  api.on('getMutedAccounts', { query: MuteListQuery }, ({ viewer, query }) =>
    listAccounts(scene, viewer.accountId, query)
  )
  api.on('muteAccount', { body: MuteAccountBody }, ({ viewer, body }) =>
    muteAccount(scene, viewer, { by: viewer.accountId, handle: body.accountName })
  )
  api.on('unmuteAccount', { params: MutedAccountReference }, ({ viewer, params }) =>
    unmuteAccount(scene, viewer.accountId, params.accountName)
  )
  api.on('getMutedServers', { query: MuteListQuery }, ({ viewer, query }) =>
    listServers(scene, viewer.accountId, query)
  )
  api.on('muteServer', { body: MuteServerBody }, ({ viewer, body }) => muteServer(scene, viewer.accountId, body.host))
  api.on('unmuteServer', { params: MutedServerReference }, ({ viewer, params }) =>
    unmuteServer(scene, viewer.accountId, params.host)
  )
}

function serverMutes(api: ApiRouter, scene: Scene): void {
  api.on('getAccountsMutedByServer', { query: MuteListQuery }, ({ query }) => listAccounts(scene, null, query))
  api.on('muteAccountByServer', { body: MuteAccountBody }, ({ viewer, body }) =>
    muteAccount(scene, viewer, { by: null, handle: body.accountName })
  )
  api.on('unmuteAccountByServer', { params: MutedAccountReference }, ({ params }) =>
    unmuteAccount(scene, null, params.accountName)
  )
  api.on('getServersMutedByServer', { query: MuteListQuery }, ({ query }) => listServers(scene, null, query))
  api.on('muteServerByServer', { body: MuteServerBody }, ({ body }) => muteServer(scene, null, body.host))
  api.on('unmuteServerByServer', { params: MutedServerReference }, ({ params }) =>
    unmuteServer(scene, null, params.host)
  )
}

async function listAccounts({ db, site }: Scene, by: MutedBy, query: MuteListQuery) {
  const { total, rows } = await listAccountMutes(db, by, query)
  const data = rows.map(row => ({
    byAccount: toAccountDetails(site, row.by),
    blockedAccount: toAccountDetails(site, row.muted),
    createdAt: row.created_at.toISOString()
  }))
  return { total, data }
}

async function listServers({ db, site }: Scene, by: MutedBy, query: MuteListQuery) {
  const { total, rows } = await listServerMutes(db, by, query)
  const data = rows.map(row => ({
    byAccount: toAccountDetails(site, row.by),
    blockedServer: { host: row.host },
    createdAt: row.created_at.toISOString()
  }))
  return { total, data }
}

async function muteAccount(scene: Scene, viewer: Viewer, { by, handle }: { by: MutedBy; handle: string }) {
  const accountId = await existingAccount(scene, handle)
  if (accountId === viewer.accountId) throw new AppError('conflict', 'You cannot block yourself.')
  await insertAccountMute(scene.db, by, accountId)
}

async function unmuteAccount(scene: Scene, by: MutedBy, handle: string) {
  const accountId = await existingAccount(scene, handle)
  if (!(await deleteAccountMute(scene.db, by, accountId)))
    throw new AppError('not_found', 'Account block entry not found.')
}

async function muteServer({ db, site }: Scene, by: MutedBy, host: string) {
  if (host === site.host) throw new AppError('conflict', 'You cannot block your own server.')
  await insertServerMute(db, by, host)
}

async function unmuteServer({ db }: Scene, by: MutedBy, host: string) {
  if (!(await deleteServerMute(db, by, host))) throw new AppError('not_found', 'Server block entry not found.')
}

async function existingAccount({ db, site }: Scene, handle: string): Promise<number> {
  const accountId = await findAccountId(db, site, handle)
  if (accountId === undefined) throw new AppError('not_found', 'Account not found')
  return accountId
}

function named(names: readonly string[], found: readonly Muted[]) {
  const facts = names.map((name, at) => {
    const { byServer = false, byUser = false } = found[at] ?? {}
    return [name, { blockedByServer: byServer, blockedByUser: byUser }] as const
  })
  return Object.fromEntries(facts)
}
