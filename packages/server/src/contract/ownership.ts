/** Wire types of ownership changes, with PeerTube 6.3's names (openapi.yaml; recordings). */
import { z } from 'zod'
import type { AccountDetails } from './actors.ts'
import { count, flag, INVALID, natural, readable, sortBy, start } from './list-parameters.ts'
import type { VideoSummary } from './videos.ts'

/** `POST /api/v1/videos/{id}/give-ownership` */
export const GiveOwnershipBody = z.object({ username: z.string(INVALID).trim().min(1, INVALID).max(120, INVALID) })

/** `GET /api/v1/videos/ownership` */
export const OwnershipListQuery = readable(
  z.object({
    start,
    count,
    sort: sortBy(['createdAt', 'id']).default('-createdAt'),
    /** Ours: what one offered to others instead. */
    isSent: flag().default(false)
  })
)
export type OwnershipListQuery = z.output<typeof OwnershipListQuery>

export const OwnershipReference = z.object({ id: natural() })

/** `POST /api/v1/videos/ownership/{id}/accept` */
export const AcceptOwnershipBody = z.object({ channelId: natural('Should have a valid channel id') })

export interface OwnershipChange {
  readonly id: number
  readonly status: 'WAITING' | 'ACCEPTED' | 'REFUSED'
  readonly createdAt: string
  readonly initiatorAccount: AccountDetails
  readonly nextOwnerAccount: AccountDetails
  readonly video: VideoSummary
}
