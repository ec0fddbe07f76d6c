/**
 * Domain events, stored in the same transaction as the change they tell of, so that neither exists without the other.
 * Each subscriber has its own row, handled and deleted in one transaction: what a handler writes happens once.
 */
import { type DomainEvent, EVENT_SUBSCRIBERS, type EventSubscriber } from '../contract/index.ts'
import { type Clock, every } from './clock.ts'
import type { Courtesy } from './courtesy.ts'
import type { Listener } from './listener.ts'
import { log } from './log.ts'
import { type Database, isDatabaseAway, type Queryable } from './postgres.ts'

const CHANNEL = 'domain_event'

/** Of transactions that append many. */
const gathered = new WeakMap<Queryable, DomainEvent[]>()

/** Call it inside the transaction of the change. */
export async function appendEvent(tx: Queryable, event: DomainEvent): Promise<void> {
  const waiting = gathered.get(tx)
  if (waiting) {
    waiting.push(event)
    return
  }
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
    [EVENT_SUBSCRIBERS, events.map(event => JSON.stringify(event))],
    'append-events'
  )
}

/** What `work` appends in this transaction is written when it ends, in one statement. */
export async function gatherEvents(tx: Queryable, work: () => Promise<void>): Promise<void> {
  const events: DomainEvent[] = []
  gathered.set(tx, events)
  try {
    await work()
  } finally {
    gathered.delete(tx)
  }
  await appendEvents(tx, events)
}

export type EventHandler = (tx: Queryable, event: DomainEvent) => Promise<void>

const POLL_MS = 1000
/** Of an event whose handling fails: doubled each time, from a second to an hour. */
const RETRY_MAX_SECONDS = 3600
/** Handled in one transaction, if there are so many; after so long it ends in any case. */
const BATCH = { most: 25, longestMs: 200 }

export interface ConsumeOptions {
  /** Makes it happen as soon as the event's transaction is committed, instead of within a second. */
  readonly listener?: Pick<Listener, 'on'>
  /** Awaited before each event. */
  readonly giveWay?: Courtesy['giveWay']
}

/**
 * Handles a subscriber's events in their order, one at a time whichever of several servers does it: what one event
 * leads to must not overtake what an earlier one leads to.
 */
export function consumeEvents(
  db: Database,
  subscriber: EventSubscriber,
  handle: EventHandler,
  { listener, giveWay }: ConsumeOptions = {}
): Clock {
  const clock = every(POLL_MS, `Events for ${subscriber}`, async () => {
    const politely: EventHandler = giveWay ? (tx, event) => giveWay().then(() => handle(tx, event)) : handle
    while (await handleNext(db, subscriber, politely));
  })
  listener?.on(CHANNEL, clock.wake)
  return clock
}

/**
 * Several at once, so that they wait for the disk together.
 *
 * @returns Whether there may be more for this server: another one that is at it goes on by itself.
 */
export async function handleNext(
  db: Database,
  subscriber: EventSubscriber,
  handle: EventHandler,
  most = BATCH.most
): Promise<boolean> {
  let next: Waiting[] = []
  let count = 0
  try {
    return await db.transaction(async tx => {
      next = await claim(tx, subscriber, most)
      const untilMs = performance.now() + BATCH.longestMs
      for (const { payload } of next) {
        if (count > 0 && performance.now() > untilMs) break
        await handle(tx, payload)
        count += 1
      }
      if (count > 0) await remove(tx, next.slice(0, count))
      return count > 0
    })
  } catch (error) {
    const failed = next[count]
    if (!failed || isDatabaseAway(error)) throw error
    // Those before it have done nothing wrong.
    if (count > 0) return handleNext(db, subscriber, handle, count)
    log('events').error('Event {id} for {subscriber} failed: {error}', { id: failed.id, subscriber, error })
    await putOff(db, failed)
    return true
  }
}

interface Waiting {
  readonly id: number
  readonly payload: DomainEvent
}

/** None while another server is at it. What follows looks up rows by their keys: it is planned once for all of them. */
async function claim(tx: Queryable, subscriber: EventSubscriber, most: number): Promise<Waiting[]> {
  const { rows } = await tx.query<Waiting>(
    `WITH turn AS MATERIALIZED (
       SELECT pg_try_advisory_xact_lock(hashtext('domain_event'), hashtext($1)) AS is_ours,
              set_config('plan_cache_mode', 'force_generic_plan', true))
     SELECT id, payload FROM domain_event, turn WHERE is_ours AND subscriber = $1 AND due_at <= now()
      ORDER BY id LIMIT $2 FOR UPDATE OF domain_event SKIP LOCKED`,
    [subscriber, most],
    'next-events'
  )
  return rows
}

async function remove(tx: Queryable, events: readonly Waiting[]): Promise<void> {
  await tx.query('DELETE FROM domain_event WHERE id = ANY($1)', [events.map(({ id }) => id)], 'end-events')
}

async function putOff(db: Database, { id }: Waiting): Promise<void> {
  await db.query(
    `UPDATE domain_event
        SET attempts = attempts + 1, due_at = now() + least(power(2, attempts), $2) * interval '1 second'
      WHERE id = $1`,
    [id, RETRY_MAX_SECONDS]
  )
}
