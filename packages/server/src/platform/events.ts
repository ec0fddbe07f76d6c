/**
 * Domain events, stored in the same transaction as the change they tell of, so that neither exists without the other.
 * Each subscriber has its own row, handled and deleted in one transaction: what a handler writes happens once.
 */
import { type DomainEvent, EVENT_SUBSCRIBERS, type EventSubscriber } from '../contract/index.ts'
import { type Clock, every } from './clock.ts'
import { log } from './log.ts'
import type { Database, Queryable } from './postgres.ts'

/** Call it inside the transaction of the change. */
export async function appendEvent(tx: Queryable, event: DomainEvent): Promise<void> {
  await tx.query('INSERT INTO domain_event (subscriber, payload) SELECT unnest($1::text[]), $2', [
    EVENT_SUBSCRIBERS,
    JSON.stringify(event)
  ])
}

export type EventHandler = (tx: Queryable, event: DomainEvent) => Promise<void>

const POLL_MS = 1000
/** Of an event whose handling fails: doubled each time, from a second to an hour. */
const RETRY_MAX_SECONDS = 3600

/** Handles a subscriber's events in their order; several servers share the work. */
export function consumeEvents(db: Database, subscriber: EventSubscriber, handle: EventHandler): Clock {
  return every(POLL_MS, `Events for ${subscriber}`, async () => {
    while (await handleNext(db, subscriber, handle));
  })
}

/** @returns Whether there may be more. */
export async function handleNext(db: Database, subscriber: EventSubscriber, handle: EventHandler): Promise<boolean> {
  let id: number | undefined
  try {
    return await db.transaction(async tx => {
      const { rows } = await tx.query<{ id: number; payload: DomainEvent }>(
        `SELECT id, payload FROM domain_event WHERE subscriber = $1 AND due_at <= now()
          ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`,
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
