import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AVideo, aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { chapterRoutes } from './index.ts'

let database: FreshDatabase
let server: TestServer
let people: People
let video: AVideo

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  server = await serveApi(people, chapterRoutes({ db: database.db }))
  video = await aVideo(database.db, people.ada.channelId)
})
afterAll(async () => {
  await server.close()
  await database.close()
})

const send = (as: keyof People | undefined, uuid: string, chapters?: unknown) =>
  fetch(`${server.origin}/api/v1/videos/${uuid}/chapters`, {
    headers: { 'Content-Type': 'application/json', ...(as && { authorization: as }) },
    ...(chapters !== undefined && { method: 'PUT', body: JSON.stringify({ chapters }) })
  })
const read = async () => ((await (await send(undefined, video.uuid)).json()) as { chapters: unknown }).chapters

test('replace each other whole, and come in order', async () => {
  expect(await read()).toEqual([])
  const chapters = [
    { title: ' Second ', timecode: 30 },
    { title: 'First', timecode: 0 }
  ]
  expect((await send('ada', video.uuid, chapters)).status).toBe(204)
  expect(await read()).toEqual([
    { timecode: 0, title: 'First' },
    { timecode: 30, title: 'Second' }
  ])
  expect((await send('mona', video.uuid, [{ title: 'Only', timecode: 5 }])).status).toBe(204)
  expect(await read()).toEqual([{ timecode: 5, title: 'Only' }])
})

test.each([
  [[{ title: 'x'.repeat(101), timecode: 0 }]],
  [[{ title: '', timecode: 0 }]],
  [[{ title: 'x', timecode: -1 }]],
  [[{ title: 'x', timecode: 1.5 }]],
  [
    [
      { title: 'x', timecode: 1 },
      { title: 'y', timecode: 1 }
    ]
  ],
  ['chapters'],
  [null]
])('%j is refused and changes nothing', async chapters => {
  const before = await read()
  const answer = await send('ada', video.uuid, chapters)
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ 'invalid-params': { chapters: {} } })
  expect(await read()).toEqual(before)
})

test('are for the owner and moderators to write, and for viewers of the video to read', async () => {
  expect((await send(undefined, video.uuid, [])).status).toBe(401)
  expect((await send('bob', video.uuid, [])).status).toBe(403)
  const hidden = await aVideo(database.db, people.ada.channelId, { privacy: 3 })
  expect((await send('bob', hidden.uuid)).status).toBe(403)
  expect((await send('ada', hidden.uuid)).status).toBe(200)
})
