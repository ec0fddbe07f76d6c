import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import type { InboxReplay } from '../../contract/index.ts'
import { inboxFailureRoutes } from './failure-routes.ts'
import { endActivity, putOff } from './queue.ts'
import { insertActivities } from './store.ts'

const HOST = 'https://peer.example'
let database: FreshDatabase
let server: TestServer
let ids: number[]

beforeAll(async () => {
  database = await freshDatabase()
  server = await serveApi(await makePeople(database.db), inboxFailureRoutes(database))
})
afterAll(async () => {
  await server.close()
  await database.close()
})

beforeEach(async () => {
  const { db } = database
  await db.query('TRUNCATE inbox_activity')
  for (const at of [1, 2, 3]) {
    const activity = { id: `${HOST}/${at}`, type: 'Like', actorUrl: `${HOST}/ada`, objectUrl: 'https://here.example/1' }
    await insertActivities(db, [{ ...activity, text: '{}', relayedBy: at === 2 ? 'https://hub.example/' : '' }])
  }
  const { rows } = await db.query<{ id: number }>('SELECT id FROM inbox_activity ORDER BY id')
  ids = rows.map(({ id }) => id)
  for (const id of ids.slice(0, 2)) await putOff(db, id, { reason: 'A fault', inSeconds: undefined })
})

const call = (path: string, method = 'GET', who = 'ruth') =>
  fetch(`${server.origin}/api/v1/server/inbox-failures${path}`, { method, headers: { authorization: who } })

test('what was set aside is told, the last first', async () => {
  const all = await (await call('')).json()
  expect(all).toMatchObject({ total: 2, data: [{ id: ids[1], relayedBy: 'https://hub.example/' }, { id: ids[0] }] })
  expect(await (await call('?start=1&count=1')).json()).toEqual({
    total: 2,
    data: [
      {
        id: ids[0],
        activityId: `${HOST}/1`,
        type: 'Like',
        actor: `${HOST}/ada`,
        object: 'https://here.example/1',
        relayedBy: null,
        reason: 'A fault',
        attempts: 1,
        receivedAt: expect.any(String),
        failedAt: expect.any(String),
        replayedAt: null
      }
    ]
  })
})

async function row(id: number) {
  const { rows } = await database.db.query(
    'SELECT state, attempts, reason, body, due_at <= now() AS "isDue" FROM inbox_activity WHERE id = $1',
    [id]
  )
  return rows[0]
}

test('it is worked off once more, or dropped; nothing else is', async () => {
  expect((await call(`/${ids[0]}/replay`, 'POST')).status).toBe(204)
  expect(await row(ids[0]!)).toEqual({ state: 'waiting', attempts: 0, reason: null, body: '{}', isDue: true })
  expect((await call(`/${ids[1]}`, 'DELETE')).status).toBe(204)
  expect(await row(ids[1]!)).toMatchObject({ state: 'refused', reason: 'A fault', body: null })
  for (const id of [...ids, 999_999]) {
    expect((await call(`/${id}/replay`, 'POST')).status).toBe(404)
    expect((await call(`/${id}`, 'DELETE')).status).toBe(404)
  }
  expect((await call('/x/replay', 'POST')).status).toBe(400)
  expect(await (await call('')).json()).toEqual({ total: 0, data: [] })
})

test('what became of a replay is told, the last first', async () => {
  const replays = async () => {
    const answer = await fetch(`${server.origin}/api/v1/server/inbox-replays`, { headers: { authorization: 'ruth' } })
    return (await answer.json()) as { total: number; data: InboxReplay[] }
  }
  expect(await replays()).toEqual({ total: 0, data: [] })
  for (const id of ids.slice(0, 2)) expect((await call(`/${id}/replay`, 'POST')).status).toBe(204)
  expect((await replays()).data.map(({ id, state }) => [id, state])).toEqual([
    [ids[1], 'waiting'],
    [ids[0], 'waiting']
  ])
  await endActivity(database.db, ids[0]!, { state: 'done' })
  await putOff(database.db, ids[1]!, { reason: 'Still a fault', inSeconds: undefined })
  expect(await replays()).toMatchObject({
    total: 2,
    data: [
      { id: ids[1], state: 'failed', reason: 'Still a fault', type: 'Like', actor: `${HOST}/ada` },
      { id: ids[0], state: 'done', reason: null }
    ]
  })
  expect(await (await call('')).json()).toMatchObject({ total: 1, data: [{ replayedAt: expect.any(String) }] })
  const { status } = await fetch(`${server.origin}/api/v1/server/inbox-replays`, { headers: { authorization: 'mona' } })
  expect(status).toBe(403)
})

test('nobody but administrators sees them', async () => {
  for (const [who, status] of [
    ['', 401],
    ['bob', 403],
    ['mona', 403]
  ] as const) {
    expect((await call('', 'GET', who)).status).toBe(status)
    expect((await call(`/${ids[0]}/replay`, 'POST', who)).status).toBe(status)
    expect((await call(`/${ids[0]}`, 'DELETE', who)).status).toBe(status)
  }
})
