/** Wire type of a video's source, with PeerTube 6.3's names (openapi.yaml; recordings). */
import type { Constant } from './videos.ts'

export interface VideoSource {
  /** Its older name. */
  readonly filename: string
  readonly inputFilename: string
  /** Only with a sign-in, so never a mere address. */
  readonly fileUrl: null
  /** Null once the file is gone. */
  readonly fileDownloadUrl: string | null
  readonly resolution: Constant<number>
  /** Bytes. */
  readonly size: number
  readonly width: number
  readonly height: number
  readonly fps: number
  /** ffprobe's. */
  readonly metadata: object
  readonly createdAt: string
}
