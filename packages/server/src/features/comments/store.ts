/** SQL of the comments slice besides lists. Tables: video_comment, comment_tag. */
import type { Queryable } from '../../platform/postgres.ts'
import type { AutomaticTag } from '../watched-words/index.ts'

/** What the owner of a video wants, and whether they are somebody of this server. */
export async function findPolicy(db: Queryable, videoId: number): Promise<{ policy: number; isLocal: boolean }> {
  const { rows } = await db.query<{ policy: number; isLocal: boolean }>(
    `SELECT comments_policy AS policy, actor.host IS NULL AS "isLocal"
       FROM video JOIN channel ON channel.id = video.channel_id JOIN actor ON actor.id = channel.actor_id
      WHERE video.id = $1`,
    [videoId]
  )
  return rows[0] ?? { policy: 0, isLocal: true }
}

export interface NewComment {
  readonly videoId: number
  readonly accountId: number
  readonly text: string
  readonly isHeld: boolean
  readonly inReplyTo?: { readonly id: number; readonly threadId: number }
}

/** @returns The comment's id. */
export async function insertComment(tx: Queryable, comment: NewComment): Promise<number> {
  const { rows } = await tx.query<{ id: number }>(
    `WITH next AS (SELECT nextval(pg_get_serial_sequence('video_comment', 'id')) AS id)
     INSERT INTO video_comment (id, video_id, account_id, text, held_for_review, thread_id, in_reply_to_id)
     SELECT next.id, $1, $2, $3, $4, coalesce($5, next.id), $6 FROM next
     RETURNING id`,
    [
      ...[comment.videoId, comment.accountId, comment.text, comment.isHeld],
      ...[comment.inReplyTo?.threadId ?? null, comment.inReplyTo?.id ?? null]
    ]
  )
  return rows[0]!.id
}

export async function insertTags(tx: Queryable, commentId: number, tags: readonly AutomaticTag[]): Promise<void> {
  if (tags.length === 0) return
  await tx.query(
    `INSERT INTO comment_tag (comment_id, account_id, name) SELECT $1, * FROM unnest($2::bigint[], $3::text[])
     ON CONFLICT DO NOTHING`,
    [commentId, tags.map(({ accountId }) => accountId), tags.map(({ name }) => name)]
  )
}

export interface FoundComment {
  readonly id: number
  readonly threadId: number
  readonly accountId: number | null
  readonly isHeld: boolean
  readonly isDeleted: boolean
}

export async function findComment(db: Queryable, videoId: number, id: number): Promise<FoundComment | undefined> {
  const { rows } = await db.query<FoundComment>(
    `SELECT id, thread_id AS "threadId", account_id AS "accountId", held_for_review AS "isHeld",
            deleted_at IS NOT NULL AS "isDeleted"
       FROM video_comment WHERE video_id = $1 AND id = $2`,
    [videoId, id]
  )
  return rows[0]
}

/** Leaves the place and takes the words, with what was found in them. */
const EMPTY = "text = '', deleted_at = now(), updated_at = now(), held_for_review = false"

export async function emptyComment(db: Queryable, id: number): Promise<void> {
  await db.query(
    `WITH emptied AS (UPDATE video_comment SET ${EMPTY} WHERE id = $1 AND deleted_at IS NULL RETURNING id)
     DELETE FROM comment_tag USING emptied WHERE comment_tag.comment_id = emptied.id`,
    [id]
  )
}

/**
 * @param underVideosOf Only those under this account's videos; null for all.
 * @returns Which they were, and whether they were held for review.
 */
export async function emptyCommentsOf(
  tx: Queryable,
  accountId: number,
  underVideosOf: number | null
): Promise<{ id: number; wasHeld: boolean }[]> {
  const { rows } = await tx.query<{ id: number; wasHeld: boolean }>(
    `WITH held AS (
       SELECT id FROM video_comment WHERE account_id = $1 AND deleted_at IS NULL AND held_for_review),
     emptied AS (
       UPDATE video_comment SET ${EMPTY}
        WHERE account_id = $1 AND deleted_at IS NULL
          AND ($2::bigint IS NULL OR EXISTS (
            SELECT FROM video JOIN channel ON channel.id = video.channel_id
             WHERE video.id = video_comment.video_id AND channel.account_id = $2))
       RETURNING id),
     untagged AS (DELETE FROM comment_tag USING emptied WHERE comment_tag.comment_id = emptied.id)
     SELECT id, id IN (SELECT id FROM held) AS "wasHeld" FROM emptied ORDER BY id`,
    [accountId, underVideosOf]
  )
  return rows
}

/** @returns Whether it was held until now. */
export async function approveComment(tx: Queryable, id: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    'UPDATE video_comment SET held_for_review = false, updated_at = now() WHERE id = $1 AND held_for_review',
    [id]
  )
  return rowCount === 1
}
