/** HTTP surface of chapters, mounted at /api/v1. Shapes: PeerTube 6.3. */
import express, { type Request, Router } from 'express'
import { ChaptersBody, VideoReference } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { operation, parse, requireViewer, viewerOf } from '../../platform/http.ts'
import type { Database } from '../../platform/postgres.ts'
import { assertCanWatch, canManage, findAccess, videoNotFound } from '../videos/index.ts'
import { listChapters, replaceChapters } from './store.ts'

export function chapterRoutes({ db }: { db: Database }): Router {
  const router = Router()

  const videoOf = async (req: Request) => {
    const { id: reference } = parse(VideoReference, { id: req.params['id'] }, 'params')
    const video = await findAccess(db, reference)
    if (!video) throw videoNotFound()
    return { video, isByNumber: 'id' in reference }
  }

  router.get('/videos/:id/chapters', operation('getVideoChapters'), async (req, res) => {
    const { video, isByNumber } = await videoOf(req)
    assertCanWatch(video, { viewer: viewerOf(res), password: req.get('x-peertube-video-password'), isByNumber })
    res.json({ chapters: await listChapters(db, video.id) })
  })

  // 204 | 400 | 401 | 403 | 404
  const json = express.json({ limit: '200kb' })
  router.put('/videos/:id/chapters', operation('replaceVideoChapters'), json, async (req, res) => {
    const viewer = requireViewer(res)
    const { chapters } = parse(ChaptersBody, req.body)
    const { video } = await videoOf(req)
    if (!canManage(video, viewer)) throw new AppError('forbidden', 'Cannot manage a video of another user.')
    await db.transaction(tx => replaceChapters(tx, video.id, chapters))
    res.sendStatus(204)
  })
  return router
}
