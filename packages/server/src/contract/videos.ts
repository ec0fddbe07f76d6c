/** Wire types of videos, with PeerTube 6.3's names (openapi.yaml; recordings), deprecated fields included. */
import { z } from 'zod'

export const PRIVACY = { public: 1, unlisted: 2, private: 3, internal: 4, password: 5 } as const
export const STATE = { published: 1, toTranscode: 2, transcodingFailed: 7 } as const
export const COMMENTS_POLICY = { enabled: 1, disabled: 2, requiresApproval: 3 } as const

export interface Constant<Id> {
  readonly id: Id
  readonly label: string
}

export interface ActorSummary {
  readonly id: number
  readonly displayName: string
  readonly name: string
  readonly url: string
  readonly host: string
  readonly avatars: readonly never[]
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

const LIST_MAX = 100

/** `GET /api/v1/videos` and its kin. Unknown parameters are ignored. */
export const VideoListQuery = z.object({
  start: z.coerce.number('Should have a number start').int().min(0, 'Should have a number start').default(0),
  count: z.coerce
    .number(`Should have a number count (max: ${LIST_MAX})`)
    .int()
    .min(0, `Should have a number count (max: ${LIST_MAX})`)
    .max(LIST_MAX, `Should have a number count (max: ${LIST_MAX})`)
    .default(15),
  sort: z
    .enum(
      [
        'name',
        '-name',
        'duration',
        '-duration',
        'createdAt',
        '-createdAt',
        'publishedAt',
        '-publishedAt',
        'views',
        '-views',
        'likes',
        '-likes'
      ],
      'Should have correct sortable column'
    )
    .default('-publishedAt')
})
export type VideoListQuery = z.output<typeof VideoListQuery>
