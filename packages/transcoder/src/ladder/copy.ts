/** Whether the source's own streams can be taken over as they are; pure. */
import type { Packet } from '../probe/ffprobe.ts'
import { fpsOf } from '../probe/frame-rate.ts'
import type { SourceAudio, SourceDescription } from '../probe/source.ts'
import type { Rung } from './ladder.ts'

export const SEGMENT_SECONDS = 4
const MAX_KEYFRAME_GAP_SECONDS = 5
const MAX_AUDIO_BPS = 256_000
/** MPEG-TS and the like carry streams in another form than MP4 does. */
const COPYABLE_FORMATS = ['mov', 'matroska']
const PROFILES = ['Constrained Baseline', 'Baseline', 'Main', 'High']

const isCopyableFormat = (source: SourceDescription) =>
  source.format.split(',').some(name => COPYABLE_FORMATS.includes(name))

export function canCopyAudio(source: SourceDescription): boolean {
  return source.audio !== null && isCopyableFormat(source) && fitsAudio(source.audio)
}

const fitsAudio = (audio: SourceAudio): boolean =>
  audio.codec === 'aac' &&
  audio.profile === 'LC' &&
  audio.channels <= 2 &&
  audio.sampleRateHz >= 32_000 &&
  audio.sampleRateHz <= 48_000 &&
  audio.bitrateBps !== null &&
  audio.bitrateBps <= MAX_AUDIO_BPS

/** All that can be told without reading the packets. */
export function mayCopyVideo(source: SourceDescription, rung: Rung): boolean {
  const { video } = source
  if (!video || !isCopyableFormat(source)) return false
  const bitrateBps = video.bitrateBps ?? (source.sizeBytes * 8) / source.durationSeconds
  return (
    video.codec === 'h264' &&
    PROFILES.includes(video.profile) &&
    video.pixelFormat === 'yuv420p' &&
    video.transfer === 'sdr' &&
    !video.isInterlaced &&
    !video.isRotated &&
    video.hasSquarePixels &&
    !video.hasVariableRate &&
    video.storedWidth === rung.width &&
    video.storedHeight === rung.height &&
    fpsOf(video.frameRate) <= fpsOf(rung.frameRate) * 1.001 &&
    bitrateBps <= rung.capBps &&
    Math.abs(video.startSeconds - source.startSeconds) < 0.2
  )
}

/**
 * Where ffmpeg's hls muxer will begin a segment when these packets are copied: at the first keyframe at or after each
 * multiple of SEGMENT_SECONDS, counted from the first time stamp of either stream.
 *
 * @returns Seconds on the source's clock, the start included; null when the video is better encoded: keyframes too far
 *   apart, packets cut off by an edit list, or a keyframe so near a multiple that its segment cannot be told for sure.
 */
export function findCopyBoundaries(packets: readonly Packet[]): number[] | null {
  const keyframes = packets.filter(packet => packet.isKeyframe).map(packet => packet.ptsSeconds)
  if (!packets[0]?.isKeyframe || packets.some(packet => packet.isDiscarded)) return null
  const end = packets.reduce((latest, packet) => Math.max(latest, packet.ptsSeconds), 0)
  const isSparse = [...keyframes, end].some(
    (time, index) => index > 0 && time - keyframes[index - 1]! > MAX_KEYFRAME_GAP_SECONDS
  )
  if (isSparse) return null
  // Audio may begin a few frames before the picture, and the muxer counts from whichever comes first.
  const [early, exact] = [0.1, 0].map(lead => splitAt(keyframes, keyframes[0]! - lead))
  return String(early) === String(exact) ? exact! : null
}

function splitAt(keyframes: readonly number[], start: number): number[] {
  const boundaries = [keyframes[0]!]
  for (const time of keyframes.slice(1))
    if (time - start >= SEGMENT_SECONDS * boundaries.length - 1e-4) boundaries.push(time)
  return boundaries
}
