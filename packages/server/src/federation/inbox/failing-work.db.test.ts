/** What fails: refused, tried again, or set aside, and what waits for it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { ADA, HOST, soon, told, useInboxWork } from '../../../../../tests/support/inbox-work-bench.ts'
import { AppError } from '../../kernel/errors.ts'
import { FetchError } from '../../platform/fetch.ts'
import { type ActivityHandler, Refused } from '../deps.ts'
import { laneOf } from './store.ts'

const inbox = useInboxWork()
const { documents, deeds, failures, carryOut, work, rowsOf, bring, becomes, nowDue } = inbox

test('what can never be right is refused with its reason', async () => {
  Object.assign(failures, {
    [`${HOST}/1`]: [new Refused('It is not yours')],
    [`${HOST}/2`]: [new AppError('invalid', 'It is too long')],
    [`${HOST}/3`]: [new FetchError('refused', 'It is gone', { status: 410 })],
    [`${HOST}/4`]: [new FetchError('not-public', 'It is inside')]
  })
  await bring(...Object.keys(failures).map(id => told(id)), told(`${HOST}/5`))
  work()
  await becomes(`${HOST}/1`, { state: 'refused', reason: 'It is not yours', body: null })
  await becomes(`${HOST}/2`, { state: 'refused', reason: 'It is too long' })
  await becomes(`${HOST}/3`, { state: 'refused', reason: 'It is gone' })
  await becomes(`${HOST}/4`, { state: 'refused', reason: 'It is inside' })
  await becomes(`${HOST}/5`, { state: 'done' })
})

const unreachable = () => new FetchError('unreachable', 'Nobody answers')
test.each([
  ['others', unreachable, [5, 10, 20, 40, 80, 160, 320]],
  ['us', () => new TypeError('A fault of ours'), [5, 10, 20, 40]]
])('what fails because of %s is tried again, later and later, then set aside', async (_who, failure, waits) => {
  const id = `${HOST}/1`
  Object.assign(failures, { [id]: Array.from({ length: 9 }, failure) })
  await bring(told(id))
  work()
  for (const [at, wait] of waits.entries()) {
    await becomes(id, { state: 'waiting', attempts: at + 1, reason: failure().message })
    expect(Math.abs((await rowsOf(id))[0]!.wait - wait)).toBeLessThanOrEqual(1)
    await nowDue(id)
  }
  await becomes(id, { state: 'failed', attempts: waits.length + 1, body: expect.stringContaining('"Like"') as string })
  expect(deeds).toEqual([])
})

test('what its server does not have is refused at the third try', async () => {
  const id = `${HOST}/1`
  Object.assign(failures, {
    [id]: Array.from({ length: 3 }, () => new FetchError('refused', 'Not there', { status: 404 }))
  })
  await bring(told(id))
  work()
  for (const attempts of [1, 2]) {
    await becomes(id, { state: 'waiting', attempts })
    await nowDue(id)
  }
  await becomes(id, { state: 'refused' })
})

test('what has to wait keeps back what is about the same thing, and nothing else', async () => {
  const [create, edit, taken, other, byBob] = ['create', 'edit', 'undo', 'other', 'bob'].map(
    name => `${HOST}/${name}`
  ) as [string, string, string, string, string]
  Object.assign(failures, { [create]: [unreachable()] })
  await bring(told(create, { type: 'Create', object: `${HOST}/notes/1` }))
  await bring(told(edit, { type: 'Update', object: `${HOST}/notes/1` }))
  await bring(told(taken, { type: 'Delete', object: create }))
  await bring(told(other, { object: `${HOST}/notes/2` }))
  await bring(told(byBob, { object: `${HOST}/notes/1`, actor: `${HOST}/accounts/bob` }))
  work()
  await soon(() => expect(deeds.toSorted()).toEqual([byBob, other].toSorted()))
  await becomes(create, { attempts: 1 })
  await sleep(100)
  expect(deeds).toHaveLength(2)
  await nowDue(create)
  await soon(() => expect(deeds.slice(2)).toEqual([create, edit, taken]))
})

test('whoever dies in the middle leaves nothing half done, and nothing undone', async () => {
  const id = `${HOST}/1`
  const dying: ActivityHandler = (_deps, received) =>
    received.once(async tx => {
      await tx.query('INSERT INTO deed VALUES ($1)', [id])
      throw new TypeError('kill -9')
    })
  await bring(told(id))
  const first = work({ handlers: { Like: dying } })
  await becomes(id, { attempts: 1 })
  await first.stop()
  expect((await inbox.db.query('SELECT * FROM deed')).rows).toEqual([])
  await nowDue(id)
  // Its lease runs out first.
  await inbox.db.query("UPDATE inbox_lane SET leased_until = now() + interval '200 ms' WHERE lane = $1", [laneOf(ADA)])
  work()
  await soon(() => expect(deeds).toEqual([id]))
})

test('of several that are carried out together, each stands or falls by itself', async () => {
  const [one, halfDone, refused, asks, five] = ['1', '2-half-done', '3-refused', '4-asks', '5'].map(
    name => `${HOST}/${name}`
  ) as [string, string, string, string, string]
  Object.assign(failures, { [refused]: [new Refused('It is not yours')] })
  Object.assign(documents, { [asks]: { id: asks } })
  let tries = 0
  const like: ActivityHandler = async (seen, received) => {
    const { id } = received.activity
    if (id === asks) await seen.remote.document(id)
    if (id !== halfDone) return carryOut(seen, received)
    tries += 1
    await received.once(async tx => {
      await tx.query('INSERT INTO deed VALUES ($1)', [id])
      await tx.query('SELECT 1 / 0')
    })
  }
  await bring(...[one, halfDone, refused, asks, five].map(id => told(id)))
  work({ handlers: { Like: like } })
  await becomes(five, { state: 'done' })
  await becomes(halfDone, { state: 'waiting', attempts: 1, reason: 'division by zero' })
  await becomes(refused, { state: 'refused', reason: 'It is not yours' })
  const { rows } = await inbox.db.query('SELECT id FROM deed ORDER BY id')
  expect(rows).toEqual([one, asks, five].map(id => ({ id })))
  expect(deeds.filter(id => id === asks || id === five)).toEqual([asks, five])
  // Once among the others, and once alone.
  expect(tries).toBe(2)
})
