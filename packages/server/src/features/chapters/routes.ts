/** HTTP surface of chapters, mounted at /api/v1. Shapes: PeerTube 6.3. */
import type { Router } from 'express'
import { ChaptersBody, VideoReference } from '../../contract/index.ts'
import { apiRouter } from '../../platform/api-router.ts'
import { appendEvent } from '../../platform/events.ts'
import type { Database } from '../../platform/postgres.ts'
import { findManageable, findWatchable } from '../videos/index.ts'
import { listChapters, replaceChapters } from './store.ts'

export function chapterRoutes({ db }: { db: Database }): Router {
  const api = apiRouter()

  api.on('getVideoChapters', { params: VideoReference }, async call => {
    const video = await findWatchable(db, call)
    return { chapters: await listChapters(db, video.id) }
  })

  api.on('replaceVideoChapters', { params: VideoReference, body: ChaptersBody }, async call => {
    const video = await findManageable(db, call)
    await db.transaction(async tx => {
      await replaceChapters(tx, video.id, call.body.chapters)
      await appendEvent(tx, { type: 'video.updated', videoId: video.id })
    })
  })
  return api.router
}
