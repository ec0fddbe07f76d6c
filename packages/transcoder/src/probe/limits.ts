/** What may go into ffmpeg at all. An uploaded file is an attacker's file until shown otherwise. */
import { TranscodeFailure } from '../failure.ts'
import type { SourceDescription } from './source.ts'

const MAX_SIDE = 8192
const MAX_PIXELS = 35_400_000
const MAX_DURATION_SECONDS = 24 * 3600
export const MAX_STREAMS = 32

/**
 * Containers that hold their own media. Playlists, scripts and image sequences (hls, dash, concat, image2, svg…) make
 * ffmpeg open other files or addresses, so what is not named here is refused before it is read.
 */
const CONTAINERS = [
  'mov',
  'matroska',
  'avi',
  'mpegts',
  'mpeg',
  'flv',
  'ogg',
  'asf',
  'mxf',
  'nut',
  'gif',
  'dv',
  'ivf',
  'rm',
  'wav',
  'w64',
  'mp3',
  'flac',
  'aac',
  'ac3',
  'eac3',
  'aiff',
  'caf',
  'amr',
  'ape',
  'wv',
  'tta'
]

/** Input options of ffmpeg and ffprobe that keep a crafted file from reaching other files, the network or all memory. */
export const INPUT_GUARDS: readonly string[] = [
  '-protocol_whitelist',
  'file,pipe',
  '-format_whitelist',
  CONTAINERS.join(','),
  '-max_streams',
  String(MAX_STREAMS)
]

/** Largest single block of memory ffmpeg may ask for: a frame of MAX_PIXELS at 16 bits in RGBA, and some. */
export const MEMORY_GUARD: readonly string[] = ['-max_alloc', '400000000']

/** For decoders: a stream may turn out larger than its container says. */
export const PIXEL_GUARD: readonly string[] = ['-max_pixels', String(MAX_PIXELS)]

/** @throws TranscodeFailure `over-limits` */
export function checkLimits({ video, durationSeconds }: SourceDescription): void {
  const refuse = (detail: string) => {
    throw new TranscodeFailure('over-limits', detail)
  }
  if (durationSeconds > MAX_DURATION_SECONDS) refuse(`it lasts ${Math.round(durationSeconds)} s`)
  if (!video) return
  const sides = [video.width, video.height, video.storedWidth, video.storedHeight]
  const isTooLarge = Math.max(...sides) > MAX_SIDE || video.storedWidth * video.storedHeight > MAX_PIXELS
  if (isTooLarge) refuse(`its picture has ${video.storedWidth}x${video.storedHeight} pixels`)
  if (Math.min(...sides) < 16) refuse(`its picture has only ${video.storedWidth}x${video.storedHeight} pixels`)
}
