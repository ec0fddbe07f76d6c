import express, { type Request, type Response } from 'express'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { serve, type TestServer } from '../../../../../tests/support/serve.ts'
import type { OAuthClientLocal } from '../../contract/index.ts'
import { problemHandler, requireViewer } from '../../platform/http.ts'
import { createUser } from '../users/index.ts'
import { authenticate, authRoutes, type FailedSignIn, openSessions, sessionRoutes } from './index.ts'

const origin = 'https://videos.example'
let database: FreshDatabase
let server: TestServer

beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  const sessions = openSessions(db)
  const renderSignIn = (_req: Request, res: Response, failed: FailedSignIn) => void res.status(401).json(failed)
  const app = express()
  app.use(authenticate({ db, sessions, origin }))
  app.use('/api/v1', authRoutes({ db, sessions, origin }))
  app.use(sessionRoutes({ db, sessions, origin, renderSignIn }))
  app.all('/private', (_req, res) => void res.json(requireViewer(res)))
  app.use(problemHandler)
  server = await serve(app)
  await createUser(db, { username: 'ada', email: 'ada@example.org', password: 'secret1', role: 'user' })
})
afterAll(async () => {
  await server.close()
  await database.close()
})
beforeEach(async () => {
  await database.db.query('DELETE FROM sign_in_failure')
})

const submit = (path: string, fields: Record<string, string>, headers: Record<string, string> = { Origin: origin }) =>
  fetch(server.origin + path, { method: 'POST', headers, body: new URLSearchParams(fields), redirect: 'manual' })

const login = (fields: Record<string, string> = {}, headers?: Record<string, string>) =>
  submit('/login', { username: 'ada', password: 'secret1', next: '/upload', ...fields }, headers)

const findClient = async () =>
  (await (await fetch(`${server.origin}/api/v1/oauth-clients/local`)).json()) as OAuthClientLocal

const cookieOf = (res: globalThis.Response) => res.headers.getSetCookie()[0]?.split(';')[0] ?? ''

const visit = (cookie: string, method = 'GET', headers: Record<string, string> = {}) =>
  fetch(`${server.origin}/private`, { method, headers: { Cookie: cookie, ...headers } })

test('the right password sets a cookie that scripts cannot read, and leads on', async () => {
  const res = await login()
  expect(res.status).toBe(303)
  expect(res.headers.get('location')).toBe('/upload')
  const [cookie = ''] = res.headers.getSetCookie()
  expect(cookie).toMatch(/^colombier_session=[0-9a-f]{40}; /)
  for (const part of ['Max-Age=1209600', 'Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']) expect(cookie).toContain(part)
  expect(await (await visit(cookieOf(res))).json()).toMatchObject({ username: 'ada', role: 'user' })
})

test('a wrong password shows the form again, with what was typed', async () => {
  const res = await login({ password: 'wrong' })
  expect(res.headers.getSetCookie()).toEqual([])
  expect(await res.json()).toEqual({ username: 'ada', failure: 'wrong', next: '/upload' })
})

test('an empty form is wrong, and no attempt', async () => {
  const res = await submit('/login', {})
  expect(await res.json()).toEqual({ username: '', failure: 'wrong', next: '/' })
  expect((await database.db.query('SELECT FROM sign_in_failure')).rowCount).toBe(0)
})

test('too many wrong passwords are throttled, with the applications’ attempts in one count', async () => {
  const client = await findClient()
  const wrong = { ...client, grant_type: 'password', username: 'ada@example.org', password: 'wrong' }
  for (let index = 0; index < 5; index++) {
    await login({ password: 'wrong' })
    await submit('/api/v1/users/token', wrong)
  }
  const res = await login()
  expect(Number(res.headers.get('retry-after'))).toBeGreaterThan(500)
  expect(await res.json()).toMatchObject({ failure: 'throttled' })

  await database.db.query("UPDATE sign_in_failure SET failed_at = failed_at - interval '10 minutes'")
  expect((await login()).status).toBe(303)
})

