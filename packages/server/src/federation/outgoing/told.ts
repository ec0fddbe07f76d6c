/** What others know of what is ours. Tables: told; video (read). */
import type { Queryable } from '../../platform/postgres.ts'

export interface Told {
  readonly accountActorId: number
  readonly channelActorId: number | null
  /** Their numbers changed some time ago. */
  readonly isNumbersDue: boolean
}

/** Of two that tell of one thing at once, the second waits, and then sees what the first has told. */
export async function lockTelling(tx: Queryable, uuid: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`told ${uuid}`])
}

/** Call it with the telling locked. */
export async function findTold(tx: Queryable, uuid: string): Promise<Told | undefined> {
  const { rows } = await tx.query<Told>(
    `SELECT account_actor_id AS "accountActorId", channel_actor_id AS "channelActorId",
            coalesce(numbers_due_at <= now(), false) AS "isNumbersDue"
       FROM told WHERE uuid = $1`,
    [uuid]
  )
  return rows[0]
}

/** Before it is read how the thing is now: what changes from then on is told another time. */
export async function setTold(
  tx: Queryable,
  thing: { uuid: string; kind: 'video' | 'playlist'; accountActorId: number; channelActorId: number | null }
): Promise<void> {
  await tx.query(
    `INSERT INTO told (uuid, kind, account_actor_id, channel_actor_id) VALUES ($1, $2, $3, $4)
     ON CONFLICT (uuid) DO UPDATE
        SET account_actor_id = excluded.account_actor_id, channel_actor_id = excluded.channel_actor_id,
            told_at = now(), numbers_due_at = NULL`,
    [thing.uuid, thing.kind, thing.accountActorId, thing.channelActorId]
  )
}

export async function forgetTold(tx: Queryable, uuid: string): Promise<void> {
  await tx.query('DELETE FROM told WHERE uuid = $1', [uuid])
}

/** Whoever hears that an actor is gone forgets what was its own. */
export async function forgetToldOf(tx: Queryable, accountActorId: number): Promise<void> {
  await tx.query('DELETE FROM told WHERE account_actor_id = $1', [accountActorId])
}

/** The numbers of a video wait for another minute. */
export async function postponeNumbers(db: Queryable, videoId: number): Promise<void> {
  await db.query(
    `UPDATE told SET numbers_due_at = now() + interval '1 minute' WHERE uuid = (SELECT uuid FROM video WHERE id = $1)`,
    [videoId]
  )
}

/** They are told when the video is, and not before. */
export async function dropNumbers(tx: Queryable, uuid: string): Promise<void> {
  await tx.query('UPDATE told SET numbers_due_at = NULL WHERE uuid = $1', [uuid])
}

/** Videos whose numbers are to be told, the longest due first. */
export async function listNumbersDue(db: Queryable, count: number): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>(
    `SELECT video.id FROM told JOIN video ON video.uuid = told.uuid
      WHERE told.numbers_due_at <= now() ORDER BY told.numbers_due_at LIMIT $1`,
    [count]
  )
  return rows.map(({ id }) => id)
}
