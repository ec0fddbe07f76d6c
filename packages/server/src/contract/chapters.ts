/** Wire types of chapters, with PeerTube 6.3's names (openapi.yaml; recordings). */
import { z } from 'zod'

const FAULT = 'Chapters must have a title of 1 to 100 characters and a timecode of their own, in seconds'
const CHAPTERS_MAX = 500

/** `PUT /api/v1/videos/{id}/chapters` replaces them all. */
export const ChaptersBody = z.object({
  chapters: z
    .array(
      z.object({
        title: z.string(FAULT).trim().min(1, FAULT).max(100, FAULT),
        timecode: z
          .int(FAULT)
          .min(0, FAULT)
          .max(2 ** 31 - 1, FAULT)
      }),
      FAULT
    )
    .max(CHAPTERS_MAX, FAULT)
    .refine(chapters => new Set(chapters.map(({ timecode }) => timecode)).size === chapters.length, FAULT)
})

export interface Chapter {
  readonly timecode: number
  readonly title: string
}
