import express from 'express'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { serve, type TestServer } from '../../../../../tests/support/serve.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import { userDeps } from '../../../../../tests/support/user-deps.ts'
import type { OAuthClientLocal, TokenAnswer } from '../../contract/index.ts'
import { problemHandler, viewerOf } from '../../platform/http.ts'
import { openDiskStorage } from '../../platform/storage/disk.ts'
import { createUser, userRoutes } from '../users/index.ts'
import { authenticate, authRoutes, openSessions, sweepAuth } from './index.ts'

const origin = 'https://videos.example'
let database: FreshDatabase
let server: TestServer
let client: OAuthClientLocal

beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  const sessions = openSessions(db)
  const app = express()
  app.set('trust proxy', 'loopback')
  app.use(authenticate({ db, sessions, origin }))
  app.use('/api/v1', authRoutes({ db, sessions, origin }))
  app.use(
    '/api/v1',
    userRoutes({
      db,
      origin,
      settings: someSettings(),
      hasMail: false,
      endSessions: sessions.revokeAll,
      ...userDeps(db),
      storage: openDiskStorage('/nowhere'),
      cancelTranscoding: async () => {}
    })
  )
  app.get('/open', (_req, res) => void res.json({ viewer: viewerOf(res)?.username ?? null }))
  app.use(problemHandler)
  server = await serve(app)

  await createUser(db, { username: 'root', email: 'Root@Example.org', password: 'secret1', role: 'administrator' })
  client = (await (await fetch(`${server.origin}/api/v1/oauth-clients/local`)).json()) as OAuthClientLocal
})
afterAll(async () => {
  await server.close()
  await database.close()
})
beforeEach(async () => {
  await database.db.query('DELETE FROM sign_in_failure')
})

const get = (path: string, token?: string) =>
  fetch(server.origin + path, token ? { headers: { Authorization: `Bearer ${token}` } } : {})

const post = (path: string, token: string | undefined, body: unknown = {}) =>
  fetch(server.origin + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body)
  })

const askToken = (fields: Record<string, string>, address = '192.0.2.1') =>
  fetch(`${server.origin}/api/v1/users/token`, {
    method: 'POST',
    headers: { 'X-Forwarded-For': address },
    body: new URLSearchParams({ ...client, ...fields })
  })

const byPassword = (username: string, password: string, address?: string) =>
  askToken({ grant_type: 'password', username, password }, address)

const signIn = async (): Promise<TokenAnswer> => (await (await byPassword('root', 'secret1')).json()) as TokenAnswer

const DOCS = 'https://docs.joinpeertube.org/api-rest-reference.html'

test('the application is made once and told to everybody', async () => {
  expect(client).toEqual({
    client_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    client_secret: expect.stringMatching(/^[0-9a-f]{32}$/)
  })
  expect(await (await get('/api/v1/oauth-clients/local')).json()).toEqual(client)
})

test.each(['root', 'ROOT', 'root@example.ORG'])('%s signs in with the right password', async login => {
  const res = await byPassword(login, 'secret1')
  expect(res.status).toBe(200)
  expect(res.headers.get('cache-control')).toBe('no-store')
  expect(await res.json()).toEqual({
    token_type: 'Bearer',
    access_token: expect.stringMatching(/^[0-9a-f]{40}$/),
    refresh_token: expect.stringMatching(/^[0-9a-f]{40}$/),
    expires_in: 86_400,
    refresh_token_expires_in: 1_209_600
  })
})

test('a token may be asked for in JSON', async () => {
  const body = { ...client, grant_type: 'password', username: 'root', password: 'secret1' }
  expect((await post('/api/v1/users/token', undefined, body)).status).toBe(200)
})

test('a wrong password and an unknown user are refused alike, as on PeerTube', async () => {
  const answers = await Promise.all([byPassword('root', 'wrong'), byPassword('nobody', 'wrong')])
  for (const res of answers) {
    expect(res.status).toBe(400)
    expect(await res.json()).toEqual({
      type: `${DOCS}#section/Errors/invalid_grant`,
      detail: 'Invalid grant: user credentials are invalid',
      status: 400,
      docs: `${DOCS}#operation/getOAuthToken`,
      code: 'invalid_grant',
      error: 'Invalid grant: user credentials are invalid'
    })
  }
})

