import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import { describeStats } from './stats.ts'

let database: FreshDatabase

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

test('messages of other servers are counted by kind and by what became of them', async () => {
  const { db } = database
  await db.query(
    `INSERT INTO inbox_activity (activity_id, actor_url, type, lane, body, state, ended_at)
     SELECT 'https://far.example/' || row_number() OVER (), 'https://far.example/ada', type, 0, '{}', state, ended_at
       FROM (VALUES ('Create', 'done', now()), ('Create', 'done', now() - interval '2 hours'),
                    ('Create', 'refused', now()), ('Like', 'failed', now()), ('Like', 'waiting', NULL),
                    ('Move', 'refused', now())) came (type, state, ended_at)`
  )
  expect(await describeStats(db, someSettings({}).current())).toMatchObject({
    totalActivityPubCreateMessagesSuccesses: 2,
    totalActivityPubCreateMessagesErrors: 1,
    totalActivityPubLikeMessagesSuccesses: 0,
    totalActivityPubLikeMessagesErrors: 1,
    totalActivityPubMessagesProcessed: 5,
    totalActivityPubMessagesSuccesses: 2,
    totalActivityPubMessagesErrors: 3,
    totalActivityPubMessagesWaiting: 1,
    activityPubMessagesProcessedPerSecond: 4 / 3600
  })
})
