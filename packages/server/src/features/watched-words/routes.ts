/** HTTP surface of watched words and automatic tags, mounted at /api/v1. Shapes: PeerTube 6.3. */
import type { Router } from 'express'
import {
  AccountListReference,
  AccountName,
  type AvailableTags,
  type CommentPolicies,
  CommentPoliciesBody,
  ServerListReference,
  WatchedWordsBody,
  WatchedWordsChange,
  type WatchedWordsList,
  WatchedWordsQuery
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { type Site, siteOf } from '../../kernel/site.ts'
import { type ApiRouter, apiRouter } from '../../platform/api-router.ts'
import type { Database } from '../../platform/postgres.ts'
import { localNameOf } from '../actors/index.ts'
import { addList, removeList, updateList } from './change-lists.ts'
import {
  findLocalAccount,
  findReviewTags,
  type ListRow,
  listLists,
  listNames,
  replaceReviewTags,
  type Watcher
} from './store.ts'
import { EXTERNAL_LINK } from './tag-text.ts'

export interface WatchedWordsDeps {
  readonly db: Database
  /** Public origin of this server. */
  readonly origin: string
}

interface Scene {
  readonly db: Database
  readonly site: Site
}

export function watchedWordsRoutes({ db, origin }: WatchedWordsDeps): Router {
  const api = apiRouter()
  const scene = { db, site: siteOf(origin) }
  accountLists(api, scene)
  serverLists(api, scene)
  automaticTags(api, scene)
  return api.router
}

function accountLists(api: ApiRouter, scene: Scene): void {
  const { db } = scene
  api.on('getAccountWatchedWords', { params: AccountName, query: WatchedWordsQuery }, async call =>
    answerLists(await listLists(db, await ownAccount(scene, call), call.query))
  )
  api.on('addAccountWatchedWords', { params: AccountName, body: WatchedWordsBody }, async call => ({
    watchedWordsList: { id: await addList(db, await ownAccount(scene, call), call.body) }
  }))
  api.on('updateAccountWatchedWords', { params: AccountListReference, body: WatchedWordsChange }, async call =>
    updateList(db, await ownAccount(scene, call), { id: call.params.listId, change: call.body })
  )
  api.on('deleteAccountWatchedWords', { params: AccountListReference }, async call =>
    removeList(db, await ownAccount(scene, call), call.params.listId)
  )
}

function serverLists(api: ApiRouter, { db }: Scene): void {
  api.on('getServerWatchedWords', { query: WatchedWordsQuery }, async ({ query }) =>
    answerLists(await listLists(db, null, query))
  )
  api.on('addServerWatchedWords', { body: WatchedWordsBody }, async ({ body }) => ({
    watchedWordsList: { id: await addList(db, null, body) }
  }))
  api.on('updateServerWatchedWords', { params: ServerListReference, body: WatchedWordsChange }, call =>
    updateList(db, null, { id: call.params.listId, change: call.body })
  )
  api.on('deleteServerWatchedWords', { params: ServerListReference }, call => removeList(db, null, call.params.listId))
}

function automaticTags(api: ApiRouter, scene: Scene): void {
  const { db } = scene
  api.on('getServerAutomaticTags', {}, () => availableTags(scene, null))
  api.on('getAccountAutomaticTags', { params: AccountName }, async call =>
    availableTags(scene, await ownAccount(scene, call))
  )
  api.on('getCommentPolicies', { params: AccountName }, async call => {
    const review = await findReviewTags(db, await ownAccount(scene, call))
    return { review } satisfies CommentPolicies
  })
  api.on('updateCommentPolicies', { params: AccountName, body: CommentPoliciesBody }, async call => {
    const accountId = await ownAccount(scene, call)
    const { available } = await availableTags(scene, accountId)
    const unknown = call.body.review.find(name => !available.some(tag => tag.name === name))
    if (unknown !== undefined) throw new AppError('invalid', `${unknown} is not an available automatic tag`)
    await db.transaction(tx => replaceReviewTags(tx, accountId, call.body.review))
  })
}

interface AccountCall {
  readonly params: { readonly accountName: string }
  assertMay(ownerAccountId: number, message: string): void
}

async function ownAccount({ db, site }: Scene, { params, assertMay }: AccountCall): Promise<number> {
  const accountId = await findLocalAccount(db, localNameOf(site, params.accountName))
  if (accountId === undefined) throw new AppError('not_found', 'Account not found')
  assertMay(accountId, 'Only the owner of this account can manage its watched words and tags.')
  return accountId
}

async function availableTags({ db }: Scene, watcher: Watcher): Promise<AvailableTags> {
  const names = await listNames(db, watcher)
  const lists = names.map(name => ({ name, type: 'watched-words-list' as const }))
  return { available: [...lists, { name: EXTERNAL_LINK, type: 'core' }] }
}

function answerLists({ total, rows }: { total: number; rows: readonly ListRow[] }) {
  const data = rows.map(
    (row): WatchedWordsList => ({
      id: row.id,
      listName: row.name,
      words: row.words,
      createdAt: row.created_at.toISOString(),
      updatedAt: row.updated_at.toISOString()
    })
  )
  return { total, data }
}
