import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { aRemoteActor, PEER_KEYS } from '../../../../../tests/support/remote-actor.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Clock } from '../../platform/clock.ts'
import { FetchError } from '../../platform/fetch.ts'
import { createListener, type Listener } from '../../platform/listener.ts'
import { withContext } from '../context.ts'
import { type ActivityHandler, type FederationDeps, type JsonObject, Refused, type RemoteActor } from '../deps.ts'
import { signBody } from '../signatures/sign-body.ts'
import { claimLane, releaseLane, sweepInbox } from './queue.ts'
import { insertActivities, laneOf, type NewActivity } from './store.ts'
import { type InboxWorkOptions, openInbox } from './work.ts'

const HOST = 'https://peer.example'
const ADA = `${HOST}/accounts/ada`
const HUB = 'https://hub.example/accounts/hub'

let database: FreshDatabase
let ada: RemoteActor
let documents: Record<string, JsonObject | Error>
let deps: FederationDeps
let inboxes: Clock[]
/** What was carried out, in order; and how the next ones end instead. */
let deeds: string[]
let failures: Record<string, unknown[]>

beforeAll(async () => {
  database = await freshDatabase()
  ada = await aRemoteActor(database.db, 'ada', { origin: HOST })
  await aRemoteActor(database.db, 'bob', { origin: HOST })
  const remote = {
    async document(url: string) {
      const found = documents[url] ?? new Refused('Nothing is there')
      if (found instanceof Error) throw found
      return found
    }
  }
  deps = { db: database.db, remote } as unknown as FederationDeps
  await database.db.query('CREATE TABLE deed (id text PRIMARY KEY)')
})
beforeEach(async () => {
  documents = {}
  deeds = []
  failures = {}
  inboxes = []
  await database.db.query('TRUNCATE inbox_activity, deed')
  await database.db.query("UPDATE inbox_lane SET leased_until = '-infinity'")
})
afterEach(() => Promise.all(inboxes.map(inbox => inbox.stop())))
afterAll(() => database.close())

const carryOut: ActivityHandler = async (_deps, received) => {
  const { id } = received.activity
  const failure = failures[id]?.shift()
  if (failure instanceof Error) throw failure
  await received.once(async tx => {
    await tx.query('INSERT INTO deed VALUES ($1)', [id])
    deeds.push(id)
  })
}

const work = (options: InboxWorkOptions & { listener?: Listener } = {}) => {
  const inbox = openInbox(deps, {
    pollMs: 20,
    handlers: { Like: carryOut, Create: carryOut, Delete: carryOut, Update: carryOut, Announce: carryOut },
    ...options
  })
  inboxes.push(inbox)
  return inbox
}

const told = (id: string, change: Partial<NewActivity> & { object?: unknown; actor?: string } = {}): NewActivity => {
  const { object = 'https://here.example/v/1', actor = ADA, ...rest } = change
  const type = rest.type ?? 'Like'
  return {
    ...{ id, type, actorUrl: actor, relayedBy: '', objectUrl: typeof object === 'string' ? object : null },
    text: JSON.stringify({ type, id, actor, object }),
    ...rest
  }
}
const bring = (...all: NewActivity[]) => insertActivities(database.db, all)

interface Row {
  readonly state: string
  readonly reason: string | null
  readonly attempts: number
  readonly body: string | null
  readonly wait: number
}
async function rowsOf(id: string): Promise<Row[]> {
  const { rows } = await database.db.query<Row>(
    `SELECT state, reason, attempts, body, round(extract(epoch FROM due_at - now()))::int AS wait
       FROM inbox_activity WHERE activity_id = $1 ORDER BY id`,
    [id]
  )
  return rows
}
const soon = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 20_000 })
const becomes = (id: string, row: Partial<Row>) => soon(async () => expect((await rowsOf(id))[0]).toMatchObject(row))
const nowDue = (id: string) =>
  database.db.query('UPDATE inbox_activity SET due_at = now() WHERE activity_id = $1', [id])

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
  const listener = createListener(database.url)
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
    expect.objectContaining({ text, actor: expect.objectContaining({ url: ada.url }) })
  )
  expect(received.mock.calls[0]?.at(1)).toMatchObject({
    activity: { id: `${HOST}/1`, type: 'Like', actor: ADA, x: 100 }
  })
})

