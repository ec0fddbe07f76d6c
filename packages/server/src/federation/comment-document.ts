/** Comments as Notes, field for field as PeerTube 6.3 sends them. Pure. */
import type { PublicComment } from '../features/comments/index.ts'
import type { Site } from '../kernel/site.ts'
import { PUBLIC, withContext } from './context.ts'

/** @param videoUrl Under which it was said. */
export function toCommentDocument({ origin }: Site, videoUrl: string, comment: PublicComment) {
  const urlOf = (commentId: number) => `${videoUrl}/comments/${commentId}`
  const id = urlOf(comment.id)
  const inReplyTo = comment.inReplyToId === null ? videoUrl : urlOf(comment.inReplyToId)
  const published = comment.createdAt.toISOString()
  const updated = comment.updatedAt.toISOString()
  if (comment.isDeleted || comment.authorName === null)
    return withContext('comment', {
      ...{ id, type: 'Tombstone', formerType: 'Note', inReplyTo, published, updated, deleted: updated }
    })

  const author = `${origin}/accounts/${comment.authorName}`
  return withContext('comment', {
    to: [PUBLIC],
    cc: [`${author}/followers`],
    type: 'Note',
    id,
    content: comment.text,
    mediaType: 'text/markdown',
    inReplyTo,
    updated,
    published,
    url: id,
    attributedTo: author,
    replyApproval: `${id}/approve-reply`,
    tag: []
  })
}
