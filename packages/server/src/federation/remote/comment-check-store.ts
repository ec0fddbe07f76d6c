/** SQL of the search for comments that are gone where they were written. Table: comment_check; reads video_comment. */
import type { Queryable } from '../../platform/postgres.ts'

export interface CommentCheck {
  readonly commentId: number
  /** Its ActivityPub id. */
  readonly url: string
  /** How often in a row its server has said that it does not know it. */
  readonly missingTimes: number
}

/** Of one reading, so that none holds the others up: those that are left come in another one. */
const KEPT_MAX = 2000
const ASKED_MAX = 100
/** Whoever takes one and never comes back leaves it to others. */
const LEASE = "interval '10 minutes'"

/** A thread is being read from its beginning: all that stands under the video may be missing in it. */
export async function expectListed(tx: Queryable, videoId: number): Promise<void> {
  await tx.query(
    `INSERT INTO comment_check (comment_id, video_id)
     SELECT id, video_id FROM video_comment
      WHERE video_id = $1 AND url IS NOT NULL AND deleted_at IS NULL ORDER BY random() LIMIT ${KEPT_MAX}
     ON CONFLICT (comment_id) DO NOTHING`,
    [videoId]
  )
}

/** These are in the thread. */
export async function noteListed(db: Queryable, videoId: number, urls: readonly string[]): Promise<void> {
  await db.query(
    `DELETE FROM comment_check USING video_comment
      WHERE comment_check.video_id = $1 AND video_comment.id = comment_check.comment_id AND url = ANY($2)`,
    [videoId, urls]
  )
}

/** The thread is over: what was not in it is asked for, as much as is polite. */
export async function checkUnlisted(tx: Queryable, videoId: number): Promise<void> {
  await tx.query(
    `UPDATE comment_check SET due_at = now()
      WHERE comment_id IN (SELECT comment_id FROM comment_check WHERE video_id = $1 AND due_at IS NULL LIMIT ${ASKED_MAX})`,
    [videoId]
  )
  await forgetUnread(tx, videoId)
}

/** The thread was not read to its end: nothing is known of what was not found. */
export async function forgetUnread(tx: Queryable, videoId: number): Promise<void> {
  await tx.query('DELETE FROM comment_check WHERE video_id = $1 AND due_at IS NULL', [videoId])
}

/** The next one, for one worker. */
export async function takeCheck(db: Queryable): Promise<CommentCheck | undefined> {
  const { rows } = await db.query<CommentCheck>(
    `UPDATE comment_check SET due_at = now() + ${LEASE} FROM video_comment
      WHERE comment_id = (SELECT comment_id FROM comment_check WHERE due_at <= now()
                           ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
        AND video_comment.id = comment_id
      RETURNING comment_id AS "commentId", url, missing_times AS "missingTimes"`
  )
  return rows[0]
}

export async function endCheck(tx: Queryable, commentId: number): Promise<void> {
  await tx.query('DELETE FROM comment_check WHERE comment_id = $1', [commentId])
}

/** A server that is being mended may not know what it has. */
export async function checkAgainInAnHour(db: Queryable, commentId: number): Promise<void> {
  await db.query(
    `UPDATE comment_check SET due_at = now() + interval '1 hour', missing_times = missing_times + 1
      WHERE comment_id = $1`,
    [commentId]
  )
}

/** A server that does not answer is left alone until a thread is read again. @param url Of something on it. */
export async function endChecksAtHostOf(db: Queryable, url: string): Promise<void> {
  await db.query(
    `DELETE FROM comment_check USING video_comment
      WHERE video_comment.id = comment_id AND due_at IS NOT NULL
        AND split_part(video_comment.url, '/', 3) = split_part($1, '/', 3)`,
    [url]
  )
}
