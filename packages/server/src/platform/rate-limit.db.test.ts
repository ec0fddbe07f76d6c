import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../tests/support/database.ts'
import { openRateLimiter, type RateLimiter } from './rate-limit.ts'

let database: FreshDatabase
let here: RateLimiter
let there: RateLimiter

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.db.query('DELETE FROM rate_limit')
  here = openRateLimiter(database.db)
  there = openRateLimiter(database.db)
})

const BUCKET = { requestsMax: 5, windowSeconds: 500 }
const SHARE_SECONDS = 100

const passTime = (seconds: number) =>
  database.db.query('UPDATE rate_limit SET free_at = free_at - make_interval(secs => $1)', [seconds])

const times = async <T>(count: number, work: () => T | Promise<T>) => {
  const results: T[] = []
  for (let index = 0; index < count; index++) results.push(await work())
  return results
}

test('a bucket gives what it holds, whoever of two servers asks, then refuses and says for how long', async () => {
  expect((await times(3, () => here.take('a', BUCKET))).map(taken => taken.remaining)).toEqual([4, 3, 2])
  expect((await times(2, () => there.take('a', BUCKET))).every(taken => taken.isAllowed)).toBe(true)
  const refused = await here.take('a', BUCKET)
  expect(refused).toMatchObject({ isAllowed: false, remaining: 0 })
  expect(refused.retryAfterSeconds).toBeGreaterThan(SHARE_SECONDS - 5)
  expect(refused.retryAfterSeconds).toBeLessThanOrEqual(SHARE_SECONDS)
})

test('others are not held for it, and a share of the window frees one request', async () => {
  await times(6, () => here.take('a', BUCKET))
  expect((await here.take('b', BUCKET)).isAllowed).toBe(true)
  await passTime(SHARE_SECONDS)
  expect((await here.take('a', BUCKET)).isAllowed).toBe(true)
  expect((await here.take('a', BUCKET)).isAllowed).toBe(false)
})

test('requests of one moment cannot slip through together', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 ? here : there).take('a', BUCKET)))
  expect(all.filter(taken => taken.isAllowed)).toHaveLength(BUCKET.requestsMax)
})

test('what is counted from memory holds at once here, and soon elsewhere', async () => {
  expect((await times(4, () => here.takeFast('a', BUCKET))).at(-1)).toMatchObject({ isAllowed: true, remaining: 1 })
  there.takeFast('a', BUCKET)
  await here.share()
  await there.share()
  expect(there.takeFast('a', BUCKET)).toMatchObject({ isAllowed: false })
  expect(here.takeFast('a', BUCKET).isAllowed).toBe(true)
  const refused = here.takeFast('a', BUCKET)
  expect(refused.isAllowed).toBe(false)
  expect(refused.retryAfterSeconds).toBeGreaterThan(SHARE_SECONDS - 5)
})

test('what was used a window ago is forgotten, here and in the table', async () => {
  await here.take('a', BUCKET)
  here.takeFast('b', { requestsMax: 1, windowSeconds: 0.02 })
  await here.share()
  await passTime(600)
  await new Promise(resolve => setTimeout(resolve, 30))
  await here.share()
  expect((await database.db.query('SELECT FROM rate_limit')).rowCount).toBe(0)
})
