/** Wire types of captions, with PeerTube 6.3's names (openapi.yaml; recordings) and 8's `fileUrl` and `m3u8Url`. */
import { z } from 'zod'
import type { Constant } from './videos.ts'

/** The fields of `PUT /api/v1/videos/{id}/captions/{captionLanguage}` besides its file, `captionfile`: none. */
export const CaptionForm = z.object({})

export interface Caption {
  readonly language: Constant<string>
  readonly automaticallyGenerated: boolean
  /** Carries a token where the video is not for everybody, so that players can fetch it as it stands. */
  readonly captionPath: string
  readonly fileUrl: string
  /** Captions stand beside the HLS playlist, not in it. */
  readonly m3u8Url: null
  readonly updatedAt: string
}
