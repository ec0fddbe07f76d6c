import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type AVideo, aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { videoPasswordRoutes } from './index.ts'

let database: FreshDatabase
let server: TestServer
let people: People
let video: AVideo

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  server = await serveApi(people, videoPasswordRoutes({ db: database.db }))
})
afterAll(async () => {
  await server.close()
  await database.close()
})
beforeEach(async () => {
  video = await aVideo(database.db, people.ada.channelId, { privacy: 5, passwords: ['one', 'two'] })
})

interface Listed {
  readonly total: number
  readonly data: { id: number; password: string }[]
}
async function ask(path = '', { as = 'ada', method = 'GET', body, uuid = video.uuid }: Record<string, unknown> = {}) {
  const answer = await fetch(`${server.origin}/api/v1/videos/${uuid}/passwords${path}`, {
    method: String(method),
    headers: { 'Content-Type': 'application/json', ...(as !== null && { authorization: String(as) }) },
    ...(body !== undefined && { body: JSON.stringify(body) })
  })
  const text = await answer.text()
  return { status: answer.status, body: (text ? JSON.parse(text) : {}) as Listed }
}
const passwords = async () => (await ask('?sort=createdAt')).body.data.map(({ password }) => password)

test('owners and moderators see them and replace them; those that stay keep their number', async () => {
  const before = (await ask('', { as: 'mona' })).body
  expect([before.total, (await ask('?count=1')).body.data.length]).toEqual([2, 1])
  expect((await ask('', { method: 'PUT', body: { passwords: ['two', 'three'] } })).status).toBe(204)
  expect(await passwords()).toEqual(['two', 'three'])
  const kept = (await ask()).body.data.find(({ password }) => password === 'two')
  expect(before.data).toContainEqual(kept)
})

test('one is taken away, the last one never, whoever tries at once', async () => {
  const ids = (await ask()).body.data.map(({ id }) => id)
  const removed = await Promise.all(ids.map(id => ask(`/${id}`, { method: 'DELETE' })))
  expect(removed.map(({ status }) => status).sort()).toEqual([204, 403])
  expect(await passwords()).toHaveLength(1)
  expect((await ask('/999999', { method: 'DELETE' })).status).toBe(404)
})

test.each([[[]], [['x']], [['same', 'same']], ['one'], [[1]]])('%j is refused and changes nothing', async given => {
  expect((await ask('', { method: 'PUT', body: { passwords: given } })).status).toBe(400)
  expect(await passwords()).toEqual(['one', 'two'])
})

test('are nobody else’s to see, nor there for other videos', async () => {
  expect((await ask('', { as: null })).status).toBe(401)
  expect((await ask('', { as: 'bob' })).status).toBe(403)
  expect((await ask('', { as: 'bob', method: 'PUT', body: { passwords: ['mine'] } })).status).toBe(403)
  const open = await aVideo(database.db, people.ada.channelId)
  expect((await ask('', { uuid: open.uuid })).status).toBe(400)
  const { id } = (await ask()).body.data[0]!
  const other = await aVideo(database.db, people.ada.channelId, { privacy: 5, passwords: ['a1', 'b2'] })
  expect((await ask(`/${id}`, { method: 'DELETE', uuid: other.uuid })).status).toBe(404)
})
