/** Wire types of comments and ratings, with PeerTube 6.3's names (openapi.yaml; recordings). */
import { z } from 'zod'
import type { AccountDetails } from './actors.ts'
import { sortedBy } from './channels.ts'

const INVALID = 'Invalid value'
const id = z.coerce
  .number(INVALID)
  .int(INVALID)
  .min(0, INVALID)
  .max(2 ** 53, INVALID)

/** `POST /api/v1/videos/{id}/comment-threads` and `…/comments/{commentId}` */
export const CommentBody = z.object({ text: z.string(INVALID).trim().min(1, INVALID).max(10_000, INVALID) })

export const CommentReference = z.object({ commentId: id })
export const ThreadReference = z.object({ threadId: id })

export const ThreadListQuery = sortedBy(['createdAt', 'totalReplies'])
export type ThreadListQuery = z.output<typeof ThreadListQuery>

const flag = z.enum(['true', 'false'], INVALID).transform(value => value === 'true')

/** `GET /api/v1/videos/comments`, `GET /api/v1/users/me/videos/comments` */
export const CommentListQuery = sortedBy(['createdAt']).extend({
  search: z.string(INVALID).max(200, INVALID).optional(),
  isHeldForReview: flag.optional(),
  videoId: id.optional()
})
export type CommentListQuery = z.output<typeof CommentListQuery>

export interface VideoComment {
  readonly id: number
  readonly url: string
  readonly text: string
  readonly threadId: number
  readonly inReplyToCommentId: number | null
  readonly videoId: number
  readonly createdAt: string
  readonly updatedAt: string
  readonly deletedAt: string | null
  readonly heldForReview: boolean
  readonly isDeleted: boolean
  readonly totalRepliesFromVideoAuthor: number
  readonly totalReplies: number
  /** Null once the comment is deleted. */
  readonly account: AccountDetails | null
}

export interface CommentTree {
  readonly comment: VideoComment
  readonly children: readonly CommentTree[]
}

/** `PUT /api/v1/videos/{id}/rate` */
export const RateBody = z.object({ rating: z.enum(['like', 'dislike', 'none'], INVALID) })
export type Rating = z.output<typeof RateBody>['rating']

export const RatingListQuery = sortedBy(['createdAt']).extend({
  rating: z.enum(['like', 'dislike'], INVALID).optional()
})
export type RatingListQuery = z.output<typeof RatingListQuery>
