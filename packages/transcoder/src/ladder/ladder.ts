/** Which renditions a source gets; pure. */
import type { LadderSettings } from '../contract.ts'
import { capRate, type FrameRate, fpsOf } from '../probe/frame-rate.ts'
import type { SourceDescription, SourceVideo } from '../probe/source.ts'
import { capBitrate } from './bitrate.ts'

export interface Rung {
  /** What the rendition is called: its short side, or that of the setting it stands for. */
  readonly resolution: number
  /** Even, square pixels, upright. */
  readonly width: number
  readonly height: number
  readonly frameRate: FrameRate
  /** Peak of the video stream under its rate control. */
  readonly capBps: number
}

/** Frame rate of a still picture behind an audio file: seldom enough to cost nothing, often enough for every player. */
const STILL_RATE: FrameRate = { numerator: 2, denominator: 1 }
const STILL_SIZE = { width: 1280, height: 720 }
const STILL_MAX_RESOLUTION = 480
/** At and below this rung, 30 frames per second are enough. */
const LOW_RUNG = 360
const LOW_RUNG_MAX_FPS = 30
/** A source a few lines short of a rung (1072 of 1080, cropped by a camera) stands for that rung as it is. */
const NEARLY = 0.96

/** Tallest first, never above the source, never empty. */
export function planLadder(source: SourceDescription, settings: LadderSettings): Rung[] {
  const resolutions = [...new Set(settings.resolutions)].sort((a, b) => b - a)
  if (!source.video) return [planStill(resolutions)]
  const { video } = source
  const shortSide = Math.min(video.width, video.height)
  const fitting: number[] = resolutions.filter(resolution => shortSide >= resolution * NEARLY)
  const named = fitting.length > 0 ? fitting : [even(shortSide)]
  return named.map(resolution => planRung(video, resolution, settings.maxFps))
}

function planRung(video: SourceVideo, resolution: number, maxFps: number): Rung {
  const shortSide = Math.min(video.width, video.height)
  const scale = Math.min(resolution, shortSide) / shortSide
  const size = { width: even(video.width * scale), height: even(video.height * scale) }
  const frameRate = capRate(video.frameRate, resolution <= LOW_RUNG ? Math.min(maxFps, LOW_RUNG_MAX_FPS) : maxFps)
  return { resolution, ...size, frameRate, capBps: capBitrate({ ...size, fps: fpsOf(frameRate) }) }
}

function planStill(resolutions: readonly number[]): Rung {
  const resolution = resolutions.find(candidate => candidate <= STILL_MAX_RESOLUTION) ?? resolutions.at(-1)!
  const scale = resolution / STILL_SIZE.height
  const size = { width: even(STILL_SIZE.width * scale), height: even(STILL_SIZE.height * scale) }
  // Judged as if it moved at 25 frames per second: a whole picture every 4 s needs room.
  return { resolution, ...size, frameRate: STILL_RATE, capBps: capBitrate({ ...size, fps: 25 }) }
}

const even = (length: number): number => Math.max(2, Math.round(length / 2) * 2)
