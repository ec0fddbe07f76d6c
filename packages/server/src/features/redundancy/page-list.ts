/** SQL of the page of copies. Tables: video_copy, peer_copy; reads video, channel, actor, video_file. */
import { type CopyOnPage, type CopyPageQuery, WORK_STATE } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'

interface Row extends Omit<CopyOnPage, 'state' | 'expiresOn'> {
  readonly state: number
  readonly expiresAt: Date | null
}

const COPIES: Record<CopyPageQuery['target'], string> = {
  'remote-videos': `
    SELECT video_copy.id, video.name AS "videoName", video.uuid AS "videoUuid", actor.host, strategy, video_copy.state,
           error, expires_at AS "expiresAt", size_bytes AS size
      FROM video_copy JOIN video ON video.id = video_copy.video_id
      JOIN channel ON channel.id = video.channel_id JOIN actor ON actor.id = channel.actor_id`,
  'my-videos': `
    SELECT peer_copy.id, video.name AS "videoName", video.uuid AS "videoUuid", actor.host, NULL AS strategy,
           ${WORK_STATE.completed} AS state, NULL AS error, expires_at AS "expiresAt",
           (SELECT coalesce(sum(size_bytes), 0)::float8 FROM video_file WHERE video_file.video_id = video.id) AS size
      FROM peer_copy JOIN video ON video.id = peer_copy.video_id JOIN actor ON actor.id = peer_copy.actor_id
     WHERE NOT EXISTS (SELECT FROM remote_video WHERE remote_video.video_id = video.id)`
}

/** Newest first, those under way and those that failed among them. */
export async function listCopiesForPage(
  db: Queryable,
  target: CopyPageQuery['target'],
  { start, count }: { start: number; count: number }
): Promise<{ total: number; data: CopyOnPage[] }> {
  const { rows } = await db.query<Row & { total: number; id: number | null }>(
    `WITH copy AS (${COPIES[target]})
     SELECT whole.total, page.* FROM (SELECT count(*) AS total FROM copy) whole
       LEFT JOIN (SELECT * FROM copy ORDER BY id DESC LIMIT $1 OFFSET $2) page ON true ORDER BY page.id DESC`,
    [count, start]
  )
  const data = rows.flatMap(({ total: _total, id, expiresAt, state, ...row }) =>
    id === null ? [] : [{ ...row, id, state: stateOf(state), expiresOn: expiresAt?.toISOString() ?? null }]
  )
  return { total: rows[0]?.total ?? 0, data }
}

function stateOf(state: number): CopyOnPage['state'] {
  if (state === WORK_STATE.completed) return 'held'
  return state === WORK_STATE.failed ? 'failed' : 'coming'
}
