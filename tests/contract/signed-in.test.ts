/** One sign-in for the pages, the API and the files, put together as the server does. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RequestHandler, Router } from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createHttpApp } from '../../packages/server/src/app/http.ts'
import { authenticate, authRoutes, openSessions, sessionRoutes } from '../../packages/server/src/features/auth/index.ts'
import { playbackRoutes } from '../../packages/server/src/features/playback/index.ts'
import { createUser } from '../../packages/server/src/features/users/index.ts'
import { createMediaAccess, videoRoutes } from '../../packages/server/src/features/videos/index.ts'
import { viewerOf } from '../../packages/server/src/platform/http.ts'
import { openDiskStorage } from '../../packages/server/src/platform/storage/disk.ts'
import { type AVideo, aVideo, giveRendition } from '../support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { serve, type TestServer } from '../support/serve.ts'
import { someSettings } from '../support/settings.ts'

const ORIGIN = 'http://localhost:9000'
const SECRET = Buffer.alloc(32, 1)
let database: FreshDatabase
let folder: string
let server: TestServer
let video: AVideo
let file: string
const cookies = new Map<string, string>()
const tokens = new Map<string, string>()

beforeAll(async () => {
  database = await freshDatabase()
  folder = await mkdtemp(join(tmpdir(), 'signed-in-'))
  const { db } = database
  const person = (username: string) =>
    createUser(db, { username, email: `${username}@example.org`, password: 'a-password', role: 'user' })
  const ada = await person('ada')
  await person('bob')
  server = await serve(createHttpApp({ trustProxy: 'loopback' }, partsOfServer()))

  video = await aVideo(db, ada.channelId, { privacy: 3 })
  const names = await giveRendition(db, video)
  await writeFile(join(folder, 'new'), '0123456789')
  await openDiskStorage(folder).put(join(folder, 'new'), `streaming-playlists/hls/${video.uuid}/${names.file}`)
  file = `/static/streaming-playlists/hls/private/${video.uuid}/${names.file}`
  for (const name of ['ada', 'bob']) await signIn(name)
})
afterAll(async () => {
  await server.close()
  await database.close()
  await rm(folder, { recursive: true })
})

const passOn: RequestHandler = (_req, _res, next) => next()

function partsOfServer(): Parameters<typeof createHttpApp>[1] {
  const { db } = database
  const sessions = openSessions(db)
  const deps = { db, storage: openDiskStorage(folder), origin: ORIGIN, tokenSecret: SECRET }
  const pages = Router()
  pages.get('/page', (_req, res) => void res.json(viewerOf(res) ?? null))
  return {
    noteWaiting: passOn,
    limits: { prepare: passOn, countAll: passOn },
    tracker: Router(),
    authenticate: authenticate({ db, sessions, origin: ORIGIN }),
    auditTrail: passOn,
    api: [
      authRoutes({ db, sessions, origin: ORIGIN }),
      videoRoutes({ ...deps, settings: someSettings(), cancelTranscoding: async () => {} })
    ],
    files: playbackRoutes({
      ...deps,
      accelPrefix: undefined,
      bringFile: async () => false,
      noteSent: () => {},
      checkMediaAccess: createMediaAccess(deps),
      torrents: { find: async () => undefined, make: async () => '' }
    }),
    documents: [],
    activities: Router(),
    session: sessionRoutes({ db, sessions, origin: ORIGIN, renderSignIn: (_req, res) => void res.sendStatus(401) }),
    pages,
    pageErrors: (_error, _req, res, _next) => void res.sendStatus(404),
    assetsFolder: folder
  }
}

async function signIn(username: string) {
  const form = { username, password: 'a-password' }
  const headers = { origin: ORIGIN }
  const init = { method: 'POST', headers, body: new URLSearchParams(form), redirect: 'manual' } as const
  const answer = await fetch(`${server.origin}/login`, init)
  cookies.set(username, answer.headers.get('set-cookie')!.split(';')[0]!)
  const client = (await (await fetch(`${server.origin}/api/v1/oauth-clients/local`)).json()) as Record<string, string>
  const body = new URLSearchParams({ ...client, ...form, grant_type: 'password' })
  const granted = await fetch(`${server.origin}/api/v1/users/token`, { method: 'POST', body })
  tokens.set(username, ((await granted.json()) as { access_token: string }).access_token)
}

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`${server.origin}${path}`, { method, headers })
const withCookie = (name: string) => ({ cookie: cookies.get(name)! })
const withToken = (name: string) => ({ authorization: `Bearer ${tokens.get(name)}` })

test.each([
  ['nobody', () => ({}), 401],
  ["somebody else's cookie", () => withCookie('bob'), 403],
  ["somebody else's token", () => withToken('bob'), 403],
  ['a made-up cookie', () => ({ cookie: `colombier_session=${'0'.repeat(40)}` }), 401],
  ['a made-up token', () => ({ authorization: `Bearer ${'0'.repeat(40)}` }), 401],
  ["a made-up token beside the owner's cookie", () => ({ ...withCookie('ada'), authorization: 'Bearer x' }), 401],
  ["the owner's token under another scheme", () => ({ authorization: `Basic ${tokens.get('ada')}` }), 401],
  ["the owner's cookie", () => withCookie('ada'), 200],
  ["the owner's token", () => withToken('ada'), 200]
])('with %s, a private video and its files answer %i', async (_name, headers, status) => {
  expect((await get(file, headers())).status).toBe(status)
  expect((await get(`/api/v1/videos/${video.uuid}`, headers())).status).toBe(status)
  expect(
    (await get(`/download/streaming-playlists/hls/videos/${video.uuid}-720-fragmented.mp4`, headers())).status
  ).toBe(status)
})

test("another site's page can use the cookie neither to change something nor to read with it", async () => {
  const foreign = { ...withCookie('ada'), origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
  expect((await get(`/api/v1/videos/${video.uuid}`, foreign, 'DELETE')).status).toBe(401)
  expect((await get(`/api/v1/videos/${video.uuid}/token`, foreign, 'POST')).status).toBe(401)
  const answer = await get(file, foreign)
  // A browser that sends cookies along needs both of these to let a script read.
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
})

test('every answer forbids to guess its type, refusals included', async () => {
  for (const path of [file, '/api/v1/videos', '/api/v1/nothing', '/static/nothing', '/nothing', '/page']) {
    const { headers } = await get(path)
    expect([path, headers.get('x-content-type-options'), headers.get('x-powered-by')]).toEqual([path, 'nosniff', null])
  }
})

test.each(['/api/v1/nothing', '/static/nothing', '/lazy-static/nothing', '/download/nothing'])(
  '%s is a problem document and no page',
  async path => {
    const answer = await get(path, { accept: 'text/html' })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      404,
      expect.stringMatching(/^application\/problem\+json/)
    ])
  }
)

test('the owner signs out, and the cookie opens nothing any more', async () => {
  const left = withCookie('ada')
  await fetch(`${server.origin}/logout`, { method: 'POST', headers: { ...left, origin: ORIGIN }, redirect: 'manual' })
  expect((await get(file, left)).status).toBe(401)
  expect(await (await get('/page', left)).json()).toBeNull()
  expect((await get(file, withToken('ada'))).status).toBe(200)
})
