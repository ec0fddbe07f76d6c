/**
 * HTTP surface of the server's own follows, mounted at /api/v1. Shapes: PeerTube 6.3. What is asked for here is kept
 * as a wish, and its target looked for afterwards: it may be out just now.
 */
import type { Router } from 'express'
import { FollowBody, HostOrHandle, isHost, NameWithHost, ServerFollowQuery, splitHandle } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { APPLICATION_NAME, siteOf } from '../../kernel/site.ts'
import { apiRouter } from '../../platform/api-router.ts'
import { log } from '../../platform/log.ts'
import type { Database } from '../../platform/postgres.ts'
import { answerServerFollower, deleteServerFollow, type Handle, listServerFollows, wishToFollow } from './store.ts'

export interface ServerFollowsDeps {
  readonly db: Database
  /** Public origin of this server. */
  readonly origin: string
  /** Says that there are new wishes. */
  readonly settleSoon: () => void
}

export function serverFollowRoutes({ db, origin, settleSoon }: ServerFollowsDeps): Router {
  const api = apiRouter()
  const site = siteOf(origin)

  api.on('getServerFollowers', { query: ServerFollowQuery }, ({ query }) =>
    listServerFollows(db, site, 'followers', query)
  )
  api.on('getServerFollowing', { query: ServerFollowQuery }, ({ query }) =>
    listServerFollows(db, site, 'following', query)
  )

  api.on('followServers', { body: FollowBody }, async ({ body, viewer }) => {
    const wanted = [...body.hosts, ...body.handles].map(asHandle)
    if (wanted.some(({ host }) => host === site.host))
      throw new AppError('invalid', 'This server cannot follow itself.')
    await db.transaction(async tx => {
      for (const handle of wanted) await wishToFollow(tx, handle)
    })
    settleSoon()
    const hosts = wanted.map(({ host }) => host).join(', ')
    log('server-follows').info('{by} wishes to follow {hosts}', { by: viewer.username, hosts })
  })

  api.on('unfollowServer', { params: HostOrHandle }, async ({ params }) => {
    const isThere = await db.transaction(tx => deleteServerFollow(tx, 'following', asHandle(params.hostOrHandle)))
    if (!isThere) throw new AppError('not_found', `Follow ${params.hostOrHandle} not found.`)
  })

  api.on('delServerFollower', { params: NameWithHost }, async ({ params }) =>
    found(
      params.nameWithHost,
      await db.transaction(tx => deleteServerFollow(tx, 'followers', asHandle(params.nameWithHost)))
    )
  )
  api.on('acceptServerFollower', { params: NameWithHost }, async ({ params }) =>
    found(
      params.nameWithHost,
      await db.transaction(tx => answerServerFollower(tx, asHandle(params.nameWithHost), 'accepted'))
    )
  )
  api.on('rejectServerFollower', { params: NameWithHost }, async ({ params }) =>
    found(
      params.nameWithHost,
      await db.transaction(tx => answerServerFollower(tx, asHandle(params.nameWithHost), 'rejected'))
    )
  )
  return api.router
}

/** A host stands for its server's own actor. @throws AppError `not_found` for what names nobody. */
function asHandle(text: string): Handle {
  if (isHost(text)) return { name: APPLICATION_NAME, host: text.toLowerCase() }
  const handle = splitHandle(text)
  if (!handle) throw new AppError('not_found', `Follow ${text} not found.`)
  return handle
}

function found(name: string, isThere: boolean): void {
  if (!isThere) throw new AppError('not_found', `Follower ${name} not found.`)
}