test.each([
  [{ client_id: 'x' }, 'invalid_client', 'Invalid client: client is invalid'],
  [{ client_secret: 'y' }, 'invalid_client', 'Invalid client: client is invalid'],
  [{ client_id: '' }, 'invalid_client', 'Invalid client: cannot retrieve client credentials'],
  [{}, 'invalid_request', 'Missing parameter: `grant_type`'],
  [{ grant_type: 'implicit' }, 'unsupported_grant_type', 'Unsupported grant type: `grant_type` is invalid'],
  [{ grant_type: 'password' }, 'invalid_request', 'Missing parameter: `username`'],
  [{ grant_type: 'password', username: 'root' }, 'invalid_request', 'Missing parameter: `password`'],
  [{ grant_type: 'refresh_token' }, 'invalid_request', 'Missing parameter: `refresh_token`'],
  [
    { grant_type: 'refresh_token', refresh_token: 'f'.repeat(40) },
    'invalid_grant',
    'Invalid grant: refresh token is invalid'
  ]
] as [Record<string, string>, string, string][])('%o is refused: %s', async (fields, code, detail) => {
  const res = await askToken(fields)
  expect(res.status).toBe(400)
  expect(await res.json()).toMatchObject({ code, detail })
})

test('who waits for a moderator, or was rejected by one, is told so, if the password is theirs', async () => {
  await database.db.query(
    `INSERT INTO registration (reason, username, email, password_hash)
     SELECT 'We film', 'louis', 'louis@example.org', password_hash FROM app_user WHERE username = 'root'`
  )
  const said = async (login: string, password: string) => {
    const answer = await byPassword(login, password)
    return [answer.status, ((await answer.json()) as { code: string }).code]
  }
  expect(await said('Louis', 'secret1')).toEqual([400, 'account_waiting_for_approval'])
  expect(await said('louis@EXAMPLE.org', 'secret1')).toEqual([400, 'account_waiting_for_approval'])
  expect(await said('louis', 'wrong')).toEqual([400, 'invalid_grant'])
  await database.db.query("UPDATE registration SET state = 2 WHERE username = 'louis'")
  expect(await said('louis', 'secret1')).toEqual([400, 'account_approval_rejected'])
  expect(await said('louis', 'wrong')).toEqual([400, 'invalid_grant'])
  await database.db.query("UPDATE registration SET password_hash = NULL WHERE username = 'louis'")
  expect(await said('louis', 'secret1')).toEqual([400, 'invalid_grant'])
})

test('a field given twice is refused', async () => {
  const body = new URLSearchParams({ ...client, grant_type: 'password', username: 'root', password: 'secret1' })
  body.append('username', 'nobody')
  expect((await fetch(`${server.origin}/api/v1/users/token`, { method: 'POST', body })).status).toBe(400)
})

test('too many wrong passwords are told when to come back, also when the next one is right', async () => {
  for (let index = 0; index < 10; index++) expect((await byPassword('root', 'wrong')).status).toBe(400)
  const res = await byPassword('ROOT', 'secret1')
  expect(res.status).toBe(429)
  expect(Number(res.headers.get('retry-after'))).toBeGreaterThan(500)
  expect((await byPassword('root', 'secret1', '198.51.100.7')).status).toBe(200)

  await database.db.query("UPDATE sign_in_failure SET failed_at = failed_at - interval '10 minutes'")
  expect((await byPassword('root', 'secret1')).status).toBe(200)
})

test('tokens are stored as hashes only', async () => {
  const { access_token, refresh_token } = await signIn()
  const { rows } = await database.db.query('SELECT row_to_json(oauth_token)::text AS row FROM oauth_token')
  expect(JSON.stringify(rows)).not.toContain(access_token)
  expect(JSON.stringify(rows)).not.toContain(refresh_token)
})

