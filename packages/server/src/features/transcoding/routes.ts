/** HTTP surface of the transcoding slice, mounted at /api/v1. */
import { type Request, type Response, Router } from 'express'
import { type TranscodingStatus, VideoReference } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { parse, requireViewer } from '../../platform/http.ts'
import { canManage, findAccess, type VideoAccess, videoNotFound } from '../videos/index.ts'
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

export function transcodingRoutes(deps: TranscodingDeps & { readonly progress: ProgressMemory }): Router {
  const router = Router()

  router.get('/videos/:id/transcoding', async (req, res) => {
    const video = await managed(deps, req, res)
    res.json((await findTranscodingStatus(deps, video.uuid)) ?? DONE)
  })

  // 204 | 401 | 403 | 404 | 409 nothing failed
  router.post('/videos/:id/transcoding/retry', async (req, res) => {
    const viewer = requireViewer(res)
    await retryTranscoding(deps, await managed(deps, req, res), viewer)
    res.sendStatus(204)
  })
  return router
}

async function managed({ db }: TranscodingDeps, req: Request, res: Response): Promise<VideoAccess> {
  const viewer = requireViewer(res)
  const { id: reference } = parse(VideoReference, req.params, 'params')
  const video = await findAccess(db, reference)
  if (!video) throw videoNotFound()
  if (!canManage(video, viewer)) throw new AppError('forbidden', 'Cannot manage a video of another user.')
  return video
}
