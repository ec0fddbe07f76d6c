import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../tests/support/database.ts'
import type { DomainEvent } from '../contract/index.ts'
import { appendEvent, consumeEvents, handleNext } from './events.ts'
import { createListener } from './listener.ts'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

const event = (commentId: number): DomainEvent => ({ type: 'comment.created', commentId })
const append = (...ids: number[]) =>
  database.db.transaction(async tx => {
    for (const id of ids) await appendEvent(tx, event(id))
  })

test('an event is handled as soon as its transaction is committed', async () => {
  const listener = createListener(database.url)
  const handled: DomainEvent[] = []
  const clock = consumeEvents(database.db, 'federation', async (_tx, heard) => void handled.push(heard), listener)
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
  const first = handleNext(database.db, 'federation', async () => {
    order.push(2)
    await held
  })
  await vi.waitFor(() => expect(order).toEqual([2]))
  expect(await handleNext(database.db, 'federation', async () => void order.push(3))).toBe(false)
  letGo()
  expect(await first).toBe(true)
  expect(await handleNext(database.db, 'federation', async () => void order.push(3))).toBe(true)
  expect(order).toEqual([2, 3])
})
