/** HTTP surface of channels and accounts, mounted at /api/v1. Shapes: PeerTube 6.3. */
import type { Router } from 'express'
import {
  AccountChannelsQuery,
  ActorHandle,
  ActorListQuery,
  CreateChannelBody,
  FollowerListQuery,
  UpdateChannelBody
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { siteOf } from '../../kernel/site.ts'
import { type ApiRouter, apiRouter } from '../../platform/api-router.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { findAccount, findChannel, localNameOf } from '../actors/index.ts'
import { type DeleteDeps, removeVideo } from '../videos/index.ts'
import { createChannel } from './create-channel.ts'
import { listFollowers } from './followers.ts'
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

export function channelRoutes(deps: ChannelsDeps): Router {
  const api = apiRouter()
  const { db, origin } = deps
  const site = siteOf(origin)
  readOperations(api, deps)

  api.on('addVideoChannel', { body: CreateChannelBody }, async ({ viewer: { accountId }, body }) => {
    const id = await db.transaction(async tx => {
      if ((await countChannels(tx, accountId)) >= CHANNELS_PER_USER_MAX)
        throw new AppError('invalid', `You cannot create more than ${CHANNELS_PER_USER_MAX} channels`)
      return createChannel(tx, { ...body, accountId })
    })
    return { videoChannel: { id } }
  })

  api.on('putVideoChannel', { params: ActorHandle, body: UpdateChannelBody }, async call => {
    const channel = await managed(call)
    await db.transaction(tx => updateChannel(tx, channel, call.body))
  })

  // 409 for an account's only channel
  api.on('delVideoChannel', { params: ActorHandle }, async call => removeChannel(deps, await managed(call)))

  api.on('getVideoChannelFollowers', { params: ActorHandle, query: FollowerListQuery }, async call => {
    const channel = await managed(call)
    return listFollowers(db, site, { ...call.query, accountId: channel.accountId, channelId: channel.id })
  })

  api.on('getAccountFollowers', { params: ActorHandle, query: FollowerListQuery }, async call => {
    const account = await findAccount(db, site, call.params.handle)
    call.assertMay(account.id)
    return listFollowers(db, site, { ...call.query, accountId: account.id, channelId: null })
  })

  async function managed({ params, assertMay }: ManageCall): Promise<ManagedChannel> {
    const channel = await findManagedChannel(db, localNameOf(site, params.handle))
    if (!channel) throw new AppError('not_found', 'Video channel not found')
    assertMay(channel.accountId, 'This channel belongs to somebody else.')
    return channel
  }
  return api.router
}

interface ManageCall {
  readonly params: { readonly handle: string }
  assertMay(ownerAccountId: number, message: string): void
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

function readOperations(api: ApiRouter, { db, origin }: ChannelsDeps): void {
  const site = siteOf(origin)
  api.on('getVideoChannels', { query: ActorListQuery }, ({ query }) => listAllChannels(db, site, query))
  api.on('getVideoChannel', { params: ActorHandle }, ({ params }) => findChannel(db, site, params.handle))
  api.on('getAccounts', { query: ActorListQuery }, ({ query }) => listAccounts(db, site, query))
  api.on('getAccount', { params: ActorHandle }, ({ params }) => findAccount(db, site, params.handle))
  const query = AccountChannelsQuery
  api.on('getVideoChannelsOfAccount', { params: ActorHandle, query }, async ({ params, query, viewer }) => {
    const account = await findAccount(db, site, params.handle)
    const mayKnow = viewer !== undefined && (viewer.accountId === account.id || viewer.role !== 'user')
    return listChannelsOf(db, site, account.id, { ...query, withStats: query.withStats && mayKnow })
  })
}
