/** The pages on which comments are looked through: under one's own films, and all that this server knows. */
import { z } from 'zod'
import type { FormOutcome } from './form-pages.ts'

/** Of an address, by the names that the API has for them; empty chooses nothing. */
export const CommentsChoice = z.object({
  search: z.string().trim().max(200).catch(''),
  searchAccount: z.string().trim().max(200).catch(''),
  searchVideo: z.string().trim().max(200).catch(''),
  isHeldForReview: z.enum(['', 'true']).catch(''),
  isLocal: z.enum(['', 'true', 'false']).catch('')
})
export type CommentsChoice = z.output<typeof CommentsChoice>

export interface CommentToLookAt {
  /** The video and the comment, as forms give them back. */
  readonly key: string
  /** Sanitised HTML. */
  readonly html: string
  /** ISO 8601 */
  readonly createdAt: string
  /** Nobody else sees it before it is approved. */
  readonly isHeld: boolean
  /** Watched words, and what else made it stand out. */
  readonly tags: readonly string[]
  /** Where it stands on the video's page. */
  readonly path: string
  readonly videoName: string
  readonly author: {
    readonly displayName: string
    /** With its server where that is another one. */
    readonly handle: string
    readonly path: string
    readonly avatarPath: string | null
    readonly isReader: boolean
  }
}

export interface CommentsPage {
  readonly kind: 'comments'
  /** Those under the reader's films, or all, for moderators. */
  readonly of: 'mine' | 'all'
  readonly outcome: FormOutcome
  readonly choice: CommentsChoice
  readonly comments: readonly CommentToLookAt[]
  readonly total: number
  readonly page: number
  readonly pageSize: number
}
