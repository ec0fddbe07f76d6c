/** SQL of the views slice besides statistics. Tables: viewing, counted_view, viewer_salt; video.views, video_view_day. */
import { randomUUID } from 'node:crypto'
import { appendEvent } from '../../platform/events.ts'
import type { Database, Queryable } from '../../platform/postgres.ts'
import type { ViewReport } from './record-view.ts'
import { forgetRemoteViews } from './remote-views.ts'
import type { Viewing } from './viewing.ts'

export interface LockedViewing extends Viewing {
  readonly id: number
}

/** A viewer of whom nothing was heard for that long has gone (PeerTube's). */
const OVER = "interval '1 hour'"
const BATCH_MAX = 10_000
const ADDING_LOCK = 50_001

/** This day's salt and the day before's; this day's is made by whoever asks first. */
export async function findSalts(db: Queryable, day: string, fresh: Buffer): Promise<Buffer[]> {
  await db.query('INSERT INTO viewer_salt (day, salt) VALUES ($1, $2) ON CONFLICT DO NOTHING', [day, fresh])
  const { rows } = await db.query<{ salt: Buffer }>(
    'SELECT salt FROM viewer_salt WHERE day <= $1 ORDER BY day DESC LIMIT 2',
    [day]
  )
  return rows.map(row => row.salt)
}

export async function findDuration(db: Queryable, videoId: number): Promise<number> {
  const { rows } = await db.query<{ seconds: number }>(
    'SELECT duration_seconds AS seconds FROM video WHERE id = $1',
    [videoId],
    'duration-of-video'
  )
  return rows[0]?.seconds ?? 0
}

/** This viewer's last visit, if it is over: nobody will be able to tell whose it was. */
export async function endOverdue(tx: Queryable, { videoId, keys, now }: ViewReport): Promise<void> {
  await tx.query(
    `UPDATE viewing SET viewer = NULL, address = NULL
      WHERE video_id = $1 AND viewer = ANY($2) AND seen_at < $3::timestamptz - ${OVER}`,
    [videoId, keys.viewer, now],
    'end-overdue-viewing'
  )
}

export async function lockViewing(tx: Queryable, { videoId, keys }: ViewReport): Promise<LockedViewing | undefined> {
  const { rows } = await tx.query<LockedViewing>(
    `SELECT id, started_at AS "startedAt", seen_at AS "seenAt", at_second AS "atSecond",
            watched_seconds AS "watchedSeconds", is_counted AS "isCounted"
       FROM viewing WHERE video_id = $1 AND viewer = ANY($2) ORDER BY id LIMIT 1 FOR UPDATE`,
    [videoId, keys.viewer],
    'lock-viewing'
  )
  return rows[0]
}

export async function countViewings(tx: Queryable, { videoId, keys }: ViewReport): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    'SELECT count(*) FROM viewing WHERE video_id = $1 AND address = ANY($2) AND viewer IS NOT NULL',
    [videoId, keys.address]
  )
  return rows[0]!.count
}

/** Who is watching now, as far as they say so. */
export async function countViewersNow(db: Queryable, videoId: number): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) FROM viewing
      WHERE video_id = $1 AND viewer IS NOT NULL AND seen_at > now() - interval '2 minutes'`,
    [videoId],
    'viewers-of-video'
  )
  return rows[0]!.count
}

/** Of two at once by one viewer, one begins it. */
export async function beginViewing(tx: Queryable, { videoId, keys, second, now }: ViewReport): Promise<void> {
  await tx.query(
    `INSERT INTO viewing (video_id, viewer, address, started_at, seen_at, at_second, seen)
     VALUES ($1, $2, $3, $4, $4, $5, int4multirange(int4range($5, $5, '[]')))
     ON CONFLICT (video_id, viewer) WHERE viewer IS NOT NULL DO NOTHING`,
    [videoId, keys.viewer[0], keys.address[0], now, second]
  )
}

interface NextStep extends ViewReport {
  readonly watchedSeconds: number
  readonly seen: { readonly from: number; readonly to: number } | undefined
  /** The visit has become a view. */
  readonly counts: boolean
}

export async function updateViewing(tx: Queryable, id: number, step: NextStep): Promise<void> {
  const { from, to } = step.seen ?? { from: step.second, to: step.second }
  await tx.query(
    `UPDATE viewing
        SET seen_at = greatest(seen_at, $2), at_second = $3, watched_seconds = $4,
            seen = seen + int4multirange(int4range($5, $6, '[]')), is_counted = is_counted OR $7
      WHERE id = $1`,
    [id, step.now, step.second, step.watchedSeconds, from, to, step.counts],
    'go-on-viewing'
  )
  if (step.counts) await countView(tx, step)
}

/** A video of another server is counted there: it is told, and of the viewer no more than that there was one. */
async function countView(tx: Queryable, { videoId, now }: NextStep): Promise<void> {
  const { rowCount } = await tx.query(
    `INSERT INTO counted_view (video_id, counted_at)
     SELECT $1, $2 WHERE NOT EXISTS (SELECT FROM remote_video WHERE video_id = $1)`,
    [videoId, now]
  )
  if (rowCount === 0) await appendEvent(tx, { type: 'video.viewed', videoId, viewer: randomUUID() })
}

/**
 * Adds the views that were counted since to their videos. They move from one table to the others in one statement, so
 * a crash at any moment loses or doubles none; several servers take turns.
 *
 * @returns How many there were.
 */
export async function addCountedViews(db: Database): Promise<number> {
  return db.transaction(async tx => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [ADDING_LOCK])
    const { rows } = await tx.query<{ added: number }>(
      `WITH taken AS (
         DELETE FROM counted_view
          WHERE id IN (SELECT id FROM counted_view ORDER BY id LIMIT ${BATCH_MAX}) RETURNING video_id, counted_at),
       days AS (
         INSERT INTO video_view_day (video_id, day, views)
         SELECT video_id, (counted_at AT TIME ZONE 'UTC')::date, count(*) FROM taken GROUP BY 1, 2
             ON CONFLICT (video_id, day) DO UPDATE SET views = video_view_day.views + excluded.views),
       totals AS (
         UPDATE video SET views = video.views + new.views
           FROM (SELECT video_id, count(*) AS views FROM taken GROUP BY 1) new WHERE video.id = new.video_id)
       SELECT count(*) AS added FROM taken`
    )
    return rows[0]!.added
  })
}

/** Forgets who the viewers were of whom nothing was heard for an hour, and the salts of days gone by. */
export async function closeViewings(db: Queryable): Promise<void> {
  await db.query(
    `UPDATE viewing SET viewer = NULL, address = NULL WHERE viewer IS NOT NULL AND seen_at < now() - ${OVER}`
  )
  await forgetRemoteViews(db)
  await db.query("DELETE FROM viewer_salt WHERE day < (now() AT TIME ZONE 'UTC')::date - 1")
}