test.each(['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example', '/.//elsewhere.example'])(
  'signing in never leads to %s',
  async next => {
    expect((await login({ next })).headers.get('location')).toBe('/')
  }
)

test.each([
  [{ Origin: 'https://elsewhere.example' }],
  [{ Origin: 'null' }],
  [{ 'Sec-Fetch-Site': 'cross-site' }],
  [{ 'Sec-Fetch-Site': 'same-site' }]
])('a form sent with %o signs nobody in or out', async headers => {
  const signedIn = cookieOf(await login())
  const foreign = await login({}, headers as Record<string, string>)
  expect([foreign.status, foreign.headers.getSetCookie()]).toEqual([403, []])
  expect((await submit('/logout', {}, { ...headers, Cookie: signedIn } as Record<string, string>)).status).toBe(403)
  expect((await visit(signedIn)).status).toBe(200)
})

test('a text browser, which tells nothing of where a form was, can sign in', async () => {
  expect((await login({}, {})).status).toBe(303)
})

test('the cookie reads, but changes things only from our own pages', async () => {
  const cookie = cookieOf(await login())
  expect((await visit(cookie, 'GET', { Origin: 'https://elsewhere.example' })).status).toBe(200)
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    expect((await visit(cookie, method)).status).toBe(401)
    expect((await visit(cookie, method, { Origin: 'https://elsewhere.example' })).status).toBe(401)
    expect((await visit(cookie, method, { 'Sec-Fetch-Site': 'same-site' })).status).toBe(401)
    expect((await visit(cookie, method, { Origin: origin })).status).toBe(200)
    expect((await visit(cookie, method, { Origin: 'null', 'Sec-Fetch-Site': 'same-origin' })).status).toBe(200)
  }
})

test('signing out ends the session, not only the cookie', async () => {
  const cookie = cookieOf(await login())
  expect((await visit(cookie)).status).toBe(200)
  const res = await submit('/logout', {}, { Origin: origin, Cookie: cookie })
  expect([res.status, res.headers.get('location')]).toEqual([303, '/'])
  expect(res.headers.getSetCookie()[0]).toMatch(/^colombier_session=; .*Expires=Thu, 01 Jan 1970/)
  expect((await visit(cookie)).status).toBe(401)
})

test('signing in again ends the session before', async () => {
  const before = cookieOf(await login())
  const after = cookieOf(await login({}, { Origin: origin, Cookie: before }))
  expect((await visit(before)).status).toBe(401)
  expect((await visit(after)).status).toBe(200)
})

test('a page viewed a day later lengthens the session; a file does not carry the cookie', async () => {
  const cookie = cookieOf(await login())
  await database.db.query("UPDATE oauth_token SET access_expires_at = now() + interval '12 days'")
  expect((await visit(cookie)).headers.getSetCookie()).toEqual([])
  const page = await visit(cookie, 'GET', { Accept: 'text/html,*/*' })
  expect(cookieOf(page)).toBe(cookie)
  const { rows } = await database.db.query<{ days: number }>(
    'SELECT max(extract(day FROM access_expires_at - now()))::int AS days FROM oauth_token'
  )
  expect(rows[0]?.days).toBeGreaterThanOrEqual(13)
  expect((await visit(cookie, 'GET', { Accept: 'text/html' })).headers.getSetCookie()).toEqual([])
})

test('a session cookie is no bearer token, nor an access token a cookie', async () => {
  const token = cookieOf(await login()).split('=')[1]
  const asBearer = await fetch(`${server.origin}/private`, { headers: { Authorization: `Bearer ${token}` } })
  expect(asBearer.status).toBe(401)

  const client = await findClient()
  const granted = await submit('/api/v1/users/token', {
    ...client,
    grant_type: 'password',
    username: 'ada',
    password: 'secret1'
  })
  const { access_token } = (await granted.json()) as { access_token: string }
  expect((await visit(`colombier_session=${access_token}`)).status).toBe(401)
})
