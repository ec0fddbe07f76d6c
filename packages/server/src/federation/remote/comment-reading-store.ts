/** SQL of the reading of comments. Table: remote_video, as far as the reading goes; reads video, video_comment. */
import type { Database, Queryable } from '../../platform/postgres.ts'
import { checkUnlisted, expectListed, forgetUnread } from './comment-check-store.ts'

export interface Reading {
  readonly videoId: number
  /** Of the collection, which names its first page. */
  readonly collectionUrl: string
  /** Null at the beginning. */
  readonly pageUrl: string | null
  readonly pagesRead: number
  readonly attempts: number
}

/** Whoever takes one and never comes back leaves it to others. */
const LEASE = "interval '10 minutes'"
const COMMENTS_DISABLED = 2

/** The next one, for one reader. */
export async function takeReading(db: Queryable): Promise<Reading | undefined> {
  const { rows } = await db.query<Reading>(
    `UPDATE remote_video
        SET comments_due_at = now() + ${LEASE}, comments_attempts = comments_attempts + 1
      WHERE video_id = (
        SELECT remote_video.video_id FROM remote_video JOIN video ON video.id = remote_video.video_id
         WHERE comments_due_at <= now() AND comments_url IS NOT NULL AND comments_policy <> ${COMMENTS_DISABLED}
         ORDER BY comments_due_at LIMIT 1 FOR UPDATE OF remote_video SKIP LOCKED)
      RETURNING video_id AS "videoId", comments_url AS "collectionUrl", comments_page_url AS "pageUrl",
                comments_pages_read AS "pagesRead", comments_attempts AS attempts`
  )
  return rows[0]
}

/** From the beginning, unless that is under way: what was said while this server was away is found so. */
export async function readAgain(db: Database, videoId: number): Promise<void> {
  await db.transaction(async tx => {
    const { rowCount } = await tx.query(
      `UPDATE remote_video
        SET comments_due_at = now(), comments_page_url = NULL, comments_pages_read = 0, comments_attempts = 0
      WHERE video_id = $1 AND comments_due_at IS NULL`,
      [videoId]
    )
    if (rowCount === 1) await expectListed(tx, videoId)
  })
}

export async function turnPage(db: Queryable, videoId: number, pageUrl: string): Promise<void> {
  await db.query(
    `UPDATE remote_video
        SET comments_page_url = $2, comments_pages_read = comments_pages_read + 1, comments_attempts = 0,
            comments_due_at = now()
      WHERE video_id = $1`,
    [videoId, pageUrl]
  )
}

/** @param isWhole The thread was read to its own end: only then what it lacks is asked after. */
export async function endReading(db: Database, videoId: number, { isWhole }: { isWhole: boolean }): Promise<void> {
  await db.transaction(async tx => {
    await tx.query('UPDATE remote_video SET comments_due_at = NULL WHERE video_id = $1', [videoId])
    await (isWhole ? checkUnlisted : forgetUnread)(tx, videoId)
  })
}

export async function postponeReading(db: Queryable, videoId: number, afterSeconds: number): Promise<void> {
  await db.query("UPDATE remote_video SET comments_due_at = now() + $2 * interval '1 second' WHERE video_id = $1", [
    videoId,
    afterSeconds
  ])
}

/** Which of these are here already. */
export async function knownAmong(db: Queryable, urls: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.query<{ url: string }>('SELECT url FROM video_comment WHERE url = ANY($1)', [urls])
  return new Set(rows.map(({ url }) => url))
}
