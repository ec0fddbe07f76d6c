/** HTTP surface of a video's statistics, mounted at /api/v1. Shapes: PeerTube 6.3. */
import type { Router } from 'express'
import { StatsMetric, StatsQuery, VideoReference } from '../../contract/index.ts'
import { apiRouter } from '../../platform/api-router.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { findManageable } from '../videos/index.ts'
import { overallStats, retentionStats, timeseriesStats } from './stats.ts'

export function statsRoutes({ db }: { db: Queryable }): Router {
  const api = apiRouter()

  api.on('getVideoOverallStats', { params: VideoReference, query: StatsQuery }, async call => {
    const video = await findManageable(db, call)
    return overallStats(db, video.id, call.query)
  })

  api.on('getVideoRetentionStats', { params: VideoReference }, async call => {
    const video = await findManageable(db, call)
    return retentionStats(db, video.id)
  })

  const params = VideoReference.extend({ metric: StatsMetric })
  api.on('getVideoTimeseriesStats', { params, query: StatsQuery }, async call => {
    const video = await findManageable(db, call)
    return timeseriesStats(db, video.id, { ...call.query, metric: call.params.metric })
  })
  return api.router
}
