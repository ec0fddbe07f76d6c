/** Comments as other servers may read them: nothing that is held for review. */
import type { Queryable } from '../../platform/postgres.ts'

export interface PublicComment {
  readonly id: number
  /** Null for a thread's first comment. */
  readonly inReplyToId: number | null
  readonly authorName: string | null
  /** Markdown; empty when deleted. */
  readonly text: string
  readonly isDeleted: boolean
  readonly createdAt: Date
  readonly updatedAt: Date
}

export async function findPublicComment(
  db: Queryable,
  videoId: number,
  id: number
): Promise<PublicComment | undefined> {
  const { rows } = await db.query<PublicComment>(
    `SELECT video_comment.id, in_reply_to_id AS "inReplyToId", actor.preferred_username AS "authorName", text,
            deleted_at IS NOT NULL AS "isDeleted", video_comment.created_at AS "createdAt",
            video_comment.updated_at AS "updatedAt"
       FROM video_comment
       LEFT JOIN account ON account.id = video_comment.account_id
       LEFT JOIN actor ON actor.id = account.actor_id
      WHERE video_comment.video_id = $1 AND video_comment.id = $2 AND NOT held_for_review`,
    [videoId, id]
  )
  return rows[0]
}

/** Oldest first. */
export async function listPublicComments(
  db: Queryable,
  { videoId, start, count }: { videoId: number; start: number; count: number }
): Promise<{ total: number; ids: number[] }> {
  const where = 'video_id = $1 AND NOT held_for_review AND deleted_at IS NULL'
  const { rows } = await db.query<{ id: number | null; total: number }>(
    `SELECT page.id, whole.total
       FROM (SELECT count(*) AS total FROM video_comment WHERE ${where}) whole
       LEFT JOIN (SELECT id FROM video_comment WHERE ${where} ORDER BY id LIMIT $2 OFFSET $3) page ON true
      ORDER BY page.id`,
    [videoId, count, start]
  )
  return { total: rows[0]?.total ?? 0, ids: rows.flatMap(({ id }) => id ?? []) }
}
