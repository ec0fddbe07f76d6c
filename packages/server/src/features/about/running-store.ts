/** SQL of what administrators look at to run the server. Reads most tables; writes none. */
import type { AttentionCounts, StorageFigures } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'

export async function countAttention(db: Queryable): Promise<AttentionCounts> {
  const { rows } = await db.query<AttentionCounts>(
    `SELECT (SELECT count(*) FROM registration WHERE state = 1) AS registrations,
            (SELECT count(*) FROM abuse WHERE state = 1) AS abuses,
            (SELECT count(*) FROM transcoding WHERE status = 'failed') AS jobs,
            (SELECT count(DISTINCT host) FROM peer_inbox WHERE failing_since IS NOT NULL) AS peers,
            (SELECT count(*) FROM inbox_activity WHERE state = 'failed') AS inbox,
            (SELECT count(*) FROM follow JOIN actor ours ON ours.id = follow.target_actor_id
              WHERE ours.kind = 'application' AND ours.host IS NULL AND follow.state = 'pending') AS followers`
  )
  return rows[0]!
}

export async function readStorage(db: Queryable): Promise<StorageFigures> {
  const { rows } = await db.query<Omit<StorageFigures, 'renditions'>>(
    `SELECT (SELECT coalesce(sum(size_bytes), 0)::float8 FROM original) AS originals,
            (SELECT coalesce(sum(size_bytes), 0)::float8 FROM video_copy WHERE file_names IS NOT NULL) AS copies,
            (SELECT coalesce(sum(size_bytes), 0)::float8 FROM user_export) AS exports`
  )
  const { rows: renditions } = await db.query<StorageFigures['renditions'][number]>(
    `SELECT resolution AS height, sum(size_bytes)::float8 AS bytes, count(*) AS files
       FROM video_file WHERE is_final GROUP BY resolution ORDER BY resolution DESC`
  )
  return { ...rows[0]!, renditions }
}

interface Range {
  readonly start: number
  readonly count: number
}

/** The largest first. */
export async function listStoredVideos(
  db: Queryable,
  { start, count }: Range
): Promise<{ total: number; data: { name: string; uuid: string; bytes: number }[] }> {
  const { rows } = await db.query<{ total: number; name: string | null; uuid: string; bytes: number }>(
    `WITH stored AS (
       SELECT video_id, sum(bytes)::float8 AS bytes
         FROM (SELECT video_id, size_bytes AS bytes FROM original
               UNION ALL SELECT video_id, size_bytes FROM video_file WHERE is_final) file GROUP BY video_id)
     SELECT whole.total, page.*
       FROM (SELECT count(*) AS total FROM stored) whole
       LEFT JOIN (SELECT video.name, video.uuid, stored.bytes, video.id FROM stored JOIN video ON video.id = video_id
                   ORDER BY stored.bytes DESC, video.id LIMIT $1 OFFSET $2) page ON true
      ORDER BY page.bytes DESC, page.id`,
    [count, start]
  )
  const data = rows.flatMap(({ name, uuid, bytes }) => (name === null ? [] : [{ name, uuid, bytes }]))
  return { total: rows[0]?.total ?? 0, data }
}

/** Those who have most, of those who have anything. */
export async function listStoringUsers(
  db: Queryable,
  count: number
): Promise<{ username: string; bytes: number; videos: number }[]> {
  const { rows } = await db.query<{ username: string; bytes: number; videos: number }>(
    `SELECT username, sum(stored_bytes)::float8 AS bytes,
            (SELECT count(*) FROM video JOIN channel own ON own.id = video.channel_id
              WHERE own.account_id = app_user.account_id) AS videos
       FROM app_user JOIN channel ON channel.account_id = app_user.account_id
      WHERE stored_bytes > 0 GROUP BY app_user.id, username ORDER BY bytes DESC, username LIMIT $1`,
    [count]
  )
  return rows
}

/** Names by UUID. */
export async function findVideoNames(db: Queryable, uuids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ uuid: string; name: string }>(
    'SELECT uuid, name FROM video WHERE uuid = ANY ($1::uuid[])',
    [uuids]
  )
  return new Map(rows.map(({ uuid, name }) => [uuid, name]))
}

export async function readDatabaseVersion(db: Queryable): Promise<string> {
  const { rows } = await db.query<{ server_version: string }>('SHOW server_version')
  return rows[0]!.server_version
}
