/** What a comment is on the wire, and how a thread becomes a tree. Pure. */
import type { CommentTree, VideoComment } from '../../contract/index.ts'
import type { Site } from '../../kernel/site.ts'
import { type AccountJson, toAccountDetails } from '../actors/index.ts'

export interface CommentRow {
  readonly id: number
  readonly video_id: number
  readonly video_uuid: string
  /** The ActivityPub id of what was written elsewhere. */
  readonly url: string | null
  readonly text: string
  readonly thread_id: number
  readonly in_reply_to_id: number | null
  readonly held_for_review: boolean
  readonly deleted_at: Date | null
  readonly created_at: Date
  readonly updated_at: Date
  readonly account: AccountJson | null
  readonly replies: number
  readonly author_replies: number
}

export function toComment(site: Site, row: CommentRow): VideoComment {
  const isDeleted = row.deleted_at !== null
  return {
    id: row.id,
    url: row.url ?? `${site.origin}/videos/watch/${row.video_uuid}/comments/${row.id}`,
    text: row.text,
    threadId: row.thread_id,
    inReplyToCommentId: row.in_reply_to_id,
    videoId: row.video_id,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    deletedAt: row.deleted_at?.toISOString() ?? null,
    heldForReview: row.held_for_review,
    isDeleted,
    totalRepliesFromVideoAuthor: row.author_replies,
    totalReplies: row.replies,
    account: isDeleted || !row.account ? null : toAccountDetails(site, row.account)
  }
}

/** @param comments Oldest first, the thread's first comment leading. What answers something not shown is not shown. */
export function toTree([first, ...rest]: readonly VideoComment[]): CommentTree | undefined {
  if (!first) return undefined
  const nodes = new Map<number, { comment: VideoComment; children: CommentTree[] }>()
  const root = { comment: first, children: [] as CommentTree[] }
  nodes.set(first.id, root)
  for (const comment of rest) {
    const parent = nodes.get(comment.inReplyToCommentId ?? -1)
    if (!parent) continue
    const node = { comment, children: [] as CommentTree[] }
    parent.children.push(node)
    nodes.set(comment.id, node)
  }
  return root
}
