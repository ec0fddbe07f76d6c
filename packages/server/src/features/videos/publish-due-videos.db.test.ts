import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AVideo, aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople } from '../../../../../tests/support/people.ts'
import { publishDueVideos } from './store.ts'

const LONG_AGO = new Date('2020-01-01T00:00:00Z')
const FAR_AWAY = new Date('2100-01-01T00:00:00Z')
let database: FreshDatabase
let channelId: number

beforeAll(async () => {
  database = await freshDatabase()
  channelId = (await makePeople(database.db)).ada.channelId
})
afterAll(() => database.close())

const scheduled = (at: Date, privacy: number, change: Parameters<typeof aVideo>[2] = {}) =>
  aVideo(database.db, channelId, {
    privacy: 3,
    schedule: { at, privacy },
    columns: { published_at: LONG_AGO },
    ...change
  })

async function stored({ id }: AVideo) {
  const { rows } = await database.db.query<{ privacy: number; is_waiting: boolean; is_new: boolean; state: number }>(
    `SELECT privacy, state, scheduled_at IS NOT NULL AS is_waiting, published_at > '2021-01-01' AS is_new
       FROM video WHERE id = $1`,
    [id]
  )
  return rows[0]!
}

test('a video whose hour has not come stays as it is', async () => {
  const video = await scheduled(FAR_AWAY, 1)
  expect(await publishDueVideos(database.db)).toBe(0)
  expect(await stored(video)).toEqual({ privacy: 3, is_waiting: true, is_new: false, state: 1 })
})

test('a private video without a schedule is never published', async () => {
  const video = await aVideo(database.db, channelId, { privacy: 3 })
  await publishDueVideos(database.db)
  expect((await stored(video)).privacy).toBe(3)
})

test.each([1, 2, 4])('a video whose hour has come gets its privacy %i once', async privacy => {
  const video = await scheduled(LONG_AGO, privacy)
  expect(await publishDueVideos(database.db)).toBe(1)
  expect(await stored(video)).toEqual({ privacy, is_waiting: false, is_new: true, state: 1 })

  await database.db.query('UPDATE video SET privacy = 3, published_at = $2 WHERE id = $1', [video.id, LONG_AGO])
  expect(await publishDueVideos(database.db)).toBe(0)
  expect(await stored(video)).toMatchObject({ privacy: 3, is_new: false })
})

test('two servers at once publish each video once', async () => {
  for (let count = 0; count < 5; count++) await scheduled(LONG_AGO, 1)
  const counts = await Promise.all([1, 2, 3].map(() => publishDueVideos(database.db)))
  expect(counts.reduce((sum, count) => sum + count)).toBe(5)
})

test('the hour of publication does not publish what still waits for its renditions', async () => {
  const video = await scheduled(LONG_AGO, 1, { waitsForTranscoding: true })
  await publishDueVideos(database.db)
  expect(await stored(video)).toMatchObject({ privacy: 1, state: 2 })
})
