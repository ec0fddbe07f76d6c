import express from 'express'
import { TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { serve, type TestServer } from '../../../../../tests/support/serve.ts'
import { problemHandler } from '../../platform/http.ts'
import { twoFactorRoutes } from '../two-factor/index.ts'
import { createUser } from '../users/index.ts'
import { authenticate, authRoutes, isOwnPassword, openSessions } from './index.ts'

const origin = 'https://videos.example'
let database: FreshDatabase
let server: TestServer
let ada: number
let token: string
let rootToken: string

beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  const sessions = openSessions(db)
  const routes = twoFactorRoutes({
    db,
    origin,
    isOwnPassword: (viewer, password, address) => isOwnPassword(db, viewer, { password, address })
  })
  server = await serve(
    express()
      .use(authenticate({ db, sessions, origin }))
      .use('/api/v1', authRoutes({ db, sessions, origin }), routes, problemHandler)
  )
  ada = (await createUser(db, { ...person('ada'), role: 'user' })).id
  await createUser(db, { ...person('root'), role: 'administrator' })
  token = (await signIn('ada')).token!
  rootToken = (await signIn('root')).token!
})
afterAll(async () => {
  await server.close()
  await database.close()
})
beforeEach(() => database.db.query('DELETE FROM sign_in_failure'))

const person = (username: string) => ({ username, email: `${username}@example.org`, password: 'secret1' })

async function signIn(username: string, { code, password = 'secret1' }: { code?: string; password?: string } = {}) {
  const client = (await (await fetch(`${server.origin}/api/v1/oauth-clients/local`)).json()) as Record<string, string>
  const answer = await fetch(`${server.origin}/api/v1/users/token`, {
    method: 'POST',
    headers: code ? { 'x-peertube-otp': code } : {},
    body: new URLSearchParams({ ...client, grant_type: 'password', username, password })
  })
  const body = (await answer.json()) as { access_token?: string; code?: string }
  return {
    status: answer.status,
    token: body.access_token,
    code: body.code,
    header: answer.headers.get('x-peertube-otp')
  }
}
async function ask(path: string, body: unknown, as = token) {
  const answer = await fetch(`${server.origin}/api/v1/users/${ada}/two-factor/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${as}` },
    body: JSON.stringify(body)
  })
  const text = await answer.text()
  return { status: answer.status, body: (text ? JSON.parse(text) : {}) as Record<string, never> }
}
async function enable(): Promise<TOTP> {
  const { body } = await ask('request', { currentPassword: 'secret1' })
  const { requestToken, uri, secret } = (body as unknown as { otpRequest: Record<string, string> })['otpRequest']
  expect(uri).toMatch(/^otpauth:\/\/totp\/videos\.example:ada%40example\.org\?/)
  const totp = new TOTP({ secret: secret! })
  expect((await ask('confirm-request', { requestToken, otpToken: '000000' })).status).toBe(403)
  // The code of the step before: the one of now stays for signing in.
  const otpToken = totp.generate({ timestamp: Date.now() - 30_000 })
  expect((await ask('confirm-request', { requestToken, otpToken })).status).toBe(204)
  expect((await ask('confirm-request', { requestToken, otpToken })).status).toBe(400)
  return totp
}

test('is asked for after the password, and serves once', async () => {
  expect((await ask('request', { currentPassword: 'nope' })).body).toMatchObject({
    code: 'current_password_is_invalid'
  })
  const totp = await enable()
  expect(await signIn('ada')).toMatchObject({ status: 401, code: 'missing_two_factor', header: 'required; app' })
  expect(await signIn('ada', { password: 'wrong' })).toMatchObject({ status: 400, code: 'invalid_grant' })
  expect(await signIn('ada', { code: '123' })).toMatchObject({ status: 400, code: 'invalid_two_factor' })

  const code = totp.generate()
  const tried = await Promise.all([signIn('ada', { code }), signIn('ada', { code })])
  expect(tried.map(({ status }) => status).sort()).toEqual([200, 400])
  expect(await signIn('ada', { code })).toMatchObject({ status: 400, code: 'invalid_two_factor' })
})

test('cannot be guessed: wrong codes count as wrong passwords do', async () => {
  for (let number = 0; number < 10; number++) await signIn('ada', { code: '000000' })
  expect((await signIn('ada', { code: '000000' })).status).toBe(429)
})

test('is ended by its owner with the password, or by an administrator', async () => {
  expect((await ask('disable', { currentPassword: 'nope' })).status).toBe(403)
  expect((await ask('disable', { currentPassword: 'secret1' })).status).toBe(204)
  expect((await signIn('ada')).status).toBe(200)
  await enable()
  expect((await ask('request', { currentPassword: 'secret1' }, rootToken)).status).toBe(403)
  expect((await ask('disable', {}, rootToken)).status).toBe(204)
  expect((await ask('disable', {}, rootToken)).status).toBe(400)
})
