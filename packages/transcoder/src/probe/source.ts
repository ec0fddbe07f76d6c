/** What an uploaded file is, as far as transcoding cares. Lengths are pixels, seconds, bytes, bits per second. */
import type { FrameRate } from './frame-rate.ts'

export interface SourceVideo {
  /** Index among all streams of the file. */
  readonly index: number
  readonly codec: string
  readonly profile: string
  readonly pixelFormat: string
  /** As seen: rotated upright and with square pixels. */
  readonly width: number
  readonly height: number
  readonly storedWidth: number
  readonly storedHeight: number
  readonly isRotated: boolean
  readonly hasSquarePixels: boolean
  readonly isInterlaced: boolean
  readonly frameRate: FrameRate
  readonly hasVariableRate: boolean
  /** Transfer function; PQ and HLG are high dynamic range. */
  readonly transfer: 'sdr' | 'pq' | 'hlg'
  /** Null when the container does not tell. */
  readonly bitrateBps: number | null
  readonly startSeconds: number
}

export interface SourceAudio {
  readonly index: number
  readonly codec: string
  readonly profile: string
  readonly channels: number
  readonly sampleRateHz: number
  readonly bitrateBps: number | null
}

export interface SourceDescription {
  /** ffmpeg's name of the container, such as `mov,mp4,m4a,3gp,3g2,mj2`. */
  readonly format: string
  readonly durationSeconds: number
  /** First time stamp of the file; ffmpeg counts from there. */
  readonly startSeconds: number
  readonly sizeBytes: number
  /** The moving picture; null for an audio file, whatever its cover art. */
  readonly video: SourceVideo | null
  /** The default track. */
  readonly audio: SourceAudio | null
  /** Cover art. */
  readonly pictureIndex: number | null
}
