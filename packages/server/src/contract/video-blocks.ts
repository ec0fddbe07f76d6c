/** Wire types of video blocks (PeerTube's "blacklist"), with PeerTube 6.3's names (openapi.yaml; recordings). */
import { z } from 'zod'
import { count, flag, INVALID, readable, sortBy, start, text } from './list-parameters.ts'
import type { VideoSummary } from './videos.ts'

export const BLOCK_TYPE = { manual: 1, automatic: 2 } as const

const REASON = 'Should have a valid reason'
const reason = z.preprocess(
  value => (value === '' ? null : value),
  z.string(REASON).trim().min(2, REASON).max(300, REASON).nullish()
)

/** `POST /api/v1/videos/{id}/blacklist` */
export const BlockBody = z.object({
  reason,
  /** Tell other servers that the video is gone. */
  unfederate: flag('Should have a valid unfederate boolean').nullish()
})
/** `PUT /api/v1/videos/{id}/blacklist` */
export const BlockReasonBody = z.object({ reason })

const TYPE = 'Should have a valid video blacklist type attribute'

/** `GET /api/v1/videos/blacklist` */
export const BlockListQuery = readable(
  z.object({
    start,
    count,
    sort: sortBy(['createdAt', 'id', 'name', 'duration', 'views', 'likes', 'dislikes', 'uuid']).default('-createdAt'),
    type: z.coerce
      .number(TYPE)
      .pipe(z.literal([1, 2], TYPE))
      .optional(),
    search: text(INVALID).optional()
  })
)
export type BlockListQuery = z.output<typeof BlockListQuery>

export interface VideoBlock {
  readonly id: number
  readonly createdAt: string
  readonly updatedAt: string
  readonly reason: string | null
  readonly unfederated: boolean
  /** As in `BLOCK_TYPE`. */
  readonly type: number
  readonly video: VideoSummary
}
