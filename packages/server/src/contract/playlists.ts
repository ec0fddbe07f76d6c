/** Wire types of playlists, with PeerTube 6.3's names (openapi.yaml; recordings). */
import { z } from 'zod'
import type { ActorSummary } from './actors.ts'
import { PageRange, sortedBy } from './channels.ts'
import { INVALID, listOf, natural, readable, searchTarget } from './list-parameters.ts'
import { type Constant, VideoReference, type VideoSummary } from './videos.ts'

export const PLAYLIST_PRIVACY = { public: 1, unlisted: 2, private: 3 } as const
export const PLAYLIST_TYPE = { regular: 1, watchLater: 2 } as const
/** What stands in a playlist's place: a video, one that was deleted, or one that this viewer may not watch. */
export const ELEMENT_TYPE = { regular: 0, deleted: 1, private: 2, unavailable: 3 } as const

export interface Playlist {
  readonly id: number
  readonly uuid: string
  readonly shortUUID: string
  readonly isLocal: boolean
  readonly url: string
  readonly displayName: string
  readonly description: string | null
  readonly privacy: Constant<number>
  readonly thumbnailPath: string | null
  readonly thumbnailUrl: string | null
  readonly embedPath: string
  readonly type: Constant<number>
  readonly videosLength: number
  readonly createdAt: string
  readonly updatedAt: string
  readonly ownerAccount: ActorSummary
  readonly videoChannel: ActorSummary | null
}

export interface PlaylistElement {
  readonly id: number
  readonly position: number
  /** Seconds. */
  readonly startTimestamp: number | null
  readonly stopTimestamp: number | null
  readonly type: number
  readonly video: VideoSummary | null
}

/** Forms know no null; an empty field or the word means none. */
const orNull = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(value => (value === '' || value === 'null' ? null : value), schema.nullable())

const displayName = z.string(INVALID).trim().min(1, INVALID).max(120, INVALID)
const description = orNull(z.string(INVALID).trim().min(3, INVALID).max(1000, INVALID))
const privacy = z.coerce.number(INVALID).pipe(z.literal([1, 2, 3], INVALID))
const videoChannelId = orNull(natural())

const PUBLIC_NEEDS_CHANNEL = 'Cannot set "public" a playlist that is not assigned to a channel.'

/** `POST /api/v1/video-playlists`: JSON, or a form with `thumbnailfile`. */
export const CreatePlaylistBody = z
  .object({
    displayName,
    description: description.default(null),
    privacy: privacy.default(PLAYLIST_PRIVACY.private),
    videoChannelId: videoChannelId.default(null)
  })
  .refine(playlist => playlist.privacy !== PLAYLIST_PRIVACY.public || playlist.videoChannelId !== null, {
    path: ['videoChannelId'],
    message: PUBLIC_NEEDS_CHANNEL
  })
export type CreatePlaylistBody = z.output<typeof CreatePlaylistBody>

/** `PUT /api/v1/video-playlists/{playlistId}`: what is absent stays as it is. */
export const UpdatePlaylistBody = z.object({
  displayName: displayName.optional(),
  description: description.optional(),
  privacy: privacy.optional(),
  videoChannelId: videoChannelId.optional()
})
export type UpdatePlaylistBody = z.output<typeof UpdatePlaylistBody>

const reference = (value: unknown, context: z.RefinementCtx): VideoReference => {
  const read = VideoReference.safeParse({ id: String(value) })
  if (read.success) return read.data.id
  context.addIssue({ code: 'custom', message: INVALID })
  return z.NEVER
}

/** A path's `{playlistId}`: number, UUID or short UUID. */
export const PlaylistReference = z.object({ playlistId: z.string(INVALID).transform(reference) })
export const PlaylistElementReference = PlaylistReference.extend({ playlistElementId: natural() })

const seconds = natural().nullish()
interface Span {
  readonly startTimestamp?: number | null | undefined
  readonly stopTimestamp?: number | null | undefined
}
const inOrder = ({ startTimestamp, stopTimestamp }: Span) =>
  startTimestamp == null || stopTimestamp == null || stopTimestamp >= startTimestamp
const IN_ORDER = { path: ['stopTimestamp'], message: INVALID }

export const AddElementBody = z
  .object({
    videoId: z.union([z.number(), z.string()], INVALID).transform(reference),
    startTimestamp: seconds,
    stopTimestamp: seconds
  })
  .refine(inOrder, IN_ORDER)
export const UpdateElementBody = z.object({ startTimestamp: seconds, stopTimestamp: seconds }).refine(inOrder, IN_ORDER)
export type UpdateElementBody = z.output<typeof UpdateElementBody>

export const ReorderBody = z.object({
  startPosition: natural().min(1, INVALID),
  /** 0 for the very beginning. */
  insertAfterPosition: natural(),
  reorderLength: natural().min(1, INVALID).default(1)
})
export type ReorderBody = z.output<typeof ReorderBody>

export const PlaylistListQuery = readable(
  sortedBy(['createdAt', 'updatedAt', 'displayName']).extend({
    playlistType: z.coerce
      .number(INVALID)
      .pipe(z.literal([1, 2], INVALID))
      .optional(),
    search: z.string(INVALID).max(200, INVALID).optional()
  })
)
export type PlaylistListQuery = z.output<typeof PlaylistListQuery>

/** `GET` (or `POST`) `/api/v1/search/video-playlists`. */
export const PlaylistSearchQuery = readable(
  PageRange.extend({
    searchTarget,
    search: z.string(INVALID).max(1000, INVALID).default(''),
    host: z.string(INVALID).max(300, INVALID).optional(),
    uuids: listOf(z.string(INVALID).max(100, INVALID)).optional(),
    sort: z
      .enum(['match', '-match', 'createdAt', '-createdAt', 'displayName', '-displayName'], INVALID)
      .default('-match')
  })
)
export type PlaylistSearchQuery = z.output<typeof PlaylistSearchQuery>

export const PlaylistVideosQuery = PageRange

/** `GET /api/v1/users/me/video-playlists/videos-exist?videoIds[]=…` */
export const VideosExistQuery = readable(z.object({ videoIds: listOf(natural()) }))
