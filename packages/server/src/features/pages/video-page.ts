/** From what the API knows of a video to what its pages show. */
import type {
  Caption,
  Page,
  PageChapter,
  PlayableVideo,
  TranscodingStatus,
  VideoCard,
  VideoDetails,
  VideoSummary
} from '../../contract/index.ts'
import { PRIVACY } from '../../contract/index.ts'
import type { Viewer } from '../../platform/http.ts'
import type { Settings } from '../configuration/index.ts'
import { markdownToHtml } from './markdown.ts'
import type { MomentsOf } from './moments.ts'
import { playedFromHere } from './own-copy.ts'
import { p2pOf } from './p2p.ts'

export interface Storyboard {
  readonly storyboardPath: string
  readonly totalWidth: number
  readonly spriteWidth: number
  readonly spriteHeight: number
  readonly spriteDuration: number
}

export interface VideoCredentials {
  readonly viewer: Viewer | undefined
  readonly password: string | undefined
  readonly fileToken: string | undefined
}

export interface VideoPageDeps {
  readonly origin: string
  readonly settings: Settings
  /** By id, UUID or short UUID. @throws AppError `not_found`, or `forbidden` with a password wire code. */
  readonly openVideo: (ref: string, credentials: VideoCredentials) => Promise<VideoDetails>
  readonly findStoryboard: (videoId: number) => Promise<Storyboard | undefined>
  readonly listCaptions: (videoId: number) => Promise<readonly Caption[]>
  readonly listChapters: (videoId: number) => Promise<readonly PageChapter[]>
  readonly makeFileToken: (videoUuid: string) => Promise<string>
  /** Whether this member carries videos to other viewers; null when they never chose. */
  readonly findP2pChoice: (userId: number) => Promise<boolean | null>
  /** Null when there is nothing to tell any more. */
  readonly findTranscoding: (videoUuid: string) => Promise<TranscodingStatus | null>
}

export async function loadPlayableVideo(
  deps: VideoPageDeps,
  ref: string,
  { startSeconds, ...credentials }: VideoCredentials & { startSeconds: number }
): Promise<PlayableVideo> {
  const video = await deps.openVideo(ref, credentials)
  const [storyboard, captions, chapters, transcoding, mediaQuery, accountChoice] = await Promise.all([
    deps.findStoryboard(video.id),
    deps.listCaptions(video.id),
    deps.listChapters(video.id),
    isWhole(video) ? null : deps.findTranscoding(video.uuid),
    mediaQueryFor(deps, video),
    credentials.viewer ? deps.findP2pChoice(credentials.viewer.userId) : undefined
  ])

  return {
    video: playedFromHere(video, deps.origin),
    descriptionHtml: markdownToHtml(video.description, momentsOf(video)),
    mediaQuery,
    transcoding,
    startSeconds,
    p2p: p2pOf(video, { settings: deps.settings.current(), origin: deps.origin, accountChoice }),
    captions: captions.map(({ language, captionPath }) => ({
      language: language.id,
      label: language.label,
      url: captionPath
    })),
    chapters,
    storyboard: storyboard
      ? {
          url: storyboard.storyboardPath,
          spriteWidth: storyboard.spriteWidth,
          spriteHeight: storyboard.spriteHeight,
          columns: storyboard.totalWidth / storyboard.spriteWidth,
          spriteDurationSeconds: storyboard.spriteDuration
        }
      : null
  }
}

export const momentsOf = ({ shortUUID, duration }: Pick<VideoDetails, 'shortUUID' | 'duration'>): MomentsOf => ({
  path: `/w/${shortUUID}`,
  durationSeconds: duration
})

function isWhole(video: VideoDetails): boolean {
  if (!video.isLocal) return true
  return video.streamingPlaylists.some(playlist => playlist.segmentsSha256Url !== null)
}

/** Who is signed in is known by the cookie; who typed a password is known by a token in the media URLs. */
async function mediaQueryFor(deps: VideoPageDeps, video: VideoDetails): Promise<string> {
  if (video.privacy.id !== PRIVACY.password) return ''
  const token = await deps.makeFileToken(video.uuid)
  return new URLSearchParams({ videoFileToken: token, reinjectVideoFileToken: 'true' }).toString()
}

const ORIGINS_MAX = 20

/** What a page may ask besides this server. */
export interface ForeignOrigins {
  /** For media, by the video element and by scripts. */
  readonly media: readonly string[]
  /** By scripts alone. */
  readonly connect: readonly string[]
}

/**
 * Where the files of another server's video lie, which may be elsewhere again; where copies of it lie; where its
 * viewers find each other.
 */
export function foreignOriginsOf(page: Page): ForeignOrigins {
  if (page.kind !== 'watch' && page.kind !== 'embed') return { media: [], connect: [] }
  const { streamingPlaylists, files, isLocal } = page.video
  const media = [
    ...streamingPlaylists.flatMap(playlist => [playlist.playlistUrl, playlist.segmentsSha256Url ?? []].flat()),
    ...[...streamingPlaylists.flatMap(playlist => playlist.files), ...files].map(({ fileUrl }) => fileUrl)
  ]
  const copies = streamingPlaylists.flatMap(({ redundancies }) => redundancies.map(({ baseUrl }) => baseUrl))
  return {
    media: isLocal ? [] : originsOf(media),
    // Not every browser counts this server's own sockets as its own.
    connect: originsOf([...(page.p2p?.trackers ?? []), ...copies])
  }
}

function originsOf(urls: readonly string[]): string[] {
  return [...new Set(urls.flatMap(url => originOf(url) ?? []))].slice(0, ORIGINS_MAX)
}

function originOf(url: string): string | undefined {
  const parsed = URL.parse(url)
  return parsed ? `${parsed.protocol}//${parsed.host}` : undefined
}

export function toCard<Video extends VideoSummary>(video: Video): Video & VideoCard {
  return { ...video, watchPath: `/w/${video.shortUUID}` }
}
