/** HTTP surface of the transcoding slice, mounted at /api/v1. */
import { type Request, type Response, Router } from 'express'
import { type TranscodingStatus, VideoReference } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { parse, requireViewer, viewerOf } from '../../platform/http.ts'
import { assertCanWatch, canManage, findAccess, isFileToken, type VideoAccess, videoNotFound } from '../videos/index.ts'
import type { ProgressMemory } from './follow.ts'
import { retryTranscoding } from './retry.ts'
import { findTranscodingStatus } from './status.ts'
import type { TranscodingDeps } from './transcoding.ts'

const DONE: TranscodingStatus = {
  status: 'done',
  stage: null,
  percent: 100,
  secondsLeft: null,
  failureCode: null,
  isWatchable: true
}

export interface TranscodingRoutesDeps extends TranscodingDeps {
  readonly progress: ProgressMemory
  /** From `serverSecret(db, 'file-token')`. */
  readonly tokenSecret: Buffer
}

export function transcodingRoutes(deps: TranscodingRoutesDeps): Router {
  const router = Router()

  // 200, for whoever may watch | 401 | 403 | 404
  router.get('/videos/:id/transcoding', async (req, res) => {
    const viewer = viewerOf(res)
    const video = await found(deps, req)
    const token = req.query['videoFileToken']
    const hasFileToken = typeof token === 'string' && isFileToken(deps.tokenSecret, video, token)
    assertCanWatch(video, { viewer, password: req.get('x-peertube-video-password'), hasFileToken })

    const status = (await findTranscodingStatus(deps, video.uuid)) ?? DONE
    // Why it failed is its owner's business.
    res.json(viewer && canManage(video, viewer) ? status : { ...status, failureCode: null })
  })

  // 204 | 401 | 403 | 404 | 409 nothing failed
  router.post('/videos/:id/transcoding/retry', async (req, res) => {
    const viewer = requireViewer(res)
    await retryTranscoding(deps, await managed(deps, req, res), viewer)
    res.sendStatus(204)
  })
  return router
}

async function managed(deps: TranscodingDeps, req: Request, res: Response): Promise<VideoAccess> {
  const viewer = requireViewer(res)
  const video = await found(deps, req)
  if (!canManage(video, viewer)) throw new AppError('forbidden', 'Cannot manage a video of another user.')
  return video
}

async function found({ db }: TranscodingDeps, req: Request): Promise<VideoAccess> {
  const { id: reference } = parse(VideoReference, req.params, 'params')
  const video = await findAccess(db, reference)
  if (!video) throw videoNotFound()
  return video
}
