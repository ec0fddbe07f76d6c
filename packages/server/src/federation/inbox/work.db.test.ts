import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { ADA, HOST, soon, told, useInboxWork } from '../../../../../tests/support/inbox-work-bench.ts'
import { aRemoteActor } from '../../../../../tests/support/remote-actor.ts'
import { createListener } from '../../platform/listener.ts'
import type { ActivityHandler } from '../deps.ts'
import { claimLane, releaseLane, sweepInbox } from './queue.ts'
import { insertActivities, laneOf } from './store.ts'

const inbox = useInboxWork()
const { deeds, carryOut, work, bring, becomes } = inbox

test('what came is carried out in order, once, and forgotten but for its id', async () => {
  const ids = Array.from({ length: 50 }, (_, at) => `${HOST}/likes/${at}`)
  for (const id of ids) await bring(told(id))
  work()
  work()
  await soon(() => expect(deeds).toHaveLength(50))
  expect(deeds).toEqual(ids)
  await becomes(ids[49]!, { state: 'done', body: null, reason: null })
  await bring(told(ids[0]!))
  await sleep(100)
  expect(deeds).toHaveLength(50)
})

test('news wakes it', async () => {
  const listener = createListener(inbox.url)
  work({ listener, pollMs: 60_000 })
  await listener.open()
  await sleep(50)
  await bring(told(`${HOST}/likes/1`))
  await soon(() => expect(deeds).toHaveLength(1))
  await listener.close()
})

test('kinds that nobody knows are taken and forgotten', async () => {
  await bring(told(`${HOST}/1`, { type: 'Move' }), told(`${HOST}/2`, { type: 'constructor' }))
  work()
  await becomes(`${HOST}/1`, { state: 'done', body: null })
  await becomes(`${HOST}/2`, { state: 'done' })
})

test('a handler is given the actor and the bytes as they came', async () => {
  const received = vi.fn(async () => {})
  const text = `{"type":"Like", "id":"${HOST}/1","actor":{"id":"${ADA}"},"x":1e2}`
  await bring(told(`${HOST}/1`, { text }))
  work({ handlers: { Like: received } })
  await becomes(`${HOST}/1`, { state: 'done' })
  expect(received).toHaveBeenCalledExactlyOnceWith(
    expect.anything(),
    expect.objectContaining({ text, actor: expect.objectContaining({ url: ADA }) })
  )
  expect(received.mock.calls[0]?.at(1)).toMatchObject({
    activity: { id: `${HOST}/1`, type: 'Like', actor: ADA, x: 100 }
  })
})

test('a lane is worked off by one at a time', async () => {
  await bring(told(`${HOST}/1`))
  const lane = await claimLane(inbox.db)
  expect(lane).toBe(laneOf(ADA))
  expect(await claimLane(inbox.db)).toBeUndefined()
  await releaseLane(inbox.db, lane!)
  expect(await claimLane(inbox.db)).toBe(lane)
})

test.each([
  [true, 1],
  [false, 2]
])('while others ask for something (%s), so many lanes are worked off at once: %i', async (isBusy, lanes) => {
  let [now, most] = [0, 0]
  const slow: ActivityHandler = async () => {
    most = Math.max(most, ++now)
    await sleep(60)
    now--
  }
  const bob = `${HOST}/accounts/bob`
  expect(laneOf(bob)).not.toBe(laneOf(ADA))
  await insertActivities(inbox.db, [told(`${HOST}/1`), told(`${HOST}/2`, { actor: bob })])
  work({ handlers: { Like: slow }, isBusy: () => isBusy })
  await vi.waitFor(async () => {
    const { rows } = await inbox.db.query("SELECT FROM inbox_activity WHERE state = 'waiting'")
    expect(rows).toEqual([])
  })
  expect(most).toBe(lanes)
})

test('what was carried out meanwhile is not carried out again', async () => {
  const id = `${HOST}/1`
  const slow: ActivityHandler = async (deps, received) => {
    await inbox.db.query("UPDATE inbox_activity SET state = 'done' WHERE activity_id = $1", [id])
    await carryOut(deps, received)
  }
  await bring(told(id, { type: 'Delete' }))
  work({ handlers: { Delete: slow } })
  await becomes(id, { state: 'done' })
  expect(deeds).toEqual([])
})

test('nothing of an instance muted since is carried out', async () => {
  await aRemoteActor(inbox.db, 'mallory', { origin: 'https://muted.example' })
  await inbox.db.query("INSERT INTO server_mute (host) VALUES ('muted.example')")
  await bring(told('https://muted.example/1', { actor: 'https://muted.example/accounts/mallory' }))
  work()
  await becomes('https://muted.example/1', { state: 'refused', reason: 'Nothing of muted.example is taken here' })
})

test('what has ended is swept after a month', async () => {
  await bring(told(`${HOST}/old`), told(`${HOST}/new`), told(`${HOST}/waiting`))
  await inbox.db.query(`UPDATE inbox_activity SET received_at = now() - interval '40 days'`)
  const end = `UPDATE inbox_activity SET state = 'done', ended_at = now() - make_interval(days => $2) WHERE activity_id = $1`
  await inbox.db.query(end, [`${HOST}/old`, 31])
  await inbox.db.query(end, [`${HOST}/new`, 29])
  await sweepInbox(inbox.db)
  const { rows } = await inbox.db.query('SELECT activity_id AS id FROM inbox_activity ORDER BY id')
  expect(rows.map(row => (row as { id: string }).id).toSorted()).toEqual([`${HOST}/new`, `${HOST}/waiting`])
})
