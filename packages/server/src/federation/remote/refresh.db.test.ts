import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { type KeptVideo, keptVideo } from '../../../../../tests/support/kept-video.ts'
import { openRemoteWorld, type RemoteWorld, settle } from '../../../../../tests/support/remote-server.ts'
import { videoDocument } from '../../../../../tests/support/remote-video.ts'
import { FetchError } from '../../platform/fetch.ts'
import type { JsonObject } from '../deps.ts'
import { refreshIfOld } from './refresh.ts'
import { storeVideo } from './videos.ts'

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

test('what could not be read whole is asked for again by who looks at it in an hour', async () => {
  const chapters = `${video.url}/chapters`
  const { remote } = world.deps
  const document: typeof remote.document = async url => {
    if (url === chapters) throw new FetchError('refused', 'overloaded', { status: 503 })
    return remote.document(url)
  }
  await storeVideo({ ...world.deps, remote: { ...remote, document } }, tell().get(video.url) as JsonObject)
  await refreshIfOld(world.deps, video.id)
  expect(timesAsked()).toBe(0)
  world.documents.set(chapters, { id: chapters, hasPart: [{ name: 'Descent', startOffset: 0, endOffset: 9 }] })
  await database.db.query("UPDATE remote_video SET asked_at = now() - interval '61 minutes'")
  await refreshIfOld(world.deps, video.id)
  const { rows } = await database.db.query('SELECT title FROM video_chapter WHERE video_id = $1', [video.id])
  expect(rows).toEqual([{ title: 'Descent' }])
})