test('what can never be right is refused with its reason', async () => {
  failures = {
    [`${HOST}/1`]: [new Refused('It is not yours')],
    [`${HOST}/2`]: [new AppError('invalid', 'It is too long')],
    [`${HOST}/3`]: [new FetchError('refused', 'It is gone', { status: 410 })],
    [`${HOST}/4`]: [new FetchError('not-public', 'It is inside')]
  }
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
  failures = { [id]: Array.from({ length: 9 }, failure) }
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
  failures = { [id]: Array.from({ length: 3 }, () => new FetchError('refused', 'Not there', { status: 404 })) }
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
  failures = { [create]: [unreachable()] }
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
  expect((await database.db.query('SELECT * FROM deed')).rows).toEqual([])
  await nowDue(id)
  // Its lease runs out first.
  await database.db.query("UPDATE inbox_lane SET leased_until = now() + interval '200 ms' WHERE lane = $1", [
    laneOf(ADA)
  ])
  work()
  await soon(() => expect(deeds).toEqual([id]))
})

test('of several that are carried out together, each stands or falls by itself', async () => {
  const [one, halfDone, refused, asks, five] = ['1', '2-half-done', '3-refused', '4-asks', '5'].map(
    name => `${HOST}/${name}`
  ) as [string, string, string, string, string]
  failures = { [refused]: [new Refused('It is not yours')] }
  documents = { [asks]: { id: asks } }
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
  const { rows } = await database.db.query('SELECT id FROM deed ORDER BY id')
  expect(rows).toEqual([one, asks, five].map(id => ({ id })))
  expect(deeds.filter(id => id === asks || id === five)).toEqual([asks, five])
  // Once among the others, and once alone.
  expect(tries).toBe(2)
})

test('a lane is worked off by one at a time', async () => {
  await bring(told(`${HOST}/1`))
  const lane = await claimLane(database.db)
  expect(lane).toBe(laneOf(ADA))
  expect(await claimLane(database.db)).toBeUndefined()
  await releaseLane(database.db, lane!)
  expect(await claimLane(database.db)).toBe(lane)
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
  await insertActivities(database.db, [told(`${HOST}/1`), told(`${HOST}/2`, { actor: bob })])
  work({ handlers: { Like: slow }, isBusy: () => isBusy })
  await vi.waitFor(async () => {
    const { rows } = await database.db.query("SELECT FROM inbox_activity WHERE state = 'waiting'")
    expect(rows).toEqual([])
  })
  expect(most).toBe(lanes)
})

test('what was carried out meanwhile is not carried out again', async () => {
  const id = `${HOST}/1`
  const slow: ActivityHandler = async (_deps, received) => {
    await database.db.query("UPDATE inbox_activity SET state = 'done' WHERE activity_id = $1", [id])
    await carryOut(deps, received)
  }
  await bring(told(id, { type: 'Delete' }))
  work({ handlers: { Delete: slow } })
  await becomes(id, { state: 'done' })
  expect(deeds).toEqual([])
})

test('nothing of an instance muted since is carried out', async () => {
  await aRemoteActor(database.db, 'mallory', { origin: 'https://muted.example' })
  await database.db.query("INSERT INTO server_mute (host) VALUES ('muted.example')")
  await bring(told('https://muted.example/1', { actor: 'https://muted.example/accounts/mallory' }))
  work()
  await becomes('https://muted.example/1', { state: 'refused', reason: 'Nothing of muted.example is taken here' })
})

const note = { type: 'Note', id: `${HOST}/n/1`, attributedTo: ADA, content: 'One' }
const create = withContext('comment', { type: 'Create', id: `${HOST}/n/1/activity`, actor: ADA, object: note })
const signed = async (body: object) => signBody({ body, signerUrl: ADA, privateKeyPem: PEER_KEYS.privateKeyPem })
const relayed = (text: string, change: Partial<NewActivity> = {}) => {
  const { id, type } = JSON.parse(text)
  return told(id, { type, text, relayedBy: HUB, objectUrl: null, ...change })
}

