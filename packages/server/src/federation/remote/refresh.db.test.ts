import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { type KeptVideo, keptVideo } from '../../../../../tests/support/kept-video.ts'
import { openRemoteWorld, type RemoteWorld, settle } from '../../../../../tests/support/remote-server.ts'
import { videoDocument } from '../../../../../tests/support/remote-video.ts'
import { refreshIfOld } from './refresh.ts'

const ORIGIN = 'https://reef.example'
let database: FreshDatabase
let world: RemoteWorld
let video: KeptVideo

beforeAll(async () => {
  database = await freshDatabase()
  world = await openRemoteWorld(database.db)
})
afterAll(async () => {
  await world.close()
  await database.close()
})
beforeEach(async () => {
  world.documents.clear()
  world.asked.length = 0
  settle(world, ORIGIN)
  video = await keptVideo(database.db, { origin: ORIGIN, uuid: randomUUID() })
})

const age = () =>
  database.db.query(
    "UPDATE remote_video SET fetched_at = now() - interval '3 days', asked_at = now() - interval '2 hours' WHERE video_id = $1",
    [video.id]
  )
const tell = (change: object = {}) =>
  world.documents.set(video.url, videoDocument({ origin: ORIGIN, uuid: video.uuid }, { ...change }))
const name = async () =>
  (await database.db.query<{ name: string }>('SELECT name FROM video WHERE id = $1', [video.id])).rows[0]?.name
const timesAsked = () => world.asked.filter(url => url === video.url).length

test('what is young is left alone; what is old is asked for once, however many look', async () => {
  tell({ name: 'As it is now', updated: '2026-01-01T00:00:00Z' })
  await refreshIfOld(world.deps, video.id)
  expect(timesAsked()).toBe(0)
  await age()
  await Promise.all([1, 2, 3].map(() => refreshIfOld(world.deps, video.id)))
  expect(timesAsked()).toBe(1)
  expect(await name()).toBe('As it is now')
  await refreshIfOld(world.deps, video.id)
  expect(timesAsked()).toBe(1)
})

test('what is gone twice in a row is removed', async () => {
  await age()
  await refreshIfOld(world.deps, video.id)
  await refreshIfOld(world.deps, video.id)
  expect(await name()).toBe('Under the old pier')
  await age()
  tell()
  await refreshIfOld(world.deps, video.id)
  world.documents.set(video.url, { id: video.url, type: 'Tombstone' })
  for (const expected of ['Under the old pier', undefined]) {
    await age()
    await refreshIfOld(world.deps, video.id)
    expect(await name()).toBe(expected)
  }
})

test('what was closed is removed at once; what cannot be read stays', async () => {
  await age()
  tell({ name: 'x' })
  await refreshIfOld(world.deps, video.id)
  expect(await name()).toBe('Under the old pier')
  await age()
  tell({ to: [], cc: [] })
  await refreshIfOld(world.deps, video.id)
  expect(await name()).toBeUndefined()
})
