import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type AVideo, aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import { siteOf } from '../../kernel/site.ts'
import { getVideoDetails } from '../videos/index.ts'
import { viewRoutes } from '../views/index.ts'
import { historyRoutes } from './index.ts'

let database: FreshDatabase
let server: TestServer
let people: People
let first: AVideo
let second: AVideo

beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  people = await makePeople(db)
  const origin = 'http://localhost:9000'
  server = await serveApi(
    people,
    viewRoutes({ db, settings: someSettings(), tokenSecret: Buffer.alloc(32) }),
    historyRoutes({ db, origin })
  )
  first = await aVideo(db, people.ada.channelId, { name: 'La fête', durationSeconds: 50 })
  second = await aVideo(db, people.ada.channelId, { name: 'Another', durationSeconds: 50 })
})
afterAll(async () => {
  await server.close()
  await database.close()
})
beforeEach(async () => {
  await database.db.query('DELETE FROM watch_history')
})

const send = (as: keyof People | undefined, method: string, path: string, body?: object) =>
  fetch(`${server.origin}/api/v1/${path}`, {
    method,
    headers: { ...(as && { authorization: as }), 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) })
  })
const watch = (as: keyof People | undefined, { uuid }: AVideo, currentTime: number, method = 'PUT') =>
  send(as, method, `videos/${uuid}/${method === 'PUT' ? 'watching' : 'views'}`, { currentTime })
async function list(as: keyof People, query = '') {
  const { total, data } = (await (await send(as, 'GET', `users/me/history/videos${query}`)).json()) as {
    total: number
    data: { name: string; userHistory: { currentTime: number } }[]
  }
  return [total, data.map(({ name, userHistory }) => `${name} ${userHistory.currentTime}`)]
}

test('what a member watched, newest first, and how far', async () => {
  await watch('bob', first, 3)
  await watch('bob', second, 4, 'POST')
  await watch('bob', first, 7)
  await watch(undefined, second, 9)
  expect(await list('bob')).toEqual([2, ['La fête 7', 'Another 4']])
  expect(await list('bob', '?start=1&count=1')).toEqual([2, ['Another 4']])
  expect(await list('bob', '?search=fete')).toEqual([1, ['La fête 7']])
  expect(await list('ada')).toEqual([0, []])
})

test('a video tells how far its reader has watched it, and nobody else', async () => {
  await watch('bob', first, 3)
  const site = siteOf('http://localhost:9000')
  const historyFor = async (viewer: People['bob'] | undefined) =>
    (await getVideoDetails(database.db, site, { uuid: first.uuid }, { viewer })).userHistory
  expect(await historyFor(people.bob)).toEqual({ currentTime: 3 })
  expect(await historyFor(people.mona)).toBeUndefined()
  expect(await historyFor(undefined)).toBeUndefined()
})

test('one video or all of it is forgotten, of oneself only', async () => {
  await watch('bob', first, 3)
  await watch('bob', second, 4)
  await watch('mona', first, 5)
  expect((await send('bob', 'DELETE', `users/me/history/videos/${first.id}`)).status).toBe(204)
  expect(await list('bob')).toEqual([1, ['Another 4']])
  await send('bob', 'POST', 'users/me/history/videos/remove', { beforeDate: '2020-01-01T00:00:00Z' })
  expect(await list('bob')).toEqual([1, ['Another 4']])
  expect((await send('bob', 'POST', 'users/me/history/videos/remove')).status).toBe(204)
  expect(await list('bob')).toEqual([0, []])
  expect(await list('mona')).toEqual([1, ['La fête 5']])
})

test('nothing is kept for who does not want it', async () => {
  const choose = (wanted: boolean) =>
    database.db.query(
      "UPDATE app_user SET preferences = jsonb_build_object('videosHistoryEnabled', $2::boolean) WHERE id = $1",
      [people.bob.userId, wanted]
    )
  await choose(false)
  expect((await watch('bob', first, 3)).status).toBe(204)
  expect(await list('bob')).toEqual([0, []])
  await choose(true)
  await watch('bob', first, 3)
  expect(await list('bob')).toEqual([1, ['La fête 3']])
})

test('a video that was closed since is gone from the list and its number, but for its owner', async () => {
  const closing = await aVideo(database.db, people.ada.channelId, { name: 'Closing' })
  await watch('bob', closing, 1)
  await watch('ada', closing, 2)
  await database.db.query('UPDATE video SET privacy = 3 WHERE id = $1', [closing.id])
  expect(await list('bob')).toEqual([0, []])
  expect(await list('ada')).toEqual([1, ['Closing 2']])
})

test('is for members', async () => {
  expect((await send(undefined, 'GET', 'users/me/history/videos')).status).toBe(401)
  expect((await send(undefined, 'DELETE', 'users/me/history/videos/1')).status).toBe(401)
  expect((await send(undefined, 'POST', 'users/me/history/videos/remove')).status).toBe(401)
  expect((await send('bob', 'POST', 'users/me/history/videos/remove', { beforeDate: 'x' })).status).toBe(400)
})
