/** HTTP surface of views, mounted at /api/v1 before the videos' own. Shapes: PeerTube 6.3. */
import type { Router } from 'express'
import { type OperationId, VideoReference, ViewBody, type ViewersNow } from '../../contract/index.ts'
import { apiRouter } from '../../platform/api-router.ts'
import { createCache } from '../../platform/cache.ts'
import type { Database } from '../../platform/postgres.ts'
import { type HistorySettings, rememberProgress } from '../history/index.ts'
import { findOpenedByToken } from '../videos/index.ts'
import { assertWithin, recordView } from './record-view.ts'
import { countViewersNow, findDuration } from './store.ts'
import { openViewerKeys } from './viewer-keys.ts'

export interface ViewsDeps {
  readonly db: Database
  readonly settings: HistorySettings
  /** From `serverSecret(db, 'file-token')`. */
  readonly tokenSecret: Buffer
}

/** The same under four names, as on PeerTube. */
const NAMES = ['addView', 'putView', 'setProgress', 'postProgress'] as const satisfies readonly OperationId[]

export function viewRoutes(deps: ViewsDeps): Router {
  const { db, settings } = deps
  const api = apiRouter()
  const findKeys = openViewerKeys(db)

  for (const name of NAMES) {
    api.on(name, { params: VideoReference, body: ViewBody }, async call => {
      const { id: videoId, uuid } = await findOpenedByToken(deps, call)
      const { currentTime: second, viewEvent, sessionId } = call.body
      const durationSeconds = await findDuration(db, videoId)
      assertWithin({ uuid, durationSeconds }, second)

      const keys = await findKeys(videoId, { address: call.req.ip, sessionId: sessionId ?? undefined })
      const hasJumped = viewEvent === 'seek'
      await recordView(db, { videoId, durationSeconds, keys, second, hasJumped, now: new Date() })
      if (call.viewer) await rememberProgress(db, settings, { userId: call.viewer.userId, videoId, second })
    })
  }

  // Players ask again and again until there are enough to carry the video to each other.
  const counts = createCache<number>({ ttlMs: 1000, maxEntries: 500 })
  api.on('getVideoViewers', { params: VideoReference }, async (call): Promise<ViewersNow> => {
    const { id } = await findOpenedByToken(deps, call)
    return { viewers: await counts.get(String(id), () => countViewersNow(db, id)) }
  })
  return api.router
}
