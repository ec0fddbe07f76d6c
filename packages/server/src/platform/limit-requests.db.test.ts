import express from 'express'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../tests/support/database.ts'
import { asPerson, makePeople, type People } from '../../../../tests/support/people.ts'
import { serve, type TestServer } from '../../../../tests/support/serve.ts'
import { problemHandler } from './http.ts'
import { limitRequests, limitTo } from './limit-requests.ts'
import { openRateLimiter } from './rate-limit.ts'

let database: FreshDatabase
let people: People
let server: TestServer

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  const limiter = openRateLimiter(database.db)
  const app = express()
  app.set('trust proxy', 'loopback')
  app.use(asPerson(people))
  // A twentieth of every limit: three comments, one mail.
  const limits = limitRequests({ limiter, secret: Buffer.from('secret'), factor: 1 / 20 })
  app.use(limits.prepare)
  app.get('/page', limitTo('mail'), (_req, res) => void res.json({}))
  app.use(limits.countAll)
  app.get('/plain', (_req, res) => void res.json({}))
  app.get('/comment', limitTo('comment'), (_req, res) => void res.json({}))
  app.use(problemHandler)
  server = await serve(app)
})
afterAll(async () => {
  await server.close()
  await database.close()
})
beforeEach(async () => {
  await database.db.query('DELETE FROM rate_limit')
})

const get = (path: string, headers: Record<string, string> = {}) => fetch(server.origin + path, { headers })
const from = (address: string) => ({ 'x-forwarded-for': address })

async function comments(count: number, headers: Record<string, string>): Promise<number[]> {
  const statuses: number[] = []
  for (let index = 0; index < count; index++) statuses.push((await get('/comment', headers)).status)
  return statuses
}

test('beyond the limit: 429, when to come again, and a problem document', async () => {
  expect(await comments(4, from('192.0.2.1'))).toEqual([200, 200, 200, 429])
  const refused = await get('/comment', from('192.0.2.1'))
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(100)
  expect(refused.headers.get('content-type')).toContain('application/problem+json')
  expect(refused.headers.get('x-ratelimit-limit')).toBe('3')
  expect(refused.headers.get('x-ratelimit-remaining')).toBe('0')
  expect(await refused.json()).toMatchObject({ status: 429, title: 'Too Many Requests' })
})

test('another address, and other requests of the same one, go on', async () => {
  await comments(4, from('192.0.2.1'))
  expect(await comments(1, from('192.0.2.2'))).toEqual([200])
  expect((await get('/plain', from('192.0.2.1'))).status).toBe(200)
})

test('an IPv6 network counts as one address', async () => {
  await comments(3, from('2001:db8:1:2::1'))
  expect(await comments(1, from('2001:db8:1:2:ffff::9'))).toEqual([429])
  expect(await comments(1, from('2001:db8:1:3::1'))).toEqual([200])
})

test('an account counts wherever it comes from, and only for itself', async () => {
  expect(await comments(3, { authorization: 'ada', ...from('192.0.2.1') })).toEqual([200, 200, 200])
  expect(await comments(1, { authorization: 'ada', ...from('192.0.2.9') })).toEqual([429])
  expect(await comments(1, { authorization: 'bob', ...from('192.0.2.1') })).toEqual([200])
  expect(await comments(1, from('192.0.2.1'))).toEqual([200])
})

test('moderators and administrators are not counted', async () => {
  expect(await comments(5, { authorization: 'mona' })).not.toContain(429)
  expect(await comments(5, { authorization: 'ruth' })).not.toContain(429)
})

test('what is limited by itself need not count for the limit of all', async () => {
  const answer = await get('/page', from('192.0.2.3'))
  expect(answer.headers.get('x-ratelimit-limit')).toBe('2')
  const { rows } = await database.db.query('SELECT FROM rate_limit')
  expect(rows).toHaveLength(1)
})

test('every request counts for the limit of all', async () => {
  const statuses = await Promise.all(
    Array.from({ length: 160 }, async () => (await get('/plain', from('192.0.2.7'))).status)
  )
  // While they are made, some of the limit comes back.
  const refused = statuses.filter(status => status === 429).length
  expect(refused).toBeGreaterThan(0)
  expect(refused).toBeLessThanOrEqual(10)
})

test('the table names nobody', async () => {
  await comments(1, { authorization: 'ada', ...from('192.0.2.1') })
  const { rows } = await database.db.query<{ key: string }>('SELECT key FROM rate_limit')
  expect(rows).toHaveLength(1)
  expect(rows[0]!.key).toMatch(/^[A-Za-z0-9_-]{43}$/)
})
