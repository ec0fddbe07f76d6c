import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import type { FileToken } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { openDiskStorage } from '../../platform/storage/disk.ts'
import { createMediaAccess } from './media-access.ts'
import { openVideo } from './open-video.ts'
import { videoRoutes } from './routes.ts'

const TOKEN_SECRET = Buffer.alloc(32, 1)
const ORIGIN = 'http://localhost:9000'
let database: FreshDatabase
let server: TestServer
let uuid: string
let otherUuid: string

beforeAll(async () => {
  database = await freshDatabase()
  const people = await makePeople(database.db)
  uuid = (await aVideo(database.db, people.ada.channelId, { privacy: 3 })).uuid
  otherUuid = (await aVideo(database.db, people.ada.channelId, { privacy: 5, passwords: ['sesame'] })).uuid
  const deps = {
    db: database.db,
    origin: ORIGIN,
    tokenSecret: TOKEN_SECRET,
    settings: someSettings(),
    storage: openDiskStorage('/nowhere')
  }
  server = await serveApi(people, videoRoutes({ ...deps, cancelTranscoding: async () => {} }))
})
afterAll(async () => {
  await server.close()
  await database.close()
})
afterEach(() => {
  vi.useRealTimers()
})

async function askToken(of: string, headers: Record<string, string>): Promise<FileToken['files']> {
  const answer = await fetch(`${server.origin}/api/v1/videos/${of}/token`, { method: 'POST', headers })
  expect(answer.status).toBe(200)
  return ((await answer.json()) as FileToken).files
}

/** What a token opens: the files, the page. */
async function opens(of: string, fileToken: string): Promise<boolean[]> {
  const nobody = { viewer: undefined, password: undefined, fileToken }
  const isLetIn = (asked: Promise<unknown>) =>
    asked.then(
      () => true,
      error => {
        expect(error).toBeInstanceOf(AppError)
        return false
      }
    )
  const deps = { db: database.db, origin: ORIGIN, tokenSecret: TOKEN_SECRET }
  return [await isLetIn(createMediaAccess(deps)(of, nobody)), await isLetIn(openVideo(deps, of, nobody))]
}

const NOTHING = [false, false]

test('who may not watch gets no token', async () => {
  const ask = (of: string, headers: Record<string, string> = {}) =>
    fetch(`${server.origin}/api/v1/videos/${of}/token`, { method: 'POST', headers }).then(({ status }) => status)
  expect(await ask(uuid)).toBe(401)
  expect(await ask(uuid, { authorization: 'bob' })).toBe(403)
  expect(await ask(otherUuid)).toBe(403)
  expect(await ask(otherUuid, { 'x-peertube-video-password': 'wrong' })).toBe(403)
})

test('a token for one video opens no other', async () => {
  const { token } = await askToken(uuid, { authorization: 'ada' })
  expect(await opens(otherUuid, token)).toEqual(NOTHING)
})

test.each(['', 'nonsense', '.', `zzzzzzzz.${'a'.repeat(43)}`, `${'a'.repeat(5000)}`, '%00'])(
  'the token %j opens nothing',
  async token => expect(await opens(uuid, token)).toEqual(NOTHING)
)

test('a token whose expiry is pushed back opens nothing', async () => {
  const { token, expires } = await askToken(uuid, { authorization: 'ada' })
  const later = (new Date(expires).getTime() + 3_600_000).toString(36)
  expect(await opens(uuid, token.replace(/^[^.]+/, later))).toEqual(NOTHING)
})

test('a token opens its video until it expires, and nothing after that', async () => {
  const { token, expires } = await askToken(uuid, { authorization: 'ada' })
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(expires).getTime() - 1000 })
  expect(await opens(uuid, token)).toEqual([true, true])
  vi.setSystemTime(new Date(expires).getTime() + 1000)
  expect(await opens(uuid, token)).toEqual(NOTHING)
})

test('a token opens files alone: it neither renews itself nor tells the details', async () => {
  const { token } = await askToken(uuid, { authorization: 'ada' })
  const path = `${server.origin}/api/v1/videos/${uuid}`
  expect((await fetch(`${path}?videoFileToken=${token}`)).status).toBe(401)
  expect((await fetch(`${path}/token?videoFileToken=${token}`, { method: 'POST' })).status).toBe(401)
})

test('a token dies with the password it was given for', async () => {
  const { token } = await askToken(otherUuid, { 'x-peertube-video-password': 'sesame' })
  await database.db.query("UPDATE video_password SET password = 'changed'")
  expect(await opens(otherUuid, token)).toEqual(NOTHING)
  await database.db.query("UPDATE video_password SET password = 'sesame'")
  expect(await opens(otherUuid, token)).toEqual([true, true])
})

test('who knows the password gets a token that stands for it', async () => {
  const { token } = await askToken(otherUuid, { 'x-peertube-video-password': 'sesame' })
  expect(await opens(otherUuid, token)).toEqual([true, true])
  expect(await opens(uuid, token)).toEqual(NOTHING)
})
