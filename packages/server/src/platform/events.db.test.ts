import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../tests/support/database.ts'
import type { DomainEvent } from '../contract/index.ts'
import { appendEvent, consumeEvents, type EventHandler, gatherEvents, handleNext } from './events.ts'
import { createListener } from './listener.ts'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

const event = (commentId: number): DomainEvent => ({ type: 'comment.created', commentId })
const idOf = (heard: DomainEvent) => (heard.type === 'comment.created' ? heard.commentId : 0)
const append = (...ids: number[]) =>
  database.db.transaction(async tx => {
    for (const id of ids) await appendEvent(tx, event(id))
  })

test('an event is handled as soon as its transaction is committed', async () => {
  const listener = createListener(database.url)
  const handled: DomainEvent[] = []
  const clock = consumeEvents(database.db, 'federation', async (_tx, heard) => void handled.push(heard), { listener })
  await listener.open()
  try {
    // The clock's own next look is a second away.
    await new Promise(resolve => setTimeout(resolve, 50))
    await append(1)
    await vi.waitFor(() => expect(handled).toEqual([event(1)]), { timeout: 500, interval: 5 })
  } finally {
    await clock.stop()
    await listener.close()
  }
})

test('of several servers, one handles the events of a subscriber at a time', async () => {
  await append(2, 3)
  const order: number[] = []
  let letGo = () => {}
  const held = new Promise<void>(resolve => (letGo = resolve))
  const first = handleNext(database.db, 'federation', async (_tx, heard) => {
    order.push(idOf(heard))
    await held
  })
  await vi.waitFor(() => expect(order).toEqual([2]))
  expect(await handleNext(database.db, 'federation', async () => void order.push(0))).toBe(false)
  letGo()
  expect(await first).toBe(true)
  // Those for which the first one's time did not last.
  while (await handleNext(database.db, 'federation', async (_tx, heard) => void order.push(idOf(heard))));
  expect(order).toEqual([2, 3])
})

test('one that fails takes none of its neighbours with it, and comes again', async () => {
  await database.db.query('CREATE TABLE handled (id bigint)')
  await append(4, 5, 6)
  const handle: EventHandler = async (tx, heard) => {
    await tx.query('INSERT INTO handled VALUES ($1)', [idOf(heard)])
    if (idOf(heard) === 5) throw new Error('Not this one')
  }
  while (await handleNext(database.db, 'federation', handle));
  const { rows } = await database.db.query('SELECT id FROM handled')
  expect(rows).toEqual([{ id: 4 }, { id: 6 }])
  const { rows: left } = await database.db.query(
    "SELECT payload, attempts FROM domain_event WHERE subscriber = 'federation'"
  )
  expect(left).toEqual([{ payload: event(5), attempts: 1 }])
})

test('events that are gathered are written together, in their order, or not at all', async () => {
  const { db } = database
  await db.query('DELETE FROM domain_event')
  const append = (...ids: number[]) =>
    db.transaction(tx =>
      gatherEvents(tx, async () => {
        for (const id of ids) {
          await appendEvent(tx, event(id))
          if (id === 0) throw new Error('Not this one')
        }
      })
    )
  await append(7, 8)
  await expect(append(9, 0)).rejects.toThrow()
  const { rows } = await db.query("SELECT payload FROM domain_event WHERE subscriber = 'federation' ORDER BY id")
  expect(rows).toEqual([{ payload: event(7) }, { payload: event(8) }])
})
