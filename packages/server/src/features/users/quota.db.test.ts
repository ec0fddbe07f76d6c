import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { createUser } from './create-user.ts'
import { assertQuota } from './quota.ts'
import { sumStoredBytes } from './store.ts'

let database: FreshDatabase

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

async function aUploader(name: string, videoQuotaBytes: number, videoQuotaDailyBytes: number) {
  return createUser(database.db, {
    username: name,
    email: `${name}@example.org`,
    password: 'secret1',
    role: 'user',
    videoQuotaBytes,
    videoQuotaDailyBytes
  })
}

/** An original of 100 bytes, a finished rendition of 30, and one of 7 that still grows. */
async function aVideo(channelId: number, createdAt: string): Promise<void> {
  await database.db.query(
    `WITH made AS (
       INSERT INTO video (uuid, channel_id, name, privacy, state, duration_seconds, thumbnail_name, preview_name, created_at)
       VALUES (gen_random_uuid(), $1, 'Test', 1, 1, 10, 'a.jpg', 'b.jpg', now() - $2::interval) RETURNING id),
     stored AS (
       INSERT INTO original (video_id, storage_key, file_name, size_bytes, probe)
       SELECT id, 'originals/' || id, 'a.mp4', 100, '{}' FROM made)
     INSERT INTO video_file (video_id, resolution, width, height, fps, size_bytes, file_name, playlist_name, has_audio, has_video, is_final)
     SELECT id, rung, 1, 1, 25, size, rung || '-' || id, rung || '-list-' || id, true, true, is_final
       FROM made, (VALUES (240, 30, true), (360, 7, false)) AS file (rung, size, is_final)`,
    [channelId, createdAt]
  )
}

test('originals and finished renditions count, whole and for the last day', async () => {
  const { id, channelId } = await aUploader('ada', -1, -1)
  await aVideo(channelId, '1 hour')
  await aVideo(channelId, '2 days')
  expect(await sumStoredBytes(database.db, id)).toEqual({ totalBytes: 260, dailyBytes: 130 })
})

test('without a limit everything passes', async () => {
  const { id } = await aUploader('bob', -1, -1)
  await expect(assertQuota(database.db, id, 1e15)).resolves.toBeUndefined()
})

test('what fits exactly passes, one byte more is refused as on PeerTube', async () => {
  const { id, channelId } = await aUploader('carol', 200, -1)
  await aVideo(channelId, '2 days')
  await assertQuota(database.db, id, 70)
  await expect(assertQuota(database.db, id, 71)).rejects.toMatchObject({
    code: 'too_large',
    wireCode: 'quota_reached',
    message: 'The user video quota is exceeded with this video.'
  })
})

test('the daily limit looks at the last 24 hours alone', async () => {
  const { id, channelId } = await aUploader('dave', -1, 150)
  await aVideo(channelId, '2 days')
  await assertQuota(database.db, id, 150)
  await aVideo(channelId, '1 hour')
  await expect(assertQuota(database.db, id, 21)).rejects.toMatchObject({ code: 'too_large' })
})

test('a quota of nothing refuses everything', async () => {
  const { id } = await aUploader('erin', 0, -1)
  await expect(assertQuota(database.db, id, 1)).rejects.toMatchObject({ code: 'too_large' })
})

test('two uploads that end at once cannot both take the last space', async () => {
  const { id, channelId } = await aUploader('frank', 130, -1)
  const upload = () =>
    database.db.transaction(async tx => {
      await assertQuota(tx, id, 130)
      await tx.query('SELECT pg_sleep(0.05)')
      await tx.query(
        `INSERT INTO video (uuid, channel_id, name, privacy, state, duration_seconds, thumbnail_name, preview_name)
         VALUES (gen_random_uuid(), $1, 'Test', 1, 1, 10, 'a.jpg', 'b.jpg')`,
        [channelId]
      )
      await tx.query(
        `INSERT INTO original (video_id, storage_key, file_name, size_bytes, probe)
         SELECT max(id), 'originals/last-' || max(id), 'a.mp4', 130, '{}' FROM video`
      )
    })
  const outcomes = await Promise.allSettled([upload(), upload()])
  expect(outcomes.map(outcome => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
})
