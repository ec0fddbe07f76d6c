/** SQL of the reading of outboxes: where each stands, so that it goes on after a restart. Tables: outbox_reading; remote_actor (read). */
import type { Queryable } from '../../platform/postgres.ts'
import { isOnHostOf } from '../json.ts'

const PAGES_MAX = 2000
const ATTEMPTS_MAX = 10
const LEASE = '10 minutes'

export interface Reading {
  readonly actorId: number
  readonly actorUrl: string
  readonly nextUrl: string
  readonly pagesRead: number
  readonly landmarkUrl: string | null
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
               pages_read AS "pagesRead", landmark_url AS "landmarkUrl"`
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

/** From a minute to a day; then it is given up. */
export async function putOffReading(db: Queryable, { actorId }: Reading): Promise<void> {
  await db.query(
    `UPDATE outbox_reading
        SET attempts = attempts + 1, leased_until = '-infinity',
            due_at = now() + least(power(2, attempts), 1440) * interval '1 minute'
      WHERE actor_id = $1`,
    [actorId]
  )
  await db.query('DELETE FROM outbox_reading WHERE actor_id = $1 AND attempts >= $2', [actorId, ATTEMPTS_MAX])
}

export async function endReading(db: Queryable, { actorId }: Reading): Promise<void> {
  await db.query('DELETE FROM outbox_reading WHERE actor_id = $1', [actorId])
}
