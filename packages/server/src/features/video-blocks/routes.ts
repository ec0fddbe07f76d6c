/** HTTP surface of video blocks, mounted at /api/v1 before the videos' own. Shapes: PeerTube 6.3. */
import type { Router } from 'express'
import { BlockBody, BlockListQuery, BlockReasonBody, VideoReference } from '../../contract/index.ts'
import { siteOf } from '../../kernel/site.ts'
import { apiRouter } from '../../platform/api-router.ts'
import type { Database, Queryable } from '../../platform/postgres.ts'
import { findAccess, type VideoAccess, videoNotFound } from '../videos/index.ts'
import { blockVideo, notBlocked, unblockVideo } from './block-video.ts'
import { listBlocks } from './list-blocks.ts'
import { changeReason } from './store.ts'

export interface VideoBlocksDeps {
  readonly db: Database
  /** Public origin of this server. */
  readonly origin: string
}

export function videoBlockRoutes({ db, origin }: VideoBlocksDeps): Router {
  const api = apiRouter()
  const site = siteOf(origin)

  api.on('getVideoBlocks', { query: BlockListQuery }, ({ query }) => listBlocks(db, site, query))
  api.on('addVideoBlock', { params: VideoReference, body: BlockBody }, async ({ params, body }) => {
    const video = await existing(db, params.id)
    await blockVideo(db, video, { reason: body.reason ?? null, isUnfederated: body.unfederate ?? false })
  })
  api.on('updateVideoBlock', { params: VideoReference, body: BlockReasonBody }, async ({ params, body }) => {
    const video = await existing(db, params.id)
    if (!(await changeReason(db, video.id, body.reason ?? null))) throw notBlocked()
  })
  api.on('delVideoBlock', { params: VideoReference }, async ({ params }) => {
    await unblockVideo(db, await existing(db, params.id))
  })
  return api.router
}

async function existing(db: Queryable, reference: VideoReference): Promise<VideoAccess> {
  const video = await findAccess(db, reference)
  if (!video) throw videoNotFound()
  return video
}
