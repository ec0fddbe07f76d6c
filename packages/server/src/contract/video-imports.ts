/** Wire types of imports of videos, with PeerTube 6.3's names (openapi.yaml; recordings). */
import { z } from 'zod'
import { count, INVALID, natural, readable, sortBy, start, text } from './list-parameters.ts'
import type { Constant, VideoSummary } from './videos.ts'

/** `POST /api/v1/videos/imports`, as JSON or as a form; the other fields are those of an upload. */
export const ImportVideoBody = z.looseObject({
  targetUrl: z
    .url({ protocol: /^https?$/, error: INVALID })
    .max(2000, INVALID)
    .optional(),
  magnetUri: z.string(INVALID).max(4000, INVALID).optional()
})
export type ImportVideoBody = z.output<typeof ImportVideoBody>

/** `GET /api/v1/users/me/videos/imports` */
export const VideoImportListQuery = readable(
  z.object({
    start,
    count,
    sort: sortBy(['createdAt', 'id', 'updatedAt']).default('-createdAt'),
    targetUrl: z.string(INVALID).max(2000, INVALID).optional(),
    search: text(INVALID).optional(),
    /** Of a channel that is synchronised: none is, so that nothing came that way. */
    videoChannelSyncId: natural().optional()
  })
)
export type VideoImportListQuery = z.output<typeof VideoImportListQuery>

export const VideoImportReference = z.object({ id: natural() })

export interface VideoImport {
  readonly id: number
  /** One of these three says what it is of. */
  readonly targetUrl: string | null
  readonly magnetUri: string | null
  readonly torrentName: string | null
  readonly state: Constant<number>
  readonly error: string | null
  readonly createdAt: string
  readonly updatedAt: string
  /** Null until the file has come: here a video has a file from its beginning. */
  readonly video: (VideoSummary & { readonly tags: readonly string[] }) | null
  readonly videoChannelSync: null
}
