/** HTTP surface of subscriptions, mounted at /api/v1. Shapes: PeerTube 6.3.  */
import type { Router } from 'express'
import {
  SubscribeBody,
  SubscriptionHandle,
  SubscriptionListQuery,
  SubscriptionsExistQuery,
  VideoListQuery
} from '../../contract/index.ts'
import { siteOf } from '../../kernel/site.ts'
import { apiRouter } from '../../platform/api-router.ts'
import { findChannel } from '../actors/index.ts'
import { listVideos } from '../videos/index.ts'
import { followedAmong, listSubscriptions } from './store.ts'
import { findFollowed, nameOf, readHandle, type SubscriptionsDeps, subscribe, unsubscribe } from './subscribe.ts'

export function subscriptionRoutes(deps: SubscriptionsDeps): Router {
  const { db, origin } = deps
  const api = apiRouter()
  const site = siteOf(origin)

  api.on('getMySubscriptions', { query: SubscriptionListQuery }, ({ viewer, query }) =>
    listSubscriptions(db, site, { ...query, accountId: viewer.accountId })
  )

  api.on('addSubscription', { body: SubscribeBody }, ({ viewer, body }) => subscribe(deps, viewer.accountId, body.uri))

  api.on('areSubscribed', { query: SubscriptionsExistQuery }, async ({ viewer, query: { uris } }) => {
    const handles = uris.map(uri => readHandle(site, uri))
    const followed = await followedAmong(db, viewer.accountId, handles)
    return Object.fromEntries(uris.map((uri, index) => [uri, followed.has(nameOf(handles[index]!))]))
  })

  api.on('getMySubscriptionVideos', { query: VideoListQuery }, ({ viewer, query }) =>
    listVideos(db, site, { kind: 'subscriptions', accountId: viewer.accountId }, { ...query, viewer })
  )

  api.on('getMySubscription', { params: SubscriptionHandle }, async ({ viewer, params }) => {
    await findFollowed(deps, viewer.accountId, params.handle)
    return findChannel(db, site, nameOf(readHandle(site, params.handle)))
  })

  api.on('deleteSubscription', { params: SubscriptionHandle }, ({ viewer, params }) =>
    unsubscribe(deps, viewer.accountId, params.handle)
  )

  return api.router
}
