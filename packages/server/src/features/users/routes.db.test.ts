import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { serve, type TestServer } from '../../../../../tests/support/serve.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import { userDeps } from '../../../../../tests/support/user-deps.ts'
import { problemHandler, type Viewer } from '../../platform/http.ts'
import { openDiskStorage } from '../../platform/storage/disk.ts'
import { createUser, userRoutes } from './index.ts'

const origin = 'https://videos.example'
let database: FreshDatabase
let server: TestServer
let viewer: Viewer | undefined
let root: Viewer

beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  const app = express()
  app.use((_req, res, next) => {
    res.locals['viewer'] = viewer
    next()
  })
  app.use(
    '/api/v1',
    userRoutes({
      db,
      origin,
      settings: someSettings({ user: { videoQuota: 5e9 } }),
      hasMail: false,
      ...userDeps(database.db),
      storage: openDiskStorage('/nowhere'),
      cancelTranscoding: async () => {},
      endSessions: async () => {}
    })
  )
  app.use(problemHandler)
  server = await serve(app)

  const made = await createUser(db, {
    username: 'root',
    email: 'root@example.org',
    password: 'secret1',
    role: 'administrator'
  })
  root = { userId: made.id, accountId: made.accountId, username: 'root', role: 'administrator' }
})
afterAll(async () => {
  await server.close()
  await database.close()
})

const get = (path: string) => fetch(`${server.origin}/api/v1${path}`)
const create = (body: unknown) =>
  fetch(`${server.origin}/api/v1/users`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body)
  })

const aUser = (username: string) => ({ username, email: `${username}@example.org`, password: 'secret1', role: 2 })

test('users/me tells who one is, with account and channels, as PeerTube does', async () => {
  viewer = root
  const res = await get('/users/me')
  expect(res.status).toBe(200)
  expect(await res.json()).toMatchObject({
    id: root.userId,
    username: 'root',
    email: 'root@example.org',
    role: { id: 0, label: 'Administrator' },
    videoQuota: -1,
    account: {
      id: root.accountId,
      url: 'https://videos.example/accounts/root',
      host: 'videos.example',
      name: 'root',
      displayName: 'root',
      userId: root.userId
    },
    videoChannels: [
      {
        url: 'https://videos.example/video-channels/root_channel',
        name: 'root_channel',
        displayName: 'Main root channel',
        isLocal: true
      }
    ],
    lastLoginDate: null
  })
})

test('what is stored is told in bytes', async () => {
  viewer = root
  expect(await (await get('/users/me/video-quota-used')).json()).toEqual({ videoQuotaUsed: 0, videoQuotaUsedDaily: 0 })
})

test('an administrator makes users, with the quota of the settings unless told otherwise', async () => {
  viewer = root
  const res = await create(aUser('ada'))
  expect(res.status).toBe(200)
  const { user } = (await res.json()) as { user: { id: number; account: { id: number } } }
  expect(user).toEqual({ id: expect.any(Number), account: { id: expect.any(Number) } })

  await create({ ...aUser('bob'), role: 1, videoQuota: 1000, videoQuotaDaily: 500, channelName: 'Workshop' })
  const { rows } = await database.db.query(
    "SELECT username, role, video_quota, video_quota_daily FROM app_user WHERE username <> 'root' ORDER BY id"
  )
  expect(rows).toEqual([
    { username: 'ada', role: 'user', video_quota: 5e9, video_quota_daily: -1 },
    { username: 'bob', role: 'moderator', video_quota: 1000, video_quota_daily: 500 }
  ])
})

test('a taken name is a conflict', async () => {
  viewer = root
  const res = await create({ ...aUser('root'), email: 'other@example.org' })
  expect(res.status).toBe(409)
  expect(await res.json()).toEqual({
    type: 'about:blank',
    title: 'Conflict',
    detail: 'User with this username or email already exists.',
    status: 409,
    docs: 'https://docs.joinpeertube.org/api-rest-reference.html#operation/addUser',
    error: 'User with this username or email already exists.'
  })
})

test('a wrong field is named', async () => {
  viewer = root
  const res = await create({ ...aUser('carol'), email: 'nope' })
  expect(res.status).toBe(400)
  expect(await res.json()).toMatchObject({
    detail: 'Incorrect request parameters: email',
    'invalid-params': { email: { type: 'field', value: 'nope', msg: 'Invalid value', path: 'email', location: 'body' } }
  })
})

test('a plain user makes no users, and a moderator plain ones only', async () => {
  viewer = { ...root, username: 'mallory', role: 'user' }
  expect((await create(aUser('dave'))).status).toBe(403)
  viewer = { ...root, username: 'mona', role: 'moderator' }
  for (const role of [0, 1]) expect((await create({ ...aUser('dave'), role })).status).toBe(403)
  expect((await create(aUser('dave'))).status).toBe(200)
})

test('who is not signed in is told so', async () => {
  viewer = undefined
  for (const res of [await get('/users/me'), await get('/users/me/video-quota-used'), await create(aUser('erin'))]) {
    expect(res.status).toBe(401)
    expect(await res.json()).toMatchObject({ code: 'unauthorized_request' })
  }
})
