/**
 * Domain events, stored in the same transaction as the change they tell of, so that neither exists without the other.
 * Each subscriber has its own row, handled and deleted in one transaction: what a handler writes happens once.
 */
import { type DomainEvent, EVENT_SUBSCRIBERS, type EventSubscriber } from '../contract/index.ts'
import { type Clock, every } from './clock.ts'
import type { Listener } from './listener.ts'
import { log } from './log.ts'
import type { Database, Queryable } from './postgres.ts'

const CHANNEL = 'domain_event'

/** Call it inside the transaction of the change. */
export async function appendEvent(tx: Queryable, event: DomainEvent): Promise<void> {
  await tx.query(
    `WITH told AS (INSERT INTO domain_event (subscriber, payload) SELECT unnest($1::text[]), $2)
     SELECT pg_notify('${CHANNEL}', '')`,
    [EVENT_SUBSCRIBERS, JSON.stringify(event)],
    'append-event'
  )
}

/** Many at once, in one statement. */
export async function appendEvents(tx: Queryable, events: readonly DomainEvent[]): Promise<void> {
  if (events.length === 0) return
  await tx.query(
    `WITH told AS (
       INSERT INTO domain_event (subscriber, payload)
       SELECT subscriber, payload::jsonb
         FROM unnest($2::text[]) WITH ORDINALITY event (payload, place), unnest($1::text[]) subscriber ORDER BY place)
     SELECT pg_notify('${CHANNEL}', '')`,
    [EVENT_SUBSCRIBERS, events.map(event => JSON.stringify(event))]
  )
}

export type EventHandler = (tx: Queryable, event: DomainEvent) => Promise<void>

const POLL_MS = 1000
/** Of an event whose handling fails: doubled each time, from a second to an hour. */
const RETRY_MAX_SECONDS = 3600

/**
 * Handles a subscriber's events in their order, one at a time whichever of several servers does it: what one event
 * leads to must not overtake what an earlier one leads to.
 *
 * @param listener Makes it happen as soon as the event's transaction is committed, instead of within a second.
 */
export function consumeEvents(
  db: Database,
  subscriber: EventSubscriber,
  handle: EventHandler,
  listener?: Pick<Listener, 'on'>
): Clock {
  const clock = every(POLL_MS, `Events for ${subscriber}`, async () => {
    while (await handleNext(db, subscriber, handle));
  })
  listener?.on(CHANNEL, clock.wake)
  return clock
}

/** @returns Whether there may be more for this server: another one that is at it goes on by itself. */
export async function handleNext(db: Database, subscriber: EventSubscriber, handle: EventHandler): Promise<boolean> {
  let id: number | undefined
  try {
    return await db.transaction(async tx => {
      const { rows } = await tx.query<{ id: number; payload: DomainEvent }>(
        `WITH turn AS MATERIALIZED (SELECT pg_try_advisory_xact_lock(hashtext('domain_event'), hashtext($1)) AS is_ours)
         SELECT id, payload FROM domain_event, turn WHERE is_ours AND subscriber = $1 AND due_at <= now()
          ORDER BY id LIMIT 1 FOR UPDATE OF domain_event SKIP LOCKED`,
        [subscriber],
        'next-event'
      )
      if (!rows[0]) return false
      id = rows[0].id
      await handle(tx, rows[0].payload)
      await tx.query('DELETE FROM domain_event WHERE id = $1', [id])
      return true
    })
  } catch (error) {
    if (id === undefined) throw error
    log('events').error('Event {id} for {subscriber} failed: {error}', { id, subscriber, error })
    await db.query(
      `UPDATE domain_event
          SET attempts = attempts + 1, due_at = now() + least(power(2, attempts), $2) * interval '1 second'
        WHERE id = $1`,
      [id, RETRY_MAX_SECONDS]
    )
    return true
  }
}