test('what somebody else has brought is believed by its own signature', async () => {
  const text = await signed(create)
  await bring(relayed(text), relayed(text, { relayedBy: `${HUB}2` }))
  work()
  await becomes(create.id, { state: 'done' })
  await soon(async () => expect((await rowsOf(create.id)).map(({ state }) => state)).toEqual(['done', 'done']))
  expect(deeds).toEqual([create.id])
})

test('what was changed on its way is asked for where it is from', async () => {
  const seen: JsonObject[] = []
  const look: ActivityHandler = async (_deps, { activity }) => void seen.push(activity)
  documents = { [note.id]: { ...note, to: ['https://www.w3.org/ns/activitystreams#Public'] } }
  const changed = (await signed(create)).replace('"One"', '"Two"')
  await bring(relayed(changed), relayed(JSON.stringify({ ...create, id: `${HOST}/other` })))
  work({ handlers: { Create: look } })
  await soon(() => expect(seen).toHaveLength(2))
  for (const activity of seen)
    expect(activity).toMatchObject({ actor: ADA, object: { content: 'One' }, to: expect.any(Array) })
})

test.each<[string, JsonObject, Record<string, JsonObject | Error>, string]>([
  ['an unsigned Like', { ...create, type: 'Like' }, {}, 'carries no signature'],
  ['a thing of another host', { ...create, object: 'https://evil.example/n/1' }, {}, 'not on the host'],
  [
    'a thing of somebody else',
    create,
    { [note.id]: { ...note, attributedTo: `${HOST}/accounts/bob` } },
    'not its actor'
  ],
  ['a thing that calls itself otherwise', create, { [note.id]: { ...note, id: `${HOST}/n/2` } }, 'not its actor'],
  ['a thing that is still there', { ...create, type: 'Delete' }, { [note.id]: note }, 'is there'],
  [
    'an Announce of somebody else',
    { ...create, type: 'Announce' },
    { [create.id]: { ...create, type: 'Announce', actor: HUB } },
    'another activity'
  ]
])('of what others bring, %s is refused', async (_name, activity, found, reason) => {
  documents = found
  await bring(relayed(JSON.stringify(activity)))
  work()
  await becomes(create.id, { state: 'refused', reason: expect.stringContaining(reason) as string })
  expect(deeds).toEqual([])
})

test.each<[string, JsonObject | Error]>([
  ['has left a stone', { id: note.id, type: 'Tombstone' }],
  ['is not found', new FetchError('refused', 'Not there', { status: 404 })]
])('of what others bring, it is believed that a thing is gone that %s', async (_name, found) => {
  documents = { [note.id]: found }
  await bring(relayed(JSON.stringify({ ...create, type: 'Delete' })))
  work()
  await soon(() => expect(deeds).toEqual([create.id]))
})

test('a forged one that was brought first does not keep the true one away', async () => {
  await bring(relayed(JSON.stringify({ ...create, type: 'Like' })))
  work()
  await becomes(create.id, { state: 'refused' })
  await bring(told(create.id, { text: JSON.stringify(create), type: 'Create' }))
  await soon(() => expect(deeds).toEqual([create.id]))
})

test('what has ended is swept after a month', async () => {
  await bring(told(`${HOST}/old`), told(`${HOST}/new`), told(`${HOST}/waiting`))
  await database.db.query(`UPDATE inbox_activity SET received_at = now() - interval '40 days'`)
  const end = `UPDATE inbox_activity SET state = 'done', ended_at = now() - make_interval(days => $2) WHERE activity_id = $1`
  await database.db.query(end, [`${HOST}/old`, 31])
  await database.db.query(end, [`${HOST}/new`, 29])
  await sweepInbox(database.db)
  const { rows } = await database.db.query('SELECT activity_id AS id FROM inbox_activity ORDER BY id')
  expect(rows.map(row => (row as { id: string }).id).toSorted()).toEqual([`${HOST}/new`, `${HOST}/waiting`])
})
