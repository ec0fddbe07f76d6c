/** HTTP surface of subscriptions, mounted at /api/v1. Shapes: PeerTube 6.3.  */
import type { Router } from 'express'
import {
  SubscribeBody,
  SubscriptionHandle,
  SubscriptionListQuery,
  SubscriptionsExistQuery,
  VideoListQuery
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { type Site, siteOf } from '../../kernel/site.ts'
import { apiRouter } from '../../platform/api-router.ts'
import type { Database } from '../../platform/postgres.ts'
import { findChannel } from '../actors/index.ts'
import { listVideos } from '../videos/index.ts'
import {
  type ChannelHandle,
  deleteFollow,
  findChannelActor,
  followedAmong,
  insertFollow,
  listSubscriptions,
  requestSubscription
} from './store.ts'

export interface SubscriptionsDeps {
  readonly db: Database
  /** Public origin of this server. */
  readonly origin: string
  /** Asks another server for a channel. @returns Its actor's id; undefined when it says that there is none. */
  readonly resolveChannel: (handle: string) => Promise<number | undefined>
}

export function subscriptionRoutes({ db, origin, resolveChannel }: SubscriptionsDeps): Router {
  const api = apiRouter()
  const site = siteOf(origin)

  api.on('getMySubscriptions', { query: SubscriptionListQuery }, ({ viewer, query }) =>
    listSubscriptions(db, site, { ...query, accountId: viewer.accountId })
  )

  api.on('addSubscription', { body: SubscribeBody }, async ({ viewer, body }) => {
    const handle = handleOf(site, body.uri)
    const target = (await findChannelActor(db, handle)) ?? (handle.host && (await resolveChannel(nameOf(handle))))
    if (!target) throw noChannel()
    const insert = handle.host === null ? insertFollow : requestSubscription
    await db.transaction(tx => insert(tx, viewer.accountId, target))
  })

  api.on('areSubscribed', { query: SubscriptionsExistQuery }, async ({ viewer, query: uris }) => {
    const handles = uris.map(uri => handleOf(site, uri))
    const followed = await followedAmong(db, viewer.accountId, handles)
    return Object.fromEntries(uris.map((uri, index) => [uri, followed.has(nameOf(handles[index]!))]))
  })

  api.on('getMySubscriptionVideos', { query: VideoListQuery }, ({ viewer, query }) =>
    listVideos(db, site, { kind: 'subscriptions', accountId: viewer.accountId }, { ...query, viewer })
  )

  api.on('getMySubscription', { params: SubscriptionHandle }, async ({ viewer, params }) => {
    const { handle } = await followed(viewer.accountId, params.handle)
    return findChannel(db, site, nameOf(handle))
  })

  api.on('deleteSubscription', { params: SubscriptionHandle }, async ({ viewer, params }) => {
    const { actorId } = await followed(viewer.accountId, params.handle)
    await db.transaction(tx => deleteFollow(tx, viewer.accountId, actorId))
  })

  async function followed(accountId: number, uri: string) {
    const handle = handleOf(site, uri)
    if (!(await followedAmong(db, accountId, [handle])).has(nameOf(handle)))
      throw new AppError('not_found', 'Subscription not found.')
    const actorId = await findChannelActor(db, handle)
    if (actorId === undefined) throw noChannel()
    return { handle, actorId }
  }

  return api.router
}

const noChannel = () => new AppError('not_found', 'Video channel not found')

function handleOf({ host: ownHost }: Site, uri: string): ChannelHandle {
  const [name = '', host] = uri.replace(/^@/, '').toLowerCase().split('@')
  return { name, host: host === undefined || host === ownHost ? null : host }
}

const nameOf = ({ name, host }: ChannelHandle): string => (host === null ? name : `${name}@${host}`)
