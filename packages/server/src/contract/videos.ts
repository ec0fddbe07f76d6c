/** Wire types of videos, with PeerTube 6.3's names (openapi.yaml; recordings), deprecated fields included. */
import { z } from 'zod'
import { fromShortUuid } from '../kernel/short-uuid.ts'
import type { AccountDetails, ActorSummary, ChannelDetails } from './actors.ts'

export const PRIVACY = { public: 1, unlisted: 2, private: 3, internal: 4, password: 5 } as const
export const STATE = { published: 1, toTranscode: 2, transcodingFailed: 7 } as const
export const COMMENTS_POLICY = { enabled: 1, disabled: 2, requiresApproval: 3 } as const

export interface Constant<Id> {
  readonly id: Id
  readonly label: string
}

export interface VideoSummary {
  readonly id: number
  readonly uuid: string
  readonly shortUUID: string
  readonly url: string
  readonly name: string
  readonly category: Constant<number | null>
  readonly licence: Constant<number | null>
  readonly language: Constant<string | null>
  readonly privacy: Constant<number>
  readonly nsfw: boolean
  readonly truncatedDescription: string | null
  readonly description: string | null
  readonly isLocal: boolean
  /** Seconds. */
  readonly duration: number
  readonly aspectRatio: number | null
  readonly views: number
  readonly viewers: number
  readonly likes: number
  readonly dislikes: number
  readonly thumbnailPath: string
  readonly previewPath: string
  readonly embedPath: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly publishedAt: string
  readonly originallyPublishedAt: string | null
  readonly isLive: boolean
  readonly account: ActorSummary
  readonly channel: ActorSummary
  /** Only in lists of one's own videos and in details. */
  readonly state?: Constant<number>
  readonly waitTranscoding?: boolean
  readonly scheduledUpdate?: { readonly updateAt: string; readonly privacy?: number } | null
  readonly blacklisted?: boolean
  readonly blacklistedReason?: string | null
}

export interface VideoFile {
  readonly id: number
  readonly resolution: Constant<number>
  readonly width: number
  readonly height: number
  /** Bytes. */
  readonly size: number
  readonly fps: number
  readonly fileUrl: string
  readonly fileDownloadUrl: string
  readonly metadataUrl: string
  readonly hasAudio: boolean
  readonly hasVideo: boolean
  readonly storage: number
  /** Strict clients need these keys; they become real with the P2P issue. */
  readonly magnetUri: string
  readonly torrentUrl: string
  readonly torrentDownloadUrl: string
}

export interface StreamingPlaylist {
  readonly id: number
  readonly type: 1
  readonly playlistUrl: string
  readonly segmentsSha256Url: string | null
  readonly redundancies: readonly never[]
  readonly files: readonly VideoFile[]
}

export interface VideoDetails extends VideoSummary {
  readonly account: AccountDetails
  readonly channel: ChannelDetails
  readonly support: string | null
  readonly descriptionPath: string
  readonly tags: readonly string[]
  readonly commentsEnabled: boolean
  readonly commentsPolicy: Constant<number>
  readonly downloadEnabled: boolean
  readonly waitTranscoding: boolean
  readonly inputFileUpdatedAt: string | null
  readonly state: Constant<number>
  readonly trackerUrls: readonly string[]
  readonly files: readonly VideoFile[]
  readonly streamingPlaylists: readonly StreamingPlaylist[]
}

/** `GET /api/v1/videos/{id}/storyboards`. */
export interface Storyboard {
  readonly storyboardPath: string
  readonly totalHeight: number
  readonly totalWidth: number
  readonly spriteWidth: number
  readonly spriteHeight: number
  /** Seconds that one sprite stands for. */
  readonly spriteDuration: number
}

/** `POST /api/v1/videos/{id}/token`. */
export interface FileToken {
  readonly files: { readonly token: string; readonly expires: string }
}

export const VIDEO_SORTS = [
  'name',
  'duration',
  'createdAt',
  'publishedAt',
  'originallyPublishedAt',
  'views',
  'likes',
  'trending',
  'hot',
  'best'
] as const
export type VideoSort = (typeof VIDEO_SORTS)[number] | `-${(typeof VIDEO_SORTS)[number]}`

const LIST_MAX = 100
const COUNT_MESSAGE = `Should have a number count (max: ${LIST_MAX})`
const POSTGRES_INTEGER_MAX = 2 ** 31 - 1

/** `GET /api/v1/videos` and its kin. Unknown parameters are ignored. */
export const VideoListQuery = z.object({
  start: z.coerce
    .number('Invalid value')
    .int('Invalid value')
    .min(0, 'Invalid value')
    .max(POSTGRES_INTEGER_MAX, 'Invalid value')
    .default(0),
  count: z.coerce
    .number(COUNT_MESSAGE)
    .int(COUNT_MESSAGE)
    .min(0, COUNT_MESSAGE)
    .max(LIST_MAX, COUNT_MESSAGE)
    .default(15),
  sort: z
    .enum(
      VIDEO_SORTS.flatMap((name): VideoSort[] => [name, `-${name}`]),
      'Invalid value'
    )
    .default('-publishedAt'),
  skipCount: z
    .enum(['true', 'false', '1', '0'], 'Invalid value')
    .default('false')
    .transform(text => text === 'true' || text === '1')
})
export type VideoListQuery = z.output<typeof VideoListQuery>

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const BAD_REFERENCE = 'Should have a valid video id (id, short UUID or UUID)'

/** How a path names a video: number, UUID or short UUID. */
export type VideoReference = { readonly id: number } | { readonly uuid: string }

export const VideoReference = z.object({
  id: z.string(BAD_REFERENCE).transform((text, context): VideoReference => {
    if (/^\d{1,9}$/.test(text)) return { id: Number(text) }
    if (UUID.test(text)) return { uuid: text.toLowerCase() }
    const uuid = fromShortUuid(text)
    if (uuid) return { uuid }
    context.addIssue({ code: 'custom', message: BAD_REFERENCE })
    return z.NEVER
  })
})
