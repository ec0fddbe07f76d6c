/** Wire types of comments and ratings, with PeerTube 6.3's names (openapi.yaml; recordings). */
import { z } from 'zod'
import type { AccountDetails } from './actors.ts'
import { sortedBy } from './channels.ts'
import { count, flag, natural, readable, sortBy, start, text, texts } from './list-parameters.ts'
import { VideoReference } from './videos.ts'

const INVALID = 'Invalid value'
const id = z.coerce
  .number(INVALID)
  .int(INVALID)
  .min(0, INVALID)
  .max(2 ** 53, INVALID)

/** `POST /api/v1/videos/{id}/comment-threads` and `…/comments/{commentId}` */
export const CommentBody = z.object({ text: z.string(INVALID).trim().min(1, INVALID).max(10_000, INVALID) })

export const CommentReference = VideoReference.extend({ commentId: id })
export const ThreadReference = VideoReference.extend({ threadId: id })

export const ThreadListQuery = sortedBy(['createdAt', 'totalReplies'])
export type ThreadListQuery = z.output<typeof ThreadListQuery>

/** `GET /api/v1/videos/comments`, `GET /api/v1/users/me/videos/comments` */
export const CommentListQuery = readable(
  z.object({
    start,
    count,
    sort: sortBy(['createdAt']).default('-createdAt'),
    search: text().optional(),
    searchAccount: text().optional(),
    searchVideo: text().optional(),
    videoId: natural().optional(),
    videoChannelId: natural().optional(),
    autoTagOneOf: texts('Should have a valid autoTagOneOf array').optional(),
    isHeldForReview: flag('Should have a valid isHeldForReview boolean').optional(),
    isLocal: flag('Should have a valid isLocal boolean').optional(),
    onLocalVideo: flag('Should have a valid onLocalVideo boolean').optional()
  })
)
export type CommentListQuery = z.output<typeof CommentListQuery>

/** `POST /api/v1/bulk/remove-comments-of` */
export const RemoveCommentsBody = z.object({
  accountName: z.string(INVALID).min(1, INVALID).max(320, INVALID),
  scope: z.enum(['my-videos', 'instance'], INVALID)
})
export type RemoveCommentsBody = z.output<typeof RemoveCommentsBody>

/** A comment as moderators and the owners of videos look through them. */
export interface ReviewedComment
  extends Pick<
    VideoComment,
    | 'id'
    | 'url'
    | 'text'
    | 'threadId'
    | 'inReplyToCommentId'
    | 'videoId'
    | 'createdAt'
    | 'updatedAt'
    | 'heldForReview'
    | 'account'
  > {
  readonly automaticTags: readonly string[]
  readonly video: { readonly id: number; readonly uuid: string; readonly name: string }
}

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
