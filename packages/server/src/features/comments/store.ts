/** SQL of the comments slice. Tables: video_comment; reads video, channel, account, actor. */
import type { CommentListQuery, ThreadListQuery } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { accountJson } from '../actors/index.ts'
import type { CommentRow } from './comment.ts'

/** Answers shown of one thread: a bound, not a page. */
export const THREAD_MAX = 1000

const COLUMNS = `
  video_comment.id, video_comment.video_id, video.uuid AS video_uuid, video_comment.text, video_comment.thread_id,
  video_comment.in_reply_to_id, video_comment.held_for_review, video_comment.deleted_at, video_comment.created_at,
  video_comment.updated_at,
  CASE WHEN account.id IS NULL THEN NULL ELSE ${accountJson()} END AS account`

const TABLES = `
  video_comment
  JOIN video ON video.id = video_comment.video_id
  LEFT JOIN account ON account.id = video_comment.account_id
  LEFT JOIN actor account_actor ON account_actor.id = account.actor_id`

/** Who looks: their account, and whether held comments are theirs to judge. */
export interface Reader {
  readonly accountId: number | null
  readonly isManager: boolean
}

/** `$1` is the reader's account, `$2` whether they manage the video. */
const visible = (comment: string) => `(NOT ${comment}.held_for_review OR $2 OR ${comment}.account_id = $1)`

const REPLIES = `
  (SELECT count(*) FROM video_comment reply
    WHERE reply.thread_id = video_comment.id AND reply.id <> video_comment.id AND reply.deleted_at IS NULL
      AND ${visible('reply')}) AS replies,
  (SELECT count(*) FROM video_comment reply
    WHERE reply.thread_id = video_comment.id AND reply.id <> video_comment.id AND reply.deleted_at IS NULL
      AND reply.account_id = (SELECT channel.account_id FROM channel WHERE channel.id = video.channel_id)
      AND ${visible('reply')}) AS author_replies`

export async function findPolicy(db: Queryable, videoId: number): Promise<number> {
  const { rows } = await db.query<{ policy: number }>('SELECT comments_policy AS policy FROM video WHERE id = $1', [
    videoId
  ])
  return rows[0]?.policy ?? 0
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

/** Oldest first; the thread's first comment leads. */
export async function findThread(
  db: Queryable,
  { accountId, isManager }: Reader,
  { videoId, threadId }: { videoId: number; threadId: number }
): Promise<CommentRow[]> {
  const { rows } = await db.query<CommentRow>(
    `SELECT ${COLUMNS}, ${REPLIES} FROM ${TABLES}
      WHERE video_comment.thread_id = $3 AND video_comment.video_id = $4 AND ${visible('video_comment')}
      ORDER BY video_comment.id LIMIT ${THREAD_MAX}`,
    [accountId, isManager, threadId, videoId]
  )
  return rows[0]?.in_reply_to_id === null ? rows : []
}

/** Threads whose first comment is there, or was and has answers. */
export async function listThreads(
  db: Queryable,
  { accountId, isManager }: Reader,
  { videoId, start, count, sort }: ThreadListQuery & { videoId: number }
): Promise<{ total: number; totalNotDeleted: number; rows: CommentRow[] }> {
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC'
  const order = sort.endsWith('totalReplies') ? `replies ${direction}, id ${direction}` : `id ${direction}`
  const where = `video_comment.video_id = $3 AND video_comment.in_reply_to_id IS NULL AND ${visible('video_comment')}
    AND (video_comment.deleted_at IS NULL OR EXISTS (
      SELECT FROM video_comment reply WHERE reply.thread_id = video_comment.id AND reply.deleted_at IS NULL
         AND ${visible('reply')}))`
  const { rows } = await db.query<CommentRow & { total: number; not_deleted: number; id: number | null }>(
    `SELECT page.*, whole.total, whole.not_deleted
       FROM (SELECT (SELECT count(*) FROM video_comment WHERE ${where}) AS total,
                    (SELECT count(*) FROM video_comment WHERE video_id = $3 AND deleted_at IS NULL
                        AND ${visible('video_comment')}) AS not_deleted) whole
       LEFT JOIN (SELECT *, row_number() OVER (ORDER BY ${order}) AS place
                    FROM (SELECT ${COLUMNS}, ${REPLIES} FROM ${TABLES} WHERE ${where}) threads
                   ORDER BY ${order} LIMIT $4 OFFSET $5) page ON true
      ORDER BY page.place`,
    [accountId, isManager, videoId, count, start]
  )
  const { total = 0, not_deleted: totalNotDeleted = 0 } = rows[0] ?? {}
  return { total, totalNotDeleted, rows: rows.filter(row => row.id !== null) }
}

/** Leaves the place and takes the words. */
export async function emptyComment(db: Queryable, id: number): Promise<void> {
  await db.query(
    `UPDATE video_comment SET text = '', deleted_at = now(), updated_at = now(), held_for_review = false
      WHERE id = $1 AND deleted_at IS NULL`,
    [id]
  )
}

export async function approveComment(db: Queryable, id: number): Promise<void> {
  await db.query('UPDATE video_comment SET held_for_review = false, updated_at = now() WHERE id = $1', [id])
}

export interface ReviewRow extends CommentRow {
  readonly video_name: string
}

/** For moderators all comments, for an owner those on their videos; the newest first unless told otherwise. */
export async function listForReview(
  db: Queryable,
  { ownerAccountId, ...query }: CommentListQuery & { ownerAccountId: number | null }
): Promise<{ total: number; rows: ReviewRow[] }> {
  const direction = query.sort.startsWith('-') ? 'DESC' : 'ASC'
  const where = `video_comment.deleted_at IS NULL
    AND ($1::bigint IS NULL OR video.channel_id IN (SELECT id FROM channel WHERE account_id = $1))
    AND ($2::text IS NULL OR strpos(lower(video_comment.text), lower($2)) > 0)
    AND ($3::boolean IS NULL OR video_comment.held_for_review = $3)
    AND ($4::bigint IS NULL OR video_comment.video_id = $4)`
  const { rows } = await db.query<ReviewRow & { total: number; id: number | null }>(
    `SELECT page.*, whole.total
       FROM (SELECT count(*) AS total FROM video_comment JOIN video ON video.id = video_comment.video_id
              WHERE ${where}) whole
       LEFT JOIN (SELECT ${COLUMNS}, video.name AS video_name, 0 AS replies, 0 AS author_replies
                    FROM ${TABLES} WHERE ${where}
                   ORDER BY video_comment.id ${direction} LIMIT $5 OFFSET $6) page ON true
      ORDER BY page.id ${direction}`,
    [
      ...[ownerAccountId, query.search || null, query.isHeldForReview ?? null, query.videoId ?? null],
      ...[query.count, query.start]
    ]
  )
  return { total: rows[0]?.total ?? 0, rows: rows.filter(row => row.id !== null) }
}
