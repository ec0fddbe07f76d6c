/** Wire types of the passwords of videos, with PeerTube 6.3's names (openapi.yaml). */
import { z } from 'zod'
import { sortedBy } from './channels.ts'
import { INVALID, natural } from './list-parameters.ts'
import { VideoReference } from './videos.ts'

export interface VideoPassword {
  readonly id: number
  readonly password: string
  readonly videoId: number
  readonly createdAt: string
  readonly updatedAt: string
}

const PASSWORDS = 'Invalid video passwords'

/** `PUT /api/v1/videos/{id}/passwords` */
export const VideoPasswordsBody = z.object({
  passwords: z
    .array(z.string(PASSWORDS).min(2, PASSWORDS).max(100, PASSWORDS), PASSWORDS)
    .min(1, PASSWORDS)
    .max(100, PASSWORDS)
    .refine(passwords => new Set(passwords).size === passwords.length, PASSWORDS)
})

export const VideoPasswordListQuery = sortedBy(['createdAt'])
export type VideoPasswordListQuery = z.output<typeof VideoPasswordListQuery>

export const VideoPasswordReference = VideoReference.extend({ videoPasswordId: natural(INVALID) })
