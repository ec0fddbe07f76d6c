/**
 * The transcoding queue's agreement. Who does the work owns it; the server imports it to enqueue and to read results.
 *
 * Files are named by storage key: a path relative to the storage root, forward slashes, no leading slash.
 * Sizes are bytes, widths and heights pixels, durations seconds, bitrates bits per second.
 */
import { z } from 'zod'

export const TRANSCODE_QUEUE = 'transcode'

/** BullMQ's options for every job of the queue. What no retry can mend fails at once whatever stands here. */
export const TRANSCODE_JOB_OPTIONS = { attempts: 3, backoff: { type: 'exponential', delay: 5000 } } as const

/** Folders of the storage root. PeerTube's names where the web sees them. */
export const STORAGE = {
  originals: 'originals',
  uploads: 'uploads',
  hls: 'streaming-playlists/hls',
  thumbnails: 'thumbnails',
  previews: 'previews',
  storyboards: 'storyboards',
  avatars: 'avatars',
  banners: 'banners',
  captions: 'video-captions',
  torrents: 'torrents',
  exports: 'user-exports',
  /** Copies of other servers' videos, a folder each. */
  copies: 'redundancy',
  /** Work in progress; whatever no live process owns may be deleted at any time. */
  tmp: 'tmp'
} as const

export const RESOLUTIONS = [144, 240, 360, 480, 720, 1080, 1440, 2160] as const

/** Which rungs exist and how they are encoded. */
export const LadderSettings = z.object({
  resolutions: z.array(z.union(RESOLUTIONS.map(height => z.literal(height)))).min(1),
  /** Frames per second above which the source's rate is halved until it fits. */
  maxFps: z.number().positive().max(120)
})
export type LadderSettings = z.infer<typeof LadderSettings>

export const TranscodeJob = z.object({
  videoUuid: z.uuid(),
  /** The uploaded file. */
  sourceKey: z.string().min(1),
  /** An audio file gets its video from this still picture. */
  stillKey: z.string().min(1).optional(),
  ladder: LadderSettings,
  /** Names in the video's HLS folder that stay; everything else there is an earlier attempt's and goes first. */
  keep: z.array(z.string())
})
export type TranscodeJob = z.infer<typeof TranscodeJob>

/** One rendition: a fragmented MP4 and its playlist, both in `${STORAGE.hls}/${videoUuid}/`. */
export const Rendition = z.object({
  /** Rung of the ladder; 0 is audio alone. */
  resolution: z.number().int().nonnegative(),
  width: z.number().int().nonnegative(),
  height: z.number().int().nonnegative(),
  fps: z.number().nonnegative(),
  /** `{uuid}-{resolution}-fragmented.mp4` */
  fileName: z.string(),
  /** `{uuid}-{resolution}.m3u8` */
  playlistName: z.string(),
  hasAudio: z.boolean(),
  hasVideo: z.boolean(),
  /** Zero while the file grows. */
  sizeBytes: z.number().int().nonnegative(),
  /** ffprobe's `-show_format -show_streams` of the final file, null while it grows. */
  metadata: z.record(z.string(), z.unknown()).nullable()
})
export type Rendition = z.infer<typeof Rendition>

export const HlsPackage = z.object({
  /** `{uuid}-master.m3u8` */
  masterName: z.string(),
  /** `{uuid}-segments-sha256.json`, null while the playlists grow. */
  sha256Name: z.string().nullable(),
  renditions: z.array(Rendition).min(1)
})
export type HlsPackage = z.infer<typeof HlsPackage>

/** Sent through `job.updateProgress`, at most twice a second. */
export const TranscodeProgress = z.object({
  stage: z.enum(['probing', 'encoding', 'packaging']),
  percent: z.number().min(0).max(100),
  /** Null until it can be told. */
  secondsLeft: z.number().nonnegative().nullable(),
  /** Present from the moment at which every listed playlist has its first segment. */
  hls: HlsPackage.optional()
})
export type TranscodeProgress = z.infer<typeof TranscodeProgress>

export const Storyboard = z.object({
  /** In `STORAGE.storyboards`. */
  fileName: z.string(),
  totalWidth: z.number().int(),
  totalHeight: z.number().int(),
  spriteWidth: z.number().int(),
  spriteHeight: z.number().int(),
  spriteDurationSeconds: z.number().int().positive()
})
export type Storyboard = z.infer<typeof Storyboard>

export const TranscodeResult = z.object({
  hls: HlsPackage,
  storyboard: Storyboard.nullable()
})
export type TranscodeResult = z.infer<typeof TranscodeResult>

/**
 * Why a job failed for good: the message of the job's `UnrecoverableError` (or of its last retry) begins with
 * `code: `, and what follows is for the administrator. Codes are keys of the client's messages.
 */
export const FAILURE_CODES = [
  /** ffmpeg cannot decode it. */
  'undecodable',
  /** Over a limit: pixels, duration, streams, time. */
  'over-limits',
  /** No space left on the storage. */
  'no-space',
  /** The uploaded file is gone. */
  'source-missing',
  'internal'
] as const
export type FailureCode = (typeof FAILURE_CODES)[number]

export function parseFailure(message: string): { code: FailureCode; detail: string } {
  const code = FAILURE_CODES.find(known => message.startsWith(`${known}: `))
  return code ? { code, detail: message.slice(code.length + 2) } : { code: 'internal', detail: message }
}
