import { afterAll, beforeAll, expect, test } from 'vitest'
import { aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople } from '../../../../../tests/support/people.ts'
import { failJob, giveBackJob, noteProgress } from './job-store.ts'

let database: FreshDatabase
let id: number

beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  const { ada } = await makePeople(db)
  const video = await aVideo(db, ada.channelId)
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO runner_job (uuid, type, subject, part, video_id, output, notes, priority, state, token_hash)
     VALUES (gen_random_uuid(), 'vod-hls-transcoding', 'x', 240, $1, '{}', '{}', 1, 2, $2) RETURNING id`,
    [video.id, Buffer.from('the next one')]
  )
  id = rows[0]!.id
})
afterAll(() => database.close())

test('a runner that lost its job takes it from nobody else', async () => {
  const { db } = database
  const lost = { id, tokenHash: Buffer.from('the first one') }
  await failJob(db, lost, 'broken')
  await giveBackJob(db, lost)
  await noteProgress(db, lost, 99)
  const read = async () => (await db.query('SELECT state, progress, failures FROM runner_job')).rows
  expect(await read()).toEqual([{ state: 2, progress: null, failures: 0 }])
  await failJob(db, { id, tokenHash: Buffer.from('the next one') }, 'broken')
  expect(await read()).toMatchObject([{ failures: 1 }])
})
