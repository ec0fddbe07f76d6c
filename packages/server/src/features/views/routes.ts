/** HTTP surface of views, mounted at /api/v1 before the videos' own. Shapes: PeerTube 6.3. */
import type { Request, Router } from 'express'
import { type OperationId, VideoReference, ViewBody } from '../../contract/index.ts'
import { apiRouter } from '../../platform/api-router.ts'
import type { Viewer } from '../../platform/http.ts'
import type { Database } from '../../platform/postgres.ts'
import { type HistorySettings, rememberProgress } from '../history/index.ts'
import { assertCanWatch, findAccess, isFileToken, type VideoAccess, videoNotFound } from '../videos/index.ts'
import { assertWithin, recordView } from './record-view.ts'
import { findDuration } from './store.ts'
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
      const { id: videoId, uuid } = await findWatched(deps, call)
      const { currentTime: second, viewEvent, sessionId } = call.body
      const durationSeconds = await findDuration(db, videoId)
      assertWithin({ uuid, durationSeconds }, second)

      const keys = await findKeys(videoId, { address: call.req.ip, sessionId: sessionId ?? undefined })
      const hasJumped = viewEvent === 'seek'
      await recordView(db, { videoId, durationSeconds, keys, second, hasJumped, now: new Date() })
      if (call.viewer) await rememberProgress(db, settings, { userId: call.viewer.userId, videoId, second })
    })
  }
  return api.router
}

/** A page that was opened with a password knows the token of the files, and not the password. */
async function findWatched(
  { db, tokenSecret }: ViewsDeps,
  { params, viewer, req }: { params: { id: VideoReference }; viewer: Viewer | undefined; req: Request }
): Promise<VideoAccess> {
  const video = await findAccess(db, params.id)
  if (!video) throw videoNotFound()
  const token = req.query['videoFileToken']
  const hasFileToken = typeof token === 'string' && isFileToken(tokenSecret, video, token)
  const password = req.get('x-peertube-video-password')
  assertCanWatch(video, { viewer, password, hasFileToken, isByNumber: 'id' in params.id })
  return video
}
