/** SQL of what waits to be sent. Tables: outgoing_activity, peer_inbox, delivery; follow, remote_actor (on 410). */
import type { Database, Queryable } from '../../platform/postgres.ts'

export interface ClaimedInbox {
  readonly id: number
  readonly url: string
  readonly host: string
  readonly failures: number
  readonly failingSince: Date | null
  readonly refusingSince: Date | null
}

export interface WaitingDelivery {
  readonly id: number
  readonly activityId: number
}

export interface StoredActivity {
  readonly actorId: number
  readonly signerUrl: string
  readonly body: object
  readonly signedBody: string | null
}

const LEASE_SECONDS = 60
/** Taken from one host in one go. */
const PER_HOST = 2

/** What is lost with these is at most that something is sent again: nobody waits for the disk. */
const HASTY = "(SELECT set_config('synchronous_commit', 'off', true)) hasty"

/** Steps from mailbox to mailbox in the index, however much waits for each. */
const WAITING = `
  RECURSIVE waiting AS (
    (SELECT inbox_id FROM delivery ORDER BY inbox_id LIMIT 1)
    UNION ALL
    SELECT (SELECT inbox_id FROM delivery WHERE inbox_id > waiting.inbox_id ORDER BY inbox_id LIMIT 1)
      FROM waiting WHERE waiting.inbox_id IS NOT NULL)`

/** Mailboxes that something waits for and whose turn it is; nobody else serves them while the lease lasts. */
export async function claimInboxes(
  db: Queryable,
  { most, busyHosts }: { most: number; busyHosts: readonly string[] }
): Promise<ClaimedInbox[]> {
  const { rows } = await db.query<ClaimedInbox>(
    `WITH ${WAITING}, due AS (
       SELECT id, next_try_at, row_number() OVER (PARTITION BY host ORDER BY next_try_at, id) AS place
         FROM peer_inbox JOIN waiting ON waiting.inbox_id = peer_inbox.id
        WHERE next_try_at <= now() AND leased_until < now() AND host <> ALL($2)),
     free AS (
       SELECT peer_inbox.id FROM peer_inbox
        WHERE peer_inbox.id IN (SELECT id FROM due WHERE place <= ${PER_HOST} ORDER BY next_try_at LIMIT $1)
          AND leased_until < now()
          FOR NO KEY UPDATE SKIP LOCKED)
     UPDATE peer_inbox SET leased_until = now() + interval '${LEASE_SECONDS} seconds', tried_at = now()
       FROM free, ${HASTY} WHERE peer_inbox.id = free.id
     RETURNING peer_inbox.id, url, host, failures, failing_since AS "failingSince",
               refusing_since AS "refusingSince"`,
    [most, busyHosts],
    'claim-inboxes'
  )
  return rows
}

/** In the order in which they were written down. @param after An id. */
export async function nextDeliveries(
  db: Queryable,
  { inboxId, after, most }: { inboxId: number; after: number; most: number }
): Promise<WaitingDelivery[]> {
  const { rows } = await db.query<WaitingDelivery>(
    `SELECT id, activity_id AS "activityId" FROM delivery WHERE inbox_id = $1 AND id > $2 ORDER BY id LIMIT $3`,
    [inboxId, after, most],
    'next-deliveries'
  )
  return rows
}

export async function findActivity(db: Queryable, id: number): Promise<StoredActivity | undefined> {
  const { rows } = await db.query<StoredActivity>(
    `SELECT actor_id AS "actorId", signer_url AS "signerUrl", body, signed_body AS "signedBody"
       FROM outgoing_activity WHERE id = $1`,
    [id],
    'outgoing-activity'
  )
  return rows[0]
}

/** @returns The bytes that were stored first, whoever stored them. */
export async function storeSigned(db: Queryable, id: number, text: string): Promise<string> {
  const { rows } = await db.query<{ text: string }>(
    `UPDATE outgoing_activity SET signed_body = coalesce(signed_body, $2)
       FROM ${HASTY} WHERE id = $1 RETURNING signed_body AS text`,
    [id, text]
  )
  return rows[0]?.text ?? text
}

