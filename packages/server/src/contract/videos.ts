/** Wire types of videos, with PeerTube 6.3's names (openapi.yaml; recordings), deprecated fields included. */
import { z } from 'zod'
import { fromShortUuid } from '../kernel/short-uuid.ts'
import type { AccountDetails, ActorSummary, ChannelDetails } from './actors.ts'
import type { VideoSource } from './sources.ts'

export const PRIVACY = { public: 1, unlisted: 2, private: 3, internal: 4, password: 5 } as const
export const STATE = { published: 1, toTranscode: 2, transcodingFailed: 7 } as const
/** PeerTube 8's bits of what is sensitive in a video, by their names on the wire (`SensitiveTag`). */
export const NSFW_FLAG = { violent: 1, explicitSex: 2 } as const
export const NSFW_FLAGS_ALL = NSFW_FLAG.violent | NSFW_FLAG.explicitSex
/** Characters. */
export const NSFW_SUMMARY = { min: 3, max: 250 } as const
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
  /** PeerTube 8's fields, beside 6.3's that they are to replace. */
  readonly thumbnailUrl: string
  readonly previewUrl: string
  readonly embedUrl: string
  readonly thumbnails: readonly VideoThumbnail[]
  readonly comments: number
  /** Bits of `NSFW_FLAG`. */
  readonly nsfwFlags: number
  readonly nsfwSummary: string | null
  readonly account: ActorSummary
  readonly channel: ActorSummary
  /** Only in lists of one's own videos and in details. */
  readonly state?: Constant<number>
  readonly waitTranscoding?: boolean
  readonly scheduledUpdate?: { readonly updateAt: string; readonly privacy?: number } | null
  readonly blacklisted?: boolean
  readonly blacklistedReason?: string | null
  /** How far the reader has watched it; only where the server keeps that. */
  readonly userHistory?: { readonly currentTime: number }
}

/** What moderators may ask lists to say besides (`include`); each is there when its bit is set. */
export interface AskedFacts {
  /** The server mutes the account, or whoever asks does. */
  readonly blockedOwner?: boolean
  readonly blockedServer?: boolean
  /** Null of a video of another server, and of one whose upload was not noted. */
  readonly videoSource?: VideoSource | null
  readonly automaticTags?: readonly string[]
  readonly files?: readonly VideoFile[]
  readonly streamingPlaylists?: readonly StreamingPlaylist[]
}

/** A picture of the video, as PeerTube 8 lists them. */
export interface VideoThumbnail {
  readonly width: number
  readonly height: number
  readonly aspectRatio: number
  readonly fileUrl: string
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
  /** Null when another server, where it lies, does not say. */
  readonly metadataUrl: string | null
  readonly hasAudio: boolean
  readonly hasVideo: boolean
  readonly storage: number
  /** Of its torrent; strict clients need all three. Null as above. */
  readonly magnetUri: string | null
  readonly torrentUrl: string | null
  readonly torrentDownloadUrl: string | null
}

export interface StreamingPlaylist {
  readonly id: number
  readonly type: 1
  readonly playlistUrl: string
  readonly segmentsSha256Url: string | null
  /** Where copies of its files are: base addresses, to which file names are added. */
  readonly redundancies: readonly { readonly baseUrl: string }[]
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
  /** PeerTube 8's, beside the path. */
  readonly fileUrl: string
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

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const BAD_REFERENCE = 'Should have a valid video id (id, short UUID or UUID)'

/** How a path names a video: number, UUID or short UUID. */
export type VideoReference = { readonly id: number } | { readonly uuid: string }

export const VideoReference = z.object({
  id: z.string(BAD_REFERENCE).transform((text, context): VideoReference => {
    if (/^\d{1,9}$/.test(text)) return { id: Number(text) }
    const uuid = uuidOf(text)
    if (uuid) return { uuid }
    context.addIssue({ code: 'custom', message: BAD_REFERENCE })
    return z.NEVER
  })
})

/** A UUID in its long or short form, read into the long one. */
export const VideoUuid = z.string(BAD_REFERENCE).transform((text, context) => {
  const uuid = uuidOf(text)
  if (uuid) return uuid
  context.addIssue({ code: 'custom', message: BAD_REFERENCE })
  return z.NEVER
})

function uuidOf(text: string): string | undefined {
  return UUID.test(text) ? text.toLowerCase() : fromShortUuid(text)
}
