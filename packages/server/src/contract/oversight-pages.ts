/** The pages on which moderators look through everything that is on this server. What they list is what the API answers. */
import { z } from 'zod'
import type { FormOutcome } from './form-pages.ts'
import type { VideoBlock } from './video-blocks.ts'
import type { VideoSummary } from './videos.ts'

interface Listed {
  readonly outcome: FormOutcome
  readonly total: number
  readonly page: number
  readonly pageSize: number
}

/** What is none of these chooses nothing. */
const words = z.string().trim().max(200).catch('')
const where = z.enum(['', 'true', 'false']).catch('')

export const ALL_VIDEO_SORTS = [...(['-publishedAt', 'publishedAt', '-views', '-duration', 'name'] as const)] as const
export const AllVideosChoice = z.object({
  search: words,
  isLocal: where,
  privacyOneOf: z.enum(['', '1', '2', '3', '4', '5']).catch(''),
  nsfw: where,
  files: z.enum(['', 'hls', 'web']).catch(''),
  sort: z.enum(ALL_VIDEO_SORTS).catch('-publishedAt')
})
export type AllVideosChoice = z.output<typeof AllVideosChoice>

export interface AllVideosPage extends Listed {
  readonly kind: 'all-videos'
  readonly choice: AllVideosChoice
  readonly videos: readonly VideoSummary[]
}

/** Asks before something is done to several. */
export interface VideosSurePage {
  readonly kind: 'videos-sure'
  readonly outcome: FormOutcome
  readonly deed: 'block' | 'delete'
  readonly videos: readonly VideoSummary[]
}

export const BlocksChoice = z.object({ search: words, type: z.enum(['', '1', '2']).catch('') })
export type BlocksChoice = z.output<typeof BlocksChoice>

export interface VideoBlocksPage extends Listed {
  readonly kind: 'video-blocks'
  readonly choice: BlocksChoice
  readonly blocks: readonly VideoBlock[]
}

export type OversightPage = AllVideosPage | VideosSurePage | VideoBlocksPage
