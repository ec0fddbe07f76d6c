import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../tests/support/database.ts'
import { makePeople, serveApi } from '../../../../tests/support/people.ts'
import { aRemoteActor } from '../../../../tests/support/remote-actor.ts'
import type { TestServer } from '../../../../tests/support/serve.ts'
import { enqueueActivity } from './delivery/enqueue.ts'
import { peerRoutes } from './peer-routes.ts'

let database: FreshDatabase
let server: TestServer

beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  const people = await makePeople(db)
  server = await serveApi(people, peerRoutes({ db }))
  const { rows } = await db.query<{ id: number }>('SELECT actor_id AS id FROM account WHERE id = $1', [
    people.ada.accountId
  ])
  const ada = rows[0]!.id
  const bob = await aRemoteActor(db, 'bob', { origin: 'https://well.example' })
  const eve = await aRemoteActor(db, 'eve', { origin: 'https://silent.example' })
  await db.query(
    `INSERT INTO follow (actor_id, target_actor_id, state) VALUES ($1, $2, 'accepted'), ($2, $1, 'accepted'),
       ($3, $2, 'accepted'), ($2, $3, 'pending')`,
    [bob.actorId, ada, eve.actorId]
  )
  const tell = (inboxes: string[]) =>
    db.transaction(tx =>
      enqueueActivity(tx, { actorId: ada, signerUrl: 'https://tube.example/accounts/ada', body: {}, inboxes })
    )
  await tell(['https://down.example/inbox', 'https://down.example/u/1/inbox', 'https://well.example/inbox'])
  await tell(['https://down.example/inbox'])
  await db.query("DELETE FROM delivery WHERE inbox_id = (SELECT id FROM peer_inbox WHERE host = 'well.example')")
  await db.query("UPDATE peer_inbox SET last_success_at = '2026-11-25T10:00:00Z' WHERE host = 'well.example'")
  await db.query(
    `UPDATE peer_inbox SET failures = 3, failing_since = '2026-11-25T11:00:00Z', last_error = 'No answer in time',
       last_error_at = '2026-11-25T12:00:00Z', next_try_at = now() + interval '1 hour',
       asked_until = now() + interval '1 hour' WHERE url = 'https://down.example/inbox'`
  )
})
afterAll(async () => {
  await server.close()
  await database.close()
})

const ask = (path: string, as = 'ruth', method = 'GET') =>
  fetch(`${server.origin}/api/v1/server/peers${path}`, { method, headers: as ? { authorization: as } : {} })

test('administrators see who takes what they are told, and who does not', async () => {
  const answer = await ask('')
  expect(await answer.json()).toEqual({
    total: 3,
    data: [
      {
        host: 'down.example',
        waiting: 3,
        followers: 0,
        following: 0,
        lastSuccessAt: null,
        failingSince: '2026-11-25T11:00:00.000Z',
        lastError: 'No answer in time',
        lastErrorAt: '2026-11-25T12:00:00.000Z',
        nextTryAt: expect.any(String)
      },
      {
        host: 'silent.example',
        waiting: 0,
        followers: 1,
        following: 0,
        lastSuccessAt: null,
        failingSince: null,
        lastError: null,
        lastErrorAt: null,
        nextTryAt: null
      },
      {
        host: 'well.example',
        waiting: 0,
        followers: 1,
        following: 1,
        lastSuccessAt: '2026-11-25T10:00:00.000Z',
        failingSince: null,
        lastError: null,
        lastErrorAt: null,
        nextTryAt: null
      }
    ]
  })
  expect(await (await ask('?search=WELL&count=1')).json()).toMatchObject({ total: 1, data: [{ host: 'well.example' }] })
  expect(await (await ask('?start=1&count=1')).json()).toMatchObject({ total: 3, data: [{ host: 'silent.example' }] })
  expect(await (await ask('?start=9')).json()).toEqual({ total: 3, data: [] })
})

test('they may have a server tried at once', async () => {
  expect((await ask('/Down.example/retry', 'ruth', 'POST')).status).toBe(204)
  const { rows } = await database.db.query<{ isDue: boolean }>(
    `SELECT next_try_at <= now() AND asked_until IS NULL AS "isDue" FROM peer_inbox WHERE host = 'down.example'`
  )
  expect(rows).toEqual([{ isDue: true }, { isDue: true }])
  expect((await ask('/unknown.example/retry', 'ruth', 'POST')).status).toBe(404)
  expect((await ask('/not%20a%20host/retry', 'ruth', 'POST')).status).toBe(400)
})

test.each([
  ['', 401],
  ['ada', 403],
  ['mona', 403]
])('%j may neither see nor do that', async (as, status) => {
  expect((await ask('', as)).status).toBe(status)
  expect((await ask('/down.example/retry', as, 'POST')).status).toBe(status)
})
