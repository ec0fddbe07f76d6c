import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AVideo, aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { ratingRoutes } from './index.ts'

let database: FreshDatabase
let server: TestServer
let people: People
let video: AVideo

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  server = await serveApi(people, ratingRoutes({ db: database.db, origin: 'http://videos.example' }))
  video = await aVideo(database.db, people.ada.channelId)
})
afterAll(async () => {
  await server.close()
  await database.close()
})

const send = (path: string, as?: keyof People, init: RequestInit = {}) =>
  fetch(`${server.origin}/api/v1${path}`, {
    ...init,
    headers: { 'Content-Type': 'application/json', ...(as && { authorization: as }) }
  })
const rate = async (as: keyof People | undefined, rating: unknown, uuid = video.uuid) =>
  (await send(`/videos/${uuid}/rate`, as, { method: 'PUT', body: JSON.stringify({ rating }) })).status
const counts = async () =>
  (await database.db.query('SELECT likes, dislikes FROM video WHERE id = $1', [video.id])).rows[0]

test('one opinion each, counted once however often it is sent', async () => {
  expect(await Promise.all([rate('bob', 'like'), rate('bob', 'like'), rate('bob', 'like')])).toEqual([204, 204, 204])
  await rate('mona', 'dislike')
  expect(await counts()).toEqual({ likes: 1, dislikes: 1 })
  await rate('bob', 'dislike')
  expect(await counts()).toEqual({ likes: 0, dislikes: 2 })
  await rate('mona', 'none')
  await rate('mona', 'none')
  expect(await counts()).toEqual({ likes: 0, dislikes: 1 })
  expect(await (await send(`/users/me/videos/${video.uuid}/rating`, 'bob')).json()).toEqual({
    videoId: video.id,
    rating: 'dislike'
  })
  expect(await (await send(`/users/me/videos/${video.uuid}/rating`, 'mona')).json()).toMatchObject({ rating: 'none' })
})

test('needs somebody, a known opinion and a video they may watch', async () => {
  expect(await rate(undefined, 'like')).toBe(401)
  expect(await rate('bob', 'love')).toBe(400)
  expect(await rate('bob', 'like', '00000000-0000-4000-8000-000000000000')).toBe(404)
  const hidden = await aVideo(database.db, people.ada.channelId, { privacy: 3 })
  expect(await rate('bob', 'like', hidden.uuid)).toBe(403)
})

test("the list is one's own, and leaves out what became private", async () => {
  const soon = await aVideo(database.db, people.ada.channelId, { name: 'Soon private' })
  await rate('ruth', 'like')
  await rate('ruth', 'like', soon.uuid)
  const list = async (query = '') => (await send(`/accounts/ruth/ratings${query}`, 'ruth')).json()
  expect(await list()).toMatchObject({ total: 2, data: [{ video: { name: 'Soon private' }, rating: 'like' }, {}] })
  expect(await list('?rating=dislike')).toEqual({ total: 0, data: [] })
  await database.db.query('UPDATE video SET privacy = 3 WHERE id = $1', [soon.id])
  expect(await list()).toMatchObject({ total: 1 })
  expect((await send('/accounts/ruth/ratings', 'bob')).status).toBe(403)
  expect((await send('/accounts/ruth/ratings')).status).toBe(401)
  expect((await send('/accounts/nobody/ratings', 'bob')).status).toBe(404)
})

test("a deleted account's opinions go with it", async () => {
  const before = await counts()
  await rate('mona', 'like')
  await database.db.query("DELETE FROM actor WHERE preferred_username = 'mona'")
  expect(await counts()).toEqual(before)
})
