/** SQL of follows between servers. Tables: follow, outbox_reading; reads actor, remote_actor. */
import { appendEvent } from '../../platform/events.ts'
import type { Queryable } from '../../platform/postgres.ts'

export interface Follow {
  readonly id: number
  readonly actorId: number
  readonly targetActorId: number
  readonly state: 'pending' | 'accepted' | 'rejected'
  /** The ActivityPub id, when it came from elsewhere. */
  readonly url: string | null
}

const COLUMNS = 'id, actor_id AS "actorId", target_actor_id AS "targetActorId", state, url'

export async function findFollow(db: Queryable, id: number): Promise<Follow | undefined> {
  const { rows } = await db.query<Follow>(`SELECT ${COLUMNS} FROM follow WHERE id = $1`, [id])
  return rows[0]
}

/**
 * Somebody elsewhere follows somebody here. Whoever was answered before is answered the same again: the first answer
 * may have been lost.
 */
export async function recordFollower(
  tx: Queryable,
  follow: Omit<Follow, 'id'>
): Promise<{ follow: Follow; isNew: boolean }> {
  const { rows } = await tx.query<Follow & { isNew: boolean }>(
    `INSERT INTO follow (actor_id, target_actor_id, state, url) VALUES ($1, $2, $3, $4)
     ON CONFLICT (actor_id, target_actor_id) DO UPDATE SET url = excluded.url
     RETURNING ${COLUMNS}, xmax = 0 AS "isNew"`,
    [follow.actorId, follow.targetActorId, follow.state, follow.url]
  )
  const { isNew, ...stored } = rows[0]!
  return { follow: stored, isNew }
}

/**
 * Somebody here wants to follow somebody elsewhere; who follows already, or waits, is left as they are. It is told to
 * the other server at once when that was asked for its actor before, else when it was found (`confirmWish`).
 */
export async function requestFollow(tx: Queryable, actorId: number, targetActorId: number): Promise<void> {
  const { rows } = await tx.query<{ id: number; isAsked: boolean }>(
    `INSERT INTO follow (actor_id, target_actor_id, state, is_asked)
     VALUES ($1, $2, 'pending', EXISTS (SELECT FROM remote_actor WHERE actor_id = $2))
     ON CONFLICT (actor_id, target_actor_id)
     DO UPDATE SET state = 'pending', is_asked = excluded.is_asked, updated_at = now() WHERE follow.state = 'rejected'
     RETURNING id, is_asked AS "isAsked"`,
    [actorId, targetActorId]
  )
  if (rows[0]?.isAsked) await appendEvent(tx, { type: 'follow.requested', followId: rows[0].id })
}

/** What somebody elsewhere answers to a follow from here. @returns Whether it says something new. */
export async function answerWish(
  tx: Queryable,
  { actorId, targetActorId, state }: Pick<Follow, 'actorId' | 'targetActorId'> & { state: 'accepted' | 'rejected' }
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE follow SET state = $3, updated_at = now() WHERE actor_id = $1 AND target_actor_id = $2 AND state <> $3`,
    [actorId, targetActorId, state]
  )
  return rowCount === 1
}

/** @returns Whether there was one. */
export async function endFollow(tx: Queryable, actorId: number, targetActorId: number): Promise<boolean> {
  const { rowCount } = await tx.query('DELETE FROM follow WHERE actor_id = $1 AND target_actor_id = $2', [
    actorId,
    targetActorId
  ])
  return rowCount === 1
}

/** What is there already of whom somebody here follows from now on is read, from the beginning. */
export async function beginReading(tx: Queryable, targetActorId: number): Promise<void> {
  await tx.query(
    `INSERT INTO outbox_reading (actor_id, next_url)
     SELECT actor_id, outbox_url FROM remote_actor WHERE actor_id = $1 AND outbox_url IS NOT NULL
     ON CONFLICT (actor_id) DO NOTHING`,
    [targetActorId]
  )
}

export interface Wish {
  readonly followId: number
  readonly name: string
  readonly host: string
}

const WISHES_MAX = 100

/** Follows whose target was not found yet. */
export async function listWishes(db: Queryable): Promise<Wish[]> {
  const { rows } = await db.query<Wish>(
    `SELECT follow.id AS "followId", actor.preferred_username AS name, actor.host
       FROM follow JOIN actor ON actor.id = follow.target_actor_id
      WHERE follow.state = 'pending' AND NOT follow.is_asked AND actor.host IS NOT NULL
      ORDER BY follow.id DESC LIMIT ${WISHES_MAX}`
  )
  return rows
}

/** Its target is known now. Call it inside a transaction. */
export async function confirmWish(tx: Queryable, followId: number, targetActorId: number): Promise<void> {
  const { rowCount } = await tx.query(
    `UPDATE follow SET is_asked = true
      WHERE id = $1 AND target_actor_id = $2 AND state = 'pending' AND NOT is_asked`,
    [followId, targetActorId]
  )
  if (rowCount === 1) await appendEvent(tx, { type: 'follow.requested', followId })
}

const ASKED_AGAIN_AT_ONCE = 100

/**
 * Who is followed from here is asked again: after a day, then more and more rarely, once a week at least. An answer may
 * have been lost, which other software gives once, and PeerTube forgets followers that were away for a week. Call it
 * inside a transaction.
 */
export async function askAgain(tx: Queryable): Promise<void> {
  const { rows } = await tx.query<{ id: number }>(
    `UPDATE follow SET updated_at = now()
      WHERE id IN (SELECT follow.id FROM follow JOIN actor ON actor.id = follow.actor_id
                    WHERE state <> 'rejected' AND is_asked AND actor.host IS NULL
                      AND follow.updated_at < now() - interval '1 day'
                      AND follow.updated_at
                          < now() - least(follow.updated_at - follow.created_at, interval '7 days')
                    ORDER BY follow.updated_at LIMIT ${ASKED_AGAIN_AT_ONCE} FOR UPDATE OF follow SKIP LOCKED)
     RETURNING id`
  )
  for (const { id } of rows) await appendEvent(tx, { type: 'follow.requested', followId: id })
}