/** Of what was sent, or never will be. */
export async function strikeOff(db: Queryable, deliveries: readonly WaitingDelivery[]): Promise<void> {
  if (deliveries.length === 0) return
  await db.query(
    `DELETE FROM delivery USING ${HASTY} WHERE id = ANY($1)`,
    [deliveries.map(({ id }) => id)],
    'strike-deliveries'
  )
  // A statement of its own: of two who strike off the last two, one sees at least that both are gone. In order, so
  // that two who strike off the same ones wait for each other instead of forever.
  await db.query(
    `WITH ended AS MATERIALIZED (
       SELECT id FROM outgoing_activity WHERE id = ANY($1)
          AND NOT EXISTS (SELECT 1 FROM delivery WHERE activity_id = outgoing_activity.id)
        ORDER BY id FOR UPDATE)
     DELETE FROM outgoing_activity USING ended, ${HASTY} WHERE outgoing_activity.id = ended.id`,
    [deliveries.map(({ activityId }) => activityId)],
    'strike-activities'
  )
}

/** How a mailbox did in its turn. */
export interface TurnResult {
  /** In a row, up to now. */
  readonly failures: number
  readonly failingSince: Date | null
  readonly refusingSince: Date | null
  readonly hasTaken: boolean
  readonly lastError: string | undefined
  /** To its next turn; others may come before it even so. */
  readonly delayMs: number
  /** By the mailbox itself. */
  readonly isAsked: boolean
}

/** Gives a mailbox back. */
export async function releaseInbox(db: Queryable, inboxId: number, result: TurnResult): Promise<void> {
  const { failures, failingSince, refusingSince, hasTaken, lastError, delayMs, isAsked } = result
  await db.query(
    `UPDATE peer_inbox
        SET leased_until = '-infinity', failures = $2, failing_since = $3, refusing_since = $4,
            last_success_at = CASE WHEN $5 THEN now() ELSE last_success_at END,
            last_error = coalesce($6, last_error), last_error_at = CASE WHEN $6 IS NULL THEN last_error_at ELSE now() END,
            next_try_at = now() + $7 * interval '1 millisecond',
            asked_until = CASE WHEN $8 THEN now() + $7 * interval '1 millisecond' END
       FROM ${HASTY} WHERE id = $1`,
    [inboxId, failures, failingSince, refusingSince, hasTaken, lastError ?? null, delayMs, isAsked],
    'release-inbox'
  )
}

/** Nobody lives there any more: who followed from there follows no longer, and nothing is sent. */
export async function removeInbox(db: Database, { id, url }: Pick<ClaimedInbox, 'id' | 'url'>): Promise<number> {
  return db.transaction(async tx => {
    const { rowCount } = await tx.query(
      `DELETE FROM follow
        WHERE actor_id IN (SELECT actor_id FROM remote_actor WHERE inbox_url = $1 OR shared_inbox_url = $1)`,
      [url]
    )
    await tx.query('DELETE FROM peer_inbox WHERE id = $1', [id])
    return rowCount ?? 0
  })
}

/**
 * There is a sign of life from a host: what waits for it is due, unless it was tried a moment ago or asked to be left
 * alone for longer. Cheap while it is well.
 */
export async function peerIsBack(db: Queryable, host: string): Promise<void> {
  await db.query(
    `WITH due AS (
       UPDATE peer_inbox SET next_try_at = least(next_try_at, greatest(now(), asked_until, tried_at + interval '10 seconds'))
        WHERE host = $1 AND failures > 0 AND next_try_at > now() RETURNING 1)
     SELECT pg_notify('delivery', '') FROM due LIMIT 1`,
    [host],
    'peer-is-back'
  )
}
