/** HTTP surface of ratings, mounted at /api/v1. Shapes: PeerTube 6.3. */
import type { Router } from 'express'
import { ActorHandle, RateBody, RatingListQuery, VideoReference } from '../../contract/index.ts'
import { siteOf } from '../../kernel/site.ts'
import { apiRouter } from '../../platform/api-router.ts'
import type { Database } from '../../platform/postgres.ts'
import { findAccount } from '../actors/index.ts'
import { findWatchable, toSummary } from '../videos/index.ts'
import { findRating, listRatings, setRating } from './store.ts'

export interface RatingsDeps {
  readonly db: Database
  /** Public origin of this server. */
  readonly origin: string
}

export function ratingRoutes({ db, origin }: RatingsDeps): Router {
  const api = apiRouter()
  const site = siteOf(origin)

  api.on('rateVideo', { params: VideoReference, body: RateBody }, async call => {
    const video = await findWatchable(db, call)
    const opinion = { videoId: video.id, accountId: call.viewer.accountId, rating: call.body.rating }
    await db.transaction(tx => setRating(tx, opinion))
  })

  api.on('getMyVideoRating', { params: VideoReference }, async call => {
    const { id: videoId } = await findWatchable(db, call)
    return { videoId, rating: await findRating(db, videoId, call.viewer.accountId) }
  })

  // Only one's own: an opinion is between a viewer and a video.
  api.on('getAccountRatings', { params: ActorHandle, query: RatingListQuery }, async ({ params, query, assertMay }) => {
    const { id: accountId } = await findAccount(db, site, params.handle)
    assertMay(accountId, 'Only owner of this account can access its ratings.')
    const { total, rows } = await listRatings(db, { ...query, accountId })
    return { total, data: rows.map(row => ({ video: toSummary(site, row), rating: row.rating })) }
  })
  return api.router
}
