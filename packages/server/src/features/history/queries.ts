/** The list of watched videos, straight to wire shapes. */
import { type HistoryQuery, PRIVACY, STATE, type VideoSummary } from '../../contract/index.ts'
import type { Site } from '../../kernel/site.ts'
import type { Viewer } from '../../platform/http.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { and, literal, sql, statementOf } from '../../platform/sql.ts'
import { toSummary, VIDEO_COLUMNS, VIDEO_TABLES, type VideoRow } from '../videos/index.ts'

type Row = VideoRow & { readonly watched_seconds: number }

/** Newest first. What the user may not watch any more is left out, and out of the number too. */
export async function listHistory(
  db: Queryable,
  site: Site,
  { viewer, start, count, search }: HistoryQuery & { viewer: Viewer }
): Promise<{ total: number; data: VideoSummary[] }> {
  const own = sql`video.channel_id IN (SELECT id FROM channel WHERE account_id = ${viewer.accountId})`
  const mayWatch = sql`(${own} OR video.state = ${STATE.published} AND video.privacy <> ${PRIVACY.private}
    AND video.id NOT IN (SELECT video_id FROM video_block))`
  const where = and([
    sql`watch_history.user_id = ${viewer.userId}`,
    mayWatch,
    ...(search ? [sql`strpos(search_text(video.name), search_text(${search})) > 0`] : [])
  ])
  // Video by video: PostgreSQL would otherwise read all there are, for a few hundred.
  const watched = literal(`watch_history JOIN LATERAL (
    SELECT id, name, channel_id, state, privacy FROM video WHERE video.id = watch_history.video_id OFFSET 0) video ON true`)
  const [counted, listed] = await Promise.all([
    db.query<{ total: number }>(...statementOf(sql`SELECT count(*) AS total FROM ${watched} WHERE ${where}`)),
    db.query<Row>(
      ...statementOf(sql`
        SELECT ${literal(VIDEO_COLUMNS)}, page.current_seconds AS watched_seconds
          FROM (SELECT video.id AS page_id, watch_history.current_seconds, watch_history.updated_at AS watched_at
                  FROM ${watched} WHERE ${where}
                 ORDER BY watch_history.updated_at DESC, video.id DESC LIMIT ${count} OFFSET ${start}) page
          JOIN (${literal(VIDEO_TABLES)}) ON video.id = page.page_id
         ORDER BY page.watched_at DESC, video.id DESC`)
    )
  ])
  return {
    total: counted.rows[0]!.total,
    data: listed.rows.map(row => ({ ...toSummary(site, row), userHistory: { currentTime: row.watched_seconds } }))
  }
}
