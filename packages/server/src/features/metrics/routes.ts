/** HTTP surface of the meter, mounted at /api/v1. The report is PeerTube 6.3's; the answers are ours. */
import type { Router } from 'express'
import { z } from 'zod'
import { Delivery, DeliveryQuery, PlaybackMetricBody, VideoDelivery, VideoDeliveryQuery } from '../../contract/index.ts'
import { addressBlock } from '../../platform/address-block.ts'
import { apiRouter } from '../../platform/api-router.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { findOpenedByToken } from '../videos/index.ts'
import { listVideoDelivery, readDelivery } from './delivery.ts'
import type { Meter } from './meter.ts'

export interface MetricDeps {
  readonly db: Queryable
  readonly meter: Meter
  /** From `serverSecret(db, 'file-token')`. */
  readonly tokenSecret: Buffer
}

export function metricRoutes(deps: MetricDeps): Router {
  const { db, meter } = deps
  const api = apiRouter()

  api.on('addPlaybackMetric', { body: PlaybackMetricBody }, async ({ body, viewer, req }) => {
    const video = await findOpenedByToken(deps, { params: { id: body.videoId }, viewer, req })
    await meter.report({
      video,
      addressBlock: addressBlock(req.ip),
      http: body.downloadedBytesHTTP,
      p2p: body.downloadedBytesP2P,
      uploaded: body.uploadedBytesP2P
    })
  })

  api.on('getDelivery', { query: DeliveryQuery, answer: Delivery }, ({ query }) => readDelivery(db, query))

  const answer = z.object({ total: z.number().int(), data: z.array(VideoDelivery) })
  api.on('getVideoDelivery', { query: VideoDeliveryQuery, answer }, ({ query }) => listVideoDelivery(db, query))
  return api.router
}
