import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { ensureApplication } from '../../federation/index.ts'
import { serverFollowRoutes } from './index.ts'

let database: FreshDatabase
let server: TestServer
let people: People

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  await ensureApplication(database.db)
  server = await serveApi(
    people,
    serverFollowRoutes({ db: database.db, origin: 'https://here.example', settleSoon: () => {} })
  )
})
beforeEach(async () => void (await database.db.query('DELETE FROM follow')))
afterAll(async () => {
  await server.close()
  await database.close()
})

interface List {
  total: number
  data: { state: string; score: number; follower: Actor; following: Actor }[]
}
type Actor = { name: string; host: string; url: string }

const send = (method: string, path: string, as?: keyof People, body?: object) =>
  fetch(`${server.origin}/api/v1/server/${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', ...(as && { authorization: as }) },
    ...(body && { body: JSON.stringify(body) })
  })
const list = async (path: string) => (await (await send('GET', path)).json()) as List

async function aFollower(name: string, host: string): Promise<void> {
  await database.db.query(
    `WITH remote AS (INSERT INTO actor (kind, preferred_username, host, display_name)
                     VALUES ('application', $1, $2, $1) ON CONFLICT DO NOTHING RETURNING id)
     INSERT INTO follow (actor_id, target_actor_id, state)
     SELECT remote.id, ours.id, 'pending' FROM remote, actor ours WHERE ours.kind = 'application' AND ours.host IS NULL`,
    [name, host]
  )
}

test('a wish to follow is kept once, shown as pending, and taken back', async () => {
  const wish = { hosts: ['There.example'], handles: ['ada@elsewhere.example'] }
  for (const answer of await Promise.all([
    send('POST', 'following', 'ruth', wish),
    send('POST', 'following', 'ruth', wish)
  ]))
    expect(answer.status).toBe(204)

  const { total, data } = await list('following?sort=createdAt')
  expect(total).toBe(2)
  expect(data[0]).toMatchObject({
    state: 'pending',
    follower: { name: 'peertube', host: 'here.example' },
    following: { name: 'peertube', host: 'there.example', url: 'https://there.example/accounts/peertube' }
  })
  expect((await list('following?search=elsewhere')).data).toMatchObject([{ following: { name: 'ada' } }])
  expect((await list('following?state=accepted')).total).toBe(0)
  expect((await list('following?actorType=Application')).total).toBe(1)

  expect((await send('DELETE', 'following/THERE.example', 'ruth')).status).toBe(204)
  expect((await send('DELETE', 'following/there.example', 'ruth')).status).toBe(404)
  expect((await send('DELETE', 'following/ada@elsewhere.example', 'ruth')).status).toBe(204)
  expect(await list('following')).toEqual({ total: 0, data: [] })
})

test('followers are accepted, rejected and removed', async () => {
  await aFollower('peertube', 'friend.example')
  expect((await send('POST', 'followers/peertube@friend.example/accept', 'ruth')).status).toBe(204)
  expect((await list('followers')).data).toMatchObject([{ state: 'accepted', follower: { host: 'friend.example' } }])
  expect((await send('POST', 'followers/peertube@friend.example/reject', 'ruth')).status).toBe(204)
  expect((await list('followers')).data).toMatchObject([{ state: 'rejected' }])
  expect((await send('DELETE', 'followers/peertube@friend.example', 'ruth')).status).toBe(204)
  expect((await send('DELETE', 'followers/peertube@friend.example', 'ruth')).status).toBe(404)
})

test.each([
  { hosts: ['not a host'] },
  { hosts: ['a.example', 'a.example'] },
  { hosts: 'a.example' },
  { hosts: ['https://a.example'] },
  { hosts: ['here.example'] },
  { handles: ['ada'] },
  { handles: [1] }
])('%j is refused', async body => {
  expect((await send('POST', 'following', 'ruth', body)).status).toBe(400)
  expect((await list('following')).total).toBe(0)
})

test('only administrators decide', async () => {
  for (const [as, status] of [
    [undefined, 401],
    ['ada', 403],
    ['mona', 403]
  ] as const) {
    expect((await send('POST', 'following', as, { hosts: ['a.example'] })).status).toBe(status)
    expect((await send('DELETE', 'following/a.example', as)).status).toBe(status)
    expect((await send('POST', 'followers/a@a.example/accept', as)).status).toBe(status)
  }
})
