import express from 'express'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People } from '../../../../../tests/support/people.ts'
import { serve, type TestServer } from '../../../../../tests/support/serve.ts'
import type { TokenSession } from '../../contract/index.ts'
import { problemHandler, requireViewer } from '../../platform/http.ts'
import { authenticate, openSessions, tokenSessionRoutes } from './index.ts'
import { insertToken, takeByRefresh } from './store.ts'
import { hashToken } from './token.ts'

const origin = 'https://videos.example'
let database: FreshDatabase
let people: People
let server: TestServer

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  const { db } = database
  const sessions = openSessions(db)
  const app = express()
  app.set('trust proxy', 'loopback')
  app.use(authenticate({ db, sessions, origin }))
  app.use('/api/v1', tokenSessionRoutes({ db, sessions }))
  app.get('/mine', (_req, res) => void res.json(requireViewer(res)))
  app.use(problemHandler)
  server = await serve(app)
})
afterAll(async () => {
  await server.close()
  await database.close()
})
beforeEach(async () => {
  await database.db.query('DELETE FROM oauth_token')
})

const DAY = 24 * 3600

async function signIn(who: keyof People, token: string, device = 'A browser'): Promise<string> {
  await insertToken(database.db, {
    userId: people[who].userId,
    accessHash: hashToken('access', token),
    accessSeconds: DAY,
    refreshHash: hashToken('refresh', token),
    refreshSeconds: DAY,
    visit: { address: '192.0.2.0', device }
  })
  return token
}

const call = (method: string, path: string, token: string) =>
  fetch(server.origin + path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'user-agent': 'A phone', 'x-forwarded-for': '198.51.100.7' }
  })
const listPath = (who: keyof People) => `/api/v1/users/${people[who].userId}/token-sessions`
const list = async (who: keyof People, token: string) =>
  (await (await call('GET', listPath(who), token)).json()) as { total: number; data: TokenSession[] }

test('a user sees where they are signed in, and which session asks', async () => {
  await signIn('ada', 'first', 'A television')
  await signIn('ada', 'second')
  await signIn('bob', 'third')
  const { total, data } = await list('ada', 'second')
  expect(total).toBe(2)
  expect(data.map(session => [session.loginDevice, session.loginIP, session.currentSession])).toEqual([
    ['A browser', '192.0.2.0', true],
    ['A television', '192.0.2.0', false]
  ])
})

test('what was used last is noted now and then, without the last part of the address', async () => {
  await signIn('ada', 'first')
  await call('GET', '/mine', 'first')
  expect((await list('ada', 'first')).data[0]!.lastActivityDevice).toBe('A browser')
  await database.db.query("UPDATE oauth_token SET active_at = now() - interval '1 hour'")
  await signIn('ada', 'fresh-look')
  // The first token's session is remembered for a moment; another server would ask anew.
  const seen = await fetchUntilNoted()
  expect(seen).toMatchObject({
    lastActivityDevice: 'A phone',
    lastActivityIP: '198.51.100.0',
    loginDevice: 'A browser'
  })
})

async function fetchUntilNoted(): Promise<TokenSession | undefined> {
  for (let tries = 0; tries < 50; tries++) {
    await call('GET', '/mine', 'first')
    const { data } = await list('ada', 'fresh-look')
    const noted = data.find(session => session.lastActivityDevice === 'A phone')
    if (noted) return noted
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  return undefined
}

test('a session that is ended opens nothing from then on', async () => {
  await signIn('ada', 'first')
  await signIn('ada', 'second')
  expect((await call('GET', '/mine', 'first')).status).toBe(200)
  const other = (await list('ada', 'second')).data.find(session => !session.currentSession)!
  const revoked = await call('POST', `${listPath('ada')}/${other.id}/revoke`, 'second')
  expect(revoked.status).toBe(200)
  expect((await call('GET', '/mine', 'first')).status).toBe(401)
  expect(await takeByRefresh(database.db, hashToken('refresh', 'first'))).toBeUndefined()
  expect((await call('POST', `${listPath('ada')}/${other.id}/revoke`, 'second')).status).toBe(404)
})

test('sessions are for oneself and for those who manage the user', async () => {
  await signIn('ada', 'ada')
  await signIn('bob', 'bob')
  await signIn('mona', 'mona')
  await signIn('ruth', 'ruth')
  const { id } = (await list('ada', 'ada')).data[0]!

  expect((await call('GET', listPath('ada'), 'bob')).status).toBe(403)
  expect((await call('POST', `${listPath('ada')}/${id}/revoke`, 'bob')).status).toBe(403)
  // Nor through one's own name.
  expect((await call('POST', `${listPath('bob')}/${id}/revoke`, 'bob')).status).toBe(404)
  expect((await call('GET', listPath('ruth'), 'mona')).status).toBe(403)
  expect((await call('GET', '/api/v1/users/999999/token-sessions', 'mona')).status).toBe(404)
  expect((await list('ada', 'mona')).total).toBe(1)
  expect((await list('mona', 'ruth')).total).toBe(1)
  expect((await call('POST', `${listPath('ada')}/${id}/revoke`, 'mona')).status).toBe(200)
  expect((await list('ada', 'ruth')).total).toBe(0)
})

test('a refresh keeps what is known of the beginning', async () => {
  await signIn('ada', 'first', 'A television')
  const taken = await takeByRefresh(database.db, hashToken('refresh', 'first'))
  expect(taken).toMatchObject({ isExpired: false, login: { device: 'A television', address: '192.0.2.0' } })
  expect(taken!.login.at).toBeInstanceOf(Date)
})
