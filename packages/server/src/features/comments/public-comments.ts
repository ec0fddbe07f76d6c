/** Which comments other servers may read: nothing that is held for review. */
import type { Queryable } from '../../platform/postgres.ts'

export interface ListedComment {
  readonly id: number
  /** The ActivityPub id of what was written elsewhere; null for ours. */
  readonly url: string | null
}

/** Oldest first. */
export async function listPublicComments(
  db: Queryable,
  { videoId, start, count }: { videoId: number; start: number; count: number }
): Promise<{ total: number; comments: ListedComment[] }> {
  const where = 'video_id = $1 AND NOT held_for_review AND deleted_at IS NULL'
  const { rows } = await db.query<{ id: number | null; url: string | null; total: number }>(
    `SELECT page.id, page.url, whole.total
       FROM (SELECT count(*) AS total FROM video_comment WHERE ${where}) whole
       LEFT JOIN (SELECT id, url FROM video_comment WHERE ${where} ORDER BY id LIMIT $2 OFFSET $3) page ON true
      ORDER BY page.id`,
    [videoId, count, start]
  )
  const comments = rows.flatMap(({ id, url }) => (id === null ? [] : [{ id, url }]))
  return { total: rows[0]?.total ?? 0, comments }
}
