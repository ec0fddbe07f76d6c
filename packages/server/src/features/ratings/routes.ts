/** HTTP surface of ratings, mounted at /api/v1. Shapes: PeerTube 6.3. */
import express, { type Request, type Response, Router } from 'express'
import { RateBody, RatingListQuery, VideoReference } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { siteOf } from '../../kernel/site.ts'
import { operation, parse, requireViewer } from '../../platform/http.ts'
import type { Database } from '../../platform/postgres.ts'
import { findAccount } from '../actors/index.ts'
import { assertCanWatch, findAccess, toSummary, type VideoAccess, videoNotFound } from '../videos/index.ts'
import { findRating, listRatings, setRating } from './store.ts'

export interface RatingsDeps {
  readonly db: Database
  /** Public origin of this server. */
  readonly origin: string
}

export function ratingRoutes({ db, origin }: RatingsDeps): Router {
  const router = Router()
  const site = siteOf(origin)

  // 204 | 400 | 401 | 403 | 404
  router.put('/videos/:id/rate', express.json({ limit: '4kb' }), async (req, res) => {
    const { accountId } = requireViewer(res)
    const { rating } = parse(RateBody, req.body)
    const video = await watchable(db, req, res)
    await setRating(db, { videoId: video.id, accountId, rating })
    res.sendStatus(204)
  })

  router.get('/users/me/videos/:id/rating', async (req, res) => {
    const { accountId } = requireViewer(res)
    const { id: videoId } = await watchable(db, req, res)
    res.json({ videoId, rating: await findRating(db, videoId, accountId) })
  })

  // Only one's own: an opinion is between a viewer and a video.
  router.get('/accounts/:handle/ratings', operation('getAccountRatings'), async (req, res) => {
    const { accountId } = requireViewer(res)
    const account = await findAccount(db, site, String(req.params.handle))
    if (account.id !== accountId) throw new AppError('forbidden', 'Only owner of this account can access its ratings.')
    const { total, rows } = await listRatings(db, { ...parse(RatingListQuery, req.query, 'query'), accountId })
    res.json({ total, data: rows.map(row => ({ video: toSummary(site, row), rating: row.rating })) })
  })
  return router
}

async function watchable(db: Database, req: Request, res: Response): Promise<VideoAccess> {
  const { id: reference } = parse(VideoReference, { id: req.params['id'] }, 'params')
  const video = await findAccess(db, reference)
  if (!video) throw videoNotFound()
  const credentials = { viewer: requireViewer(res), password: req.get('x-peertube-video-password') }
  assertCanWatch(video, { ...credentials, isByNumber: 'id' in reference })
  return video
}