test('a refresh token serves once, and ends the pair it belongs to', async () => {
  const first = await signIn()
  const refresh = () => askToken({ grant_type: 'refresh_token', refresh_token: first.refresh_token })
  expect((await get('/api/v1/users/me', first.access_token)).status).toBe(200)

  const second = (await (await refresh()).json()) as TokenAnswer
  expect((await get('/api/v1/users/me', second.access_token)).status).toBe(200)
  expect((await get('/api/v1/users/me', first.access_token)).status).toBe(401)

  const replayed = await refresh()
  expect(replayed.status).toBe(400)
  expect(await replayed.json()).toMatchObject({ code: 'invalid_grant' })
})

test('of two refreshes at once, one succeeds', async () => {
  const { refresh_token } = await signIn()
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => askToken({ grant_type: 'refresh_token', refresh_token }))
  )
  expect(answers.map(res => res.status).sort()).toEqual([200, 400, 400, 400])
})

test('an expired refresh token is refused by name, an expired access token as invalid', async () => {
  const { access_token, refresh_token } = await signIn()
  await database.db.query('UPDATE oauth_token SET access_expires_at = now(), refresh_expires_at = now()')
  expect((await get('/api/v1/users/me', access_token)).status).toBe(401)
  const res = await askToken({ grant_type: 'refresh_token', refresh_token })
  expect(await res.json()).toMatchObject({ detail: 'Invalid grant: refresh token has expired' })
})

test('expired tokens are swept away, others stay', async () => {
  await database.db.query('DELETE FROM oauth_token')
  await signIn()
  await database.db.query("UPDATE oauth_token SET refresh_expires_at = now() - interval '1 second'")
  const { access_token } = await signIn()
  await sweepAuth(database.db)
  expect((await database.db.query('SELECT FROM oauth_token')).rowCount).toBe(1)
  expect((await get('/api/v1/users/me', access_token)).status).toBe(200)
})

test('a revoked token opens nothing more, at once', async () => {
  const { access_token } = await signIn()
  expect((await get('/api/v1/users/me', access_token)).status).toBe(200)
  const res = await post('/api/v1/users/revoke-token', access_token)
  expect([res.status, await res.json()]).toEqual([200, { success: true }])
  const after = await get('/api/v1/users/me', access_token)
  expect([after.status, await after.json()]).toEqual([
    401,
    {
      type: `${DOCS}#section/Errors/invalid_token`,
      detail: 'Token is invalid',
      status: 401,
      code: 'invalid_token',
      docs: `${DOCS}#operation/getUserInfo`,
      error: 'Token is invalid'
    }
  ])
})

test('who is not signed in cannot revoke', async () => {
  const res = await post('/api/v1/users/revoke-token', undefined)
  expect(res.status).toBe(401)
  expect(await res.json()).toMatchObject({ code: 'unauthorized_request' })
})

test('a bad token is refused where it matters, and ignored where nobody asks who comes', async () => {
  expect((await get('/open', 'deadbeef')).status).toBe(401)
  expect(await (await get('/open')).json()).toEqual({ viewer: null })
  expect((await get('/api/v1/oauth-clients/local', 'deadbeef')).status).toBe(200)
})

test('another scheme of Authorization is none of our business', async () => {
  const res = await fetch(`${server.origin}/open`, { headers: { Authorization: 'Basic cm9vdDpzZWNyZXQx' } })
  expect(await res.json()).toEqual({ viewer: null })
})

test('a refresh token is no access token', async () => {
  const { refresh_token } = await signIn()
  expect((await get('/api/v1/users/me', refresh_token)).status).toBe(401)
})

test('a malformed or oversized body is refused without a stack trace', async () => {
  const send = (body: string) =>
    fetch(`${server.origin}/api/v1/users/token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body
    })
  expect((await send('{')).status).toBe(400)
  expect((await send('null')).status).toBe(400)
  expect((await send(`"${'x'.repeat(600_000)}"`)).status).toBe(413)
})
