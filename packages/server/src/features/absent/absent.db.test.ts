import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { absentRoutes } from './index.ts'

let database: FreshDatabase
let server: TestServer
let people: People

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  server = await serveApi(people, absentRoutes())
})
afterAll(async () => {
  await server.close()
  await database.close()
})

test.each([
  ['GET', '/plugins', 'ruth', 200],
  ['GET', '/plugins', 'mona', 403],
  ['GET', '/plugins/available', 'ruth', 200],
  ['POST', '/plugins/install', 'ruth', 501],
  ['POST', '/plugins/install', undefined, 401],
  ['GET', '/plugins/peertube-plugin-x', 'ruth', 404],
  ['GET', '/plugins/peertube-plugin-x/public-settings', undefined, 404],
  ['POST', '/videos/live', 'ada', 403],
  ['POST', '/videos/live', undefined, 401],
  ['GET', '/videos/live/x', undefined, 404],
  ['POST', '/videos/1/studio/edit', 'ada', 400],
  ['POST', '/videos/1/studio/edit', undefined, 401],
  ['POST', '/videos/1/captions/generate', 'ada', 400],
  ['POST', '/video-channels/ada_channel/import-videos', 'ada', 403],
  ['POST', '/video-channel-syncs', 'ada', 403],
  ['DELETE', '/video-channel-syncs/1', 'ada', 404],
  ['GET', '/accounts/ada/video-channel-syncs', 'ada', 200]
] as const)('%s %s is answered to %s with %i', async (method, path, as, status) => {
  const answer = await fetch(`${server.origin}/api/v1${path}`, {
    method,
    ...(as && { headers: { authorization: as } })
  })
  expect(answer.status).toBe(status)
  if (status === 200) expect(await answer.json()).toEqual({ total: 0, data: [] })
})
