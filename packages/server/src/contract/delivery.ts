/**
 * How videos reach their viewers: from servers or from other viewers. The report of a player is PeerTube 6.3's
 * (openapi.yaml, `PlaybackMetricCreate`), and so are the names of figures.
 */
import { z } from 'zod'
import { PageRange } from './channels.ts'
import { date, INVALID, readable } from './list-parameters.ts'
import { VideoReference } from './videos.ts'

const quantity = z.number(INVALID).min(0, INVALID).max(Number.MAX_SAFE_INTEGER, INVALID).transform(Math.round)
const unneeded = z.number(INVALID).nullish()

/** Since the player's last report. Only `videoId` and the bytes are looked at. */
export const PlaybackMetricBody = z.object({
  videoId: z
    .union([z.number(INVALID).int(INVALID).transform(String), z.string(INVALID)], INVALID)
    .pipe(VideoReference.shape.id),
  playerMode: z.enum(['p2p-media-loader', 'web-video'], INVALID),
  resolution: unneeded,
  fps: unneeded,
  p2pEnabled: z.boolean(INVALID),
  p2pPeers: unneeded,
  resolutionChanges: quantity,
  bufferStalled: unneeded,
  errors: quantity,
  downloadedBytesP2P: quantity,
  downloadedBytesHTTP: quantity,
  uploadedBytesP2P: quantity
})
export type PlaybackMetricBody = z.output<typeof PlaybackMetricBody>

export const DeliveryFigures = z.object({
  /** As players report it: from a server, whichever. */
  downloadedBytesHTTP: z.number().int(),
  downloadedBytesP2P: z.number().int(),
  uploadedBytesP2P: z.number().int(),
  reports: z.number().int(),
  /** By this server's own count; what a front sends from the disk or from memory is not seen. */
  sentBytes: z.number().int(),
  /** Of what players received; null when they reported nothing. */
  p2pShare: z.number().nullable()
})
export type DeliveryFigures = z.output<typeof DeliveryFigures>

const span = { startDate: date.optional(), endDate: date.optional() }

export const DeliveryQuery = readable(z.object(span))
export type DeliveryQuery = z.output<typeof DeliveryQuery>

export const Delivery = z.object({
  /** First and last day, of UTC. */
  startDate: z.string(),
  endDate: z.string(),
  total: DeliveryFigures,
  /** In order; days on which nothing was reported nor sent are left out. */
  days: z.array(DeliveryFigures.extend({ day: z.string() }))
})
export type Delivery = z.output<typeof Delivery>

const ORDERS = ['downloadedBytes', 'downloadedBytesP2P', 'sentBytes'] as const
export const VideoDeliveryQuery = readable(
  PageRange.extend({
    ...span,
    sort: z
      .enum(
        ORDERS.flatMap(name => [name, `-${name}`] as const),
        INVALID
      )
      .default('-downloadedBytes')
  })
)
export type VideoDeliveryQuery = z.output<typeof VideoDeliveryQuery>

export const VideoDelivery = DeliveryFigures.extend({
  video: z.object({ id: z.number().int(), uuid: z.string(), shortUUID: z.string(), name: z.string() })
})
export type VideoDelivery = z.output<typeof VideoDelivery>
