/** HTTP surface of subscriptions, mounted at /api/v1. Shapes: PeerTube 6.3. Channels of this server only, so far. */
import type { Router } from 'express'
import {
  SubscribeBody,
  SubscriptionHandle,
  SubscriptionListQuery,
  SubscriptionsExistQuery,
  VideoListQuery
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { siteOf } from '../../kernel/site.ts'
import { apiRouter } from '../../platform/api-router.ts'
import type { Database } from '../../platform/postgres.ts'
import { findChannel, localNameOf } from '../actors/index.ts'
import { listVideos } from '../videos/index.ts'
import { deleteFollow, findChannelActor, followedAmong, insertFollow, listSubscriptions } from './store.ts'

export interface SubscriptionsDeps {
  readonly db: Database
  /** Public origin of this server. */
  readonly origin: string
}

export function subscriptionRoutes({ db, origin }: SubscriptionsDeps): Router {
  const api = apiRouter()
  const site = siteOf(origin)
  const nameOf = (uri: string) => localNameOf(site, uri.replace(/^@/, ''))

  api.on('getMySubscriptions', { query: SubscriptionListQuery }, ({ viewer, query }) =>
    listSubscriptions(db, site, { ...query, accountId: viewer.accountId })
  )

  api.on('addSubscription', { body: SubscribeBody }, async ({ viewer, body }) => {
    const target = await channelActor(body.uri)
    await db.transaction(tx => insertFollow(tx, viewer.accountId, target))
  })

  api.on('areSubscribed', { query: SubscriptionsExistQuery }, async ({ viewer, query: uris }) => {
    const followed = await followedAmong(db, viewer.accountId, uris.map(nameOf))
    return Object.fromEntries(uris.map(uri => [uri, followed.has(nameOf(uri).toLowerCase())]))
  })

  api.on('getMySubscriptionVideos', { query: VideoListQuery }, ({ viewer, query }) =>
    listVideos(db, site, { kind: 'subscriptions', accountId: viewer.accountId }, { ...query, viewer })
  )

  api.on('getMySubscription', { params: SubscriptionHandle }, async ({ viewer, params }) => {
    const { handle } = await followed(viewer.accountId, params.handle)
    return findChannel(db, site, handle)
  })

  api.on('deleteSubscription', { params: SubscriptionHandle }, async ({ viewer, params }) => {
    const { actorId } = await followed(viewer.accountId, params.handle)
    await deleteFollow(db, viewer.accountId, actorId)
  })

  async function channelActor(uri: string): Promise<number> {
    const actorId = await findChannelActor(db, nameOf(uri))
    if (actorId === undefined) throw new AppError('not_found', 'Video channel not found')
    return actorId
  }

  async function followed(accountId: number, uri: string) {
    const handle = nameOf(uri)
    if ((await followedAmong(db, accountId, [handle])).size === 0)
      throw new AppError('not_found', 'Subscription not found.')
    return { handle, actorId: await channelActor(uri) }
  }

  return api.router
}
