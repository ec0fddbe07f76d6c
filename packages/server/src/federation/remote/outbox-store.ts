/** SQL of the reading of outboxes: where each stands, so that it goes on after a restart. Tables: outbox_reading, remote_actor. */
import type { Queryable } from '../../platform/postgres.ts'
import { isOnHostOf } from '../json.ts'

const PAGES_MAX = 2000
const ATTEMPTS_MAX = 10
/** Renewed after each video. */
const LEASE = '2 minutes'
const CATCH_UP_AFTER = '12 hours'
const CAUGHT_UP_AT_ONCE = 100
const CLOCKS_DIFFER = '1 day'

export interface Reading {
  readonly actorId: number
  readonly actorUrl: string
  readonly nextUrl: string
  readonly pagesRead: number
  readonly landmarkUrl: string | null
  /** Failures in a row. */
  readonly attempts: number
  /** When it was read before; null at first. */
  readonly readAt: Date | null
}

/** The next one that is due, for as long as the lease. */
export async function claimReading(db: Queryable): Promise<Reading | undefined> {
  const { rows } = await db.query<Reading>(
    `UPDATE outbox_reading SET leased_until = now() + interval '${LEASE}'
       FROM remote_actor
      WHERE remote_actor.actor_id = outbox_reading.actor_id AND outbox_reading.actor_id = (
        SELECT actor_id FROM outbox_reading WHERE due_at <= now() AND leased_until < now()
         ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING outbox_reading.actor_id AS "actorId", remote_actor.url AS "actorUrl", next_url AS "nextUrl",
               pages_read AS "pagesRead", landmark_url AS "landmarkUrl", attempts,
               nullif(outbox_read_at, '-infinity') AS "readAt"`
  )
  return rows[0]
}

/** The landmark moves on at each power of two, so that a circle of any length is found after few rounds (Brent). */
export async function goOnReading(db: Queryable, reading: Reading, next: string | undefined): Promise<void> {
  const { actorId, actorUrl, nextUrl, landmarkUrl } = reading
  const pagesRead = reading.pagesRead + 1
  const isCircle = next === nextUrl || next === landmarkUrl
  if (next === undefined || isCircle || pagesRead >= PAGES_MAX || !isOnHostOf(next, actorUrl))
    return endReading(db, reading)
  const isPowerOfTwo = (pagesRead & (pagesRead - 1)) === 0
  await db.query(
    `UPDATE outbox_reading
        SET next_url = $2, pages_read = $3, landmark_url = $4, attempts = 0, due_at = now(), leased_until = '-infinity'
      WHERE actor_id = $1`,
    [actorId, next, pagesRead, isPowerOfTwo ? nextUrl : landmarkUrl]
  )
}

export async function renewReading(db: Queryable, { actorId }: Reading): Promise<void> {
  await db.query(`UPDATE outbox_reading SET leased_until = now() + interval '${LEASE}' WHERE actor_id = $1`, [actorId])
}

/** For whoever comes next. */
export async function releaseReading(db: Queryable, { actorId }: Reading): Promise<void> {
  await db.query("UPDATE outbox_reading SET leased_until = '-infinity' WHERE actor_id = $1", [actorId])
}

/** From a minute to a day, for as long as anybody here follows. */
export async function putOffReading(db: Queryable, { actorId }: Reading): Promise<void> {
  await db.query(
    `UPDATE outbox_reading
        SET attempts = attempts + 1, leased_until = '-infinity',
            due_at = now() + least(power(2, attempts), 1440) * interval '1 minute'
      WHERE actor_id = $1`,
    [actorId]
  )
  await db.query(
    `DELETE FROM outbox_reading WHERE actor_id = $1 AND attempts >= $2 AND NOT ${isFollowed('outbox_reading')}`,
    [actorId, ATTEMPTS_MAX]
  )
}

export async function endReading(db: Queryable, { actorId }: Reading): Promise<void> {
  await db.query(
    `WITH ended AS (DELETE FROM outbox_reading WHERE actor_id = $1 RETURNING actor_id, began_at)
     UPDATE remote_actor SET outbox_read_at = began_at FROM ended WHERE remote_actor.actor_id = ended.actor_id`,
    [actorId]
  )
}

/** Whoever is followed from here, not muted, and was not read for long is read again, from the newest on. */
export async function beginCatchingUp(db: Queryable): Promise<void> {
  await db.query(
    `INSERT INTO outbox_reading (actor_id, next_url)
     SELECT actor_id, outbox_url FROM remote_actor
      WHERE outbox_read_at < now() - interval '${CATCH_UP_AFTER}' AND outbox_url IS NOT NULL
        AND ${isFollowed('remote_actor')}
        AND NOT EXISTS (SELECT FROM server_mute JOIN actor ON actor.host = server_mute.host
                         WHERE actor.id = remote_actor.actor_id AND server_mute.by_account_id IS NULL)
      ORDER BY outbox_read_at LIMIT ${CAUGHT_UP_AT_ONCE}
     ON CONFLICT (actor_id) DO NOTHING`
  )
}

/** From somewhere on everything was there when it was read the last time; what came since is told or is before it. */
export async function wasReadBefore(db: Queryable, { readAt }: Reading, urls: readonly string[]): Promise<boolean> {
  if (readAt === null || urls.length === 0) return false
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) FROM remote_video JOIN video ON video.id = remote_video.video_id
      WHERE url = ANY($1) AND published_at < $2::timestamptz - interval '${CLOCKS_DIFFER}'`,
    [urls, readAt]
  )
  return rows[0]?.count === new Set(urls).size
}

/** By an actor of this server. */
const isFollowed = (table: 'outbox_reading' | 'remote_actor') =>
  `EXISTS (SELECT FROM follow JOIN actor ON actor.id = follow.actor_id
            WHERE follow.target_actor_id = ${table}.actor_id AND follow.state = 'accepted' AND actor.host IS NULL)`
