/** HTTP surface of subscriptions, mounted at /api/v1. Shapes: PeerTube 6.3. Channels of this server only, so far. */
import express, { type Request, type Response, Router } from 'express'
import {
  SubscribeBody,
  SubscriptionHandle,
  SubscriptionListQuery,
  SubscriptionsExistQuery,
  VideoListQuery
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { siteOf } from '../../kernel/site.ts'
import { operation, parse, requireViewer } from '../../platform/http.ts'
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
  const router = Router()
  const site = siteOf(origin)
  const nameOf = (uri: string) => localNameOf(site, uri.replace(/^@/, ''))

  router.get('/users/me/subscriptions', operation('getMySubscriptions'), async (req, res) => {
    const { accountId } = requireViewer(res)
    const query = parse(SubscriptionListQuery, req.query, 'query')
    res.json(await listSubscriptions(db, site, { ...query, accountId }))
  })

  // 204 | 400 | 401 | 404
  router.post('/users/me/subscriptions', express.json({ limit: '16kb' }), async (req, res) => {
    const { accountId } = requireViewer(res)
    await insertFollow(db, accountId, await channelActor(parse(SubscribeBody, req.body).uri))
    res.sendStatus(204)
  })

  router.get('/users/me/subscriptions/exist', async (req, res) => {
    const { accountId } = requireViewer(res)
    const uris = parse(SubscriptionsExistQuery, req.query, 'query')
    const followed = await followedAmong(db, accountId, uris.map(nameOf))
    res.json(Object.fromEntries(uris.map(uri => [uri, followed.has(nameOf(uri).toLowerCase())])))
  })

  router.get('/users/me/subscriptions/videos', operation('getMySubscriptionVideos'), async (req, res) => {
    const { accountId } = requireViewer(res)
    const query = parse(VideoListQuery, req.query, 'query')
    res.json(await listVideos(db, site, { kind: 'subscriptions', accountId }, query))
  })

  router.get('/users/me/subscriptions/:handle', async (req, res) => {
    const { handle } = await followed(req, res)
    res.json(await findChannel(db, site, handle))
  })

  // 204 | 400 | 401 | 404
  router.delete('/users/me/subscriptions/:handle', async (req, res) => {
    const { accountId, actorId } = await followed(req, res)
    await deleteFollow(db, accountId, actorId)
    res.sendStatus(204)
  })

  async function channelActor(uri: string): Promise<number> {
    const actorId = await findChannelActor(db, nameOf(uri))
    if (actorId === undefined) throw new AppError('not_found', 'Video channel not found')
    return actorId
  }

  async function followed(req: Request, res: Response) {
    const { accountId } = requireViewer(res)
    const { handle } = parse(SubscriptionHandle, req.params, 'params')
    const name = nameOf(handle)
    const isFollowed = (await followedAmong(db, accountId, [name])).size > 0
    if (!isFollowed) throw new AppError('not_found', 'Subscription not found.')
    return { accountId, handle: name, actorId: await channelActor(handle) }
  }

  return router
}
