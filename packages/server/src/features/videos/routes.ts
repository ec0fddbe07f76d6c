/** HTTP surface of the videos slice, mounted at /api/v1. Parse, call, answer. */
import { type Request, type Response, Router } from 'express'
import { z } from 'zod'
import { type FileToken, VideoReference } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { siteOf } from '../../kernel/site.ts'
import { operation, parse, requireViewer, viewerOf } from '../../platform/http.ts'
import type { Settings } from '../configuration/index.ts'
import { CATEGORIES, LICENCES, PRIVACIES } from './constants.ts'
import { type DeleteDeps, deleteVideo } from './delete-video.ts'
import { getVideoDetails } from './details.ts'
import { makeFileToken } from './file-token.ts'
import { LANGUAGES } from './languages.ts'
import { videoListRoutes } from './list-routes.ts'
import { findAccess, findDescription, findFileMetadata, findStoryboard } from './store.ts'
import { assertCanWatch, type VideoAccess, videoNotFound, type WatchCredentials } from './video.ts'
import { toStoryboard } from './wire.ts'

export interface VideosDeps extends DeleteDeps {
  /** Public origin, without trailing slash. */
  readonly origin: string
  /** From `serverSecret(db, 'file-token')`. */
  readonly tokenSecret: Buffer
  readonly settings: Settings
}

export function videoRoutes(deps: VideosDeps): Router {
  const router = Router()
  const site = siteOf(deps.origin)
  router.use(videoListRoutes(deps))
  constantRoutes(router)
  partRoutes(router, deps)

  router.get('/videos/:id', operation('getVideo'), async (req, res) => {
    const { id: reference } = parse(VideoReference, req.params, 'params')
    res.json(await getVideoDetails(deps.db, site, reference, credentialsOf(req, res)))
  })

  // 204 | 400 | 401 | 403 | 404
  router.delete('/videos/:id', operation('delVideo'), async (req, res) => {
    const viewer = requireViewer(res)
    const { id: reference } = parse(VideoReference, req.params, 'params')
    await deleteVideo(deps, reference, viewer)
    res.type('application/json').status(204).end()
  })
  return router
}

function constantRoutes(router: Router): void {
  const tables = { categories: CATEGORIES, licences: LICENCES, languages: LANGUAGES, privacies: PRIVACIES }
  for (const [name, labels] of Object.entries(tables)) {
    router.get(`/videos/${name}`, (_req, res) => {
      res.json(labels)
    })
  }
}

/** What hangs on a video and is shown to whoever may watch it. */
function partRoutes(router: Router, deps: VideosDeps): void {
  const { db } = deps

  router.get('/videos/:id/description', operation('getVideoDesc'), async (req, res) => {
    const video = await watchable(deps, req, res)
    res.json({ description: await findDescription(db, video.id) })
  })

  router.get('/videos/:id/storyboards', operation('listVideoStoryboards'), async (req, res) => {
    const video = await watchable(deps, req, res)
    const row = await findStoryboard(db, video.id)
    res.json({ storyboards: row ? [toStoryboard(row)] : [] })
  })

  router.get('/videos/:id/metadata/:fileId', operation('getVideoFileMetadata'), async (req, res) => {
    const { fileId } = parse(FileId, req.params, 'params')
    const video = await watchable(deps, req, res)
    const metadata = await findFileMetadata(db, video.id, fileId)
    if (!metadata) throw new AppError('not_found', 'File not found')
    res.json(metadata)
  })

  router.post('/videos/:id/token', operation('requestVideoToken'), async (req, res) => {
    const video = await watchable(deps, req, res)
    const { token, expires } = makeFileToken(deps.tokenSecret, video)
    res.json({ files: { token, expires: expires.toISOString() } } satisfies FileToken)
  })
}

const FileId = z.object({
  fileId: z.coerce
    .number('Invalid value')
    .int('Invalid value')
    .min(0)
    .max(2 ** 53)
})

async function watchable(deps: VideosDeps, req: Request, res: Response): Promise<VideoAccess> {
  const { id: reference } = parse(VideoReference, req.params, 'params')
  const video = await findAccess(deps.db, reference)
  if (!video) throw videoNotFound()
  assertCanWatch(video, { ...credentialsOf(req, res), isByNumber: 'id' in reference })
  return video
}

/** A file token opens files, not these: else whoever was let in once could renew it for ever. */
function credentialsOf(req: Request, res: Response): WatchCredentials {
  return { viewer: viewerOf(res), password: req.get('x-peertube-video-password') }
}
