/** HTTP surface of channels and accounts, mounted at /api/v1. Shapes: PeerTube 6.3. */
import express, { type Request, type Response, Router } from 'express'
import { z } from 'zod'
import { ActorListQuery, CreateChannelBody, UpdateChannelBody } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { siteOf } from '../../kernel/site.ts'
import { operation, parse, requireViewer } from '../../platform/http.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { findAccount, findChannel, localNameOf } from '../actors/index.ts'
import { type DeleteDeps, removeVideo } from '../videos/index.ts'
import { createChannel } from './create-channel.ts'
import {
  countChannels,
  deleteEmptyChannel,
  findManagedChannel,
  type ManagedChannel,
  someVideosOf,
  updateChannel
} from './manage-store.ts'
import { listAccounts, listAllChannels, listChannelsOf } from './queries.ts'

export interface ChannelsDeps extends DeleteDeps {
  /** Public origin of this server. */
  readonly origin: string
}

/** PeerTube's default (`video_channels.max_per_user`). */
export const CHANNELS_PER_USER_MAX = 20
const DELETED_AT_ONCE = 50

const Handle = z.object({ handle: z.string().min(1).max(320, 'Invalid value') })

export function channelRoutes(deps: ChannelsDeps): Router {
  const router = Router()
  const { db, origin } = deps
  const site = siteOf(origin)
  readRoutes(router, deps)

  // 200 | 400 | 401 | 409
  router.post('/video-channels', operation('addVideoChannel'), express.json({ limit: '64kb' }), async (req, res) => {
    const { accountId } = requireViewer(res)
    const body = parse(CreateChannelBody, req.body)
    const id = await db.transaction(async tx => {
      if ((await countChannels(tx, accountId)) >= CHANNELS_PER_USER_MAX)
        throw new AppError('invalid', `You cannot create more than ${CHANNELS_PER_USER_MAX} channels`)
      return createChannel(tx, { ...body, accountId })
    })
    res.json({ videoChannel: { id } })
  })

  // 204 | 400 | 401 | 403 | 404
  router.put(
    '/video-channels/:handle',
    operation('putVideoChannel'),
    express.json({ limit: '64kb' }),
    async (req, res) => {
      const channel = await managed(req, res)
      const body = parse(UpdateChannelBody, req.body)
      await db.transaction(tx => updateChannel(tx, channel, body))
      res.type('application/json').status(204).end()
    }
  )

  // 204 | 401 | 403 | 404 | 409
  router.delete('/video-channels/:handle', operation('delVideoChannel'), async (req, res) => {
    const channel = await managed(req, res)
    await removeChannel(deps, channel)
    res.type('application/json').status(204).end()
  })

  async function managed(req: Request, res: Response): Promise<ManagedChannel> {
    const viewer = requireViewer(res)
    const { handle } = parse(Handle, req.params, 'params')
    const channel = await findManagedChannel(db, localNameOf(site, handle))
    if (!channel) throw new AppError('not_found', 'Video channel not found')
    if (channel.accountId !== viewer.accountId && viewer.role === 'user')
      throw new AppError('forbidden', 'This channel belongs to somebody else.')
    return channel
  }
  return router
}

/**
 * Deletes a channel with its videos and their files, some at a time. A crash on the way leaves the channel with the
 * videos not yet deleted; deleting it again goes on.
 *
 * @throws AppError `conflict` for an account's only channel.
 */
export async function removeChannel(deps: DeleteDeps, channel: ManagedChannel): Promise<void> {
  await deps.db.transaction(tx => refuseLast(tx, channel))

  for (;;) {
    const videoIds = await someVideosOf(deps.db, channel.id, DELETED_AT_ONCE)
    for (const id of videoIds) await removeVideo(deps, id)
    if (videoIds.length > 0) continue
    const isDeleted = await deps.db.transaction(async tx => {
      await refuseLast(tx, channel)
      return deleteEmptyChannel(tx, channel)
    })
    if (isDeleted || (await someVideosOf(deps.db, channel.id, 1)).length === 0) return
  }
}

async function refuseLast(tx: Queryable, { accountId }: ManagedChannel): Promise<void> {
  if ((await countChannels(tx, accountId)) <= 1)
    throw new AppError('conflict', 'An account keeps one channel at least.')
}

function readRoutes(router: Router, { db, origin }: ChannelsDeps): void {
  const site = siteOf(origin)
  const handleOf = (req: Request) => parse(Handle, req.params, 'params').handle
  const listQueryOf = (req: Request) => parse(ActorListQuery, req.query, 'query')

  router.get('/video-channels', operation('getVideoChannels'), async (req, res) => {
    res.json(await listAllChannels(db, site, listQueryOf(req)))
  })
  router.get('/video-channels/:handle', operation('getVideoChannel'), async (req, res) => {
    res.json(await findChannel(db, site, handleOf(req)))
  })
  router.get('/accounts', operation('getAccounts'), async (req, res) => {
    res.json(await listAccounts(db, site, listQueryOf(req)))
  })
  router.get('/accounts/:handle', operation('getAccount'), async (req, res) => {
    res.json(await findAccount(db, site, handleOf(req)))
  })
  router.get('/accounts/:handle/video-channels', operation('getVideoChannelsOfAccount'), async (req, res) => {
    const account = await findAccount(db, site, handleOf(req))
    res.json(await listChannelsOf(db, site, account.id, listQueryOf(req)))
  })
}
