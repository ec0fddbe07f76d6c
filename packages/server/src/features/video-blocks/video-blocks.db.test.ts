import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type AVideo, aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import type { DomainEvent } from '../../contract/index.ts'
import { holdNewVideo, videoBlockRoutes } from './index.ts'

let database: FreshDatabase
let server: TestServer
let people: People
let video: AVideo

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  server = await serveApi(people, videoBlockRoutes({ db: database.db, origin: 'http://videos.example' }))
})
afterAll(async () => {
  await server.close()
  await database.close()
})
beforeEach(async () => {
  await database.db.query('DELETE FROM video_block; DELETE FROM domain_event')
  video = await aVideo(database.db, people.ada.channelId, { name: 'Déjà vu' })
})

// biome-ignore lint/suspicious/noExplicitAny: what answers hold is what the tests find out.
type Answer = { status: number; body: any }
async function ask(method: string, path: string, as?: keyof People, body?: unknown): Promise<Answer> {
  const answer = await fetch(`${server.origin}/api/v1${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', ...(as && { authorization: as }) },
    ...(body !== undefined && { body: JSON.stringify(body) })
  })
  const text = await answer.text()
  return { status: answer.status, body: text ? JSON.parse(text) : undefined }
}
const block = (as: keyof People | undefined, body: object = {}, method = 'POST') =>
  ask(method, `/videos/${video.uuid}/blacklist`, as, body)
const unblock = (as: keyof People | undefined) => ask('DELETE', `/videos/${video.uuid}/blacklist`, as)
const list = async (query = '') => (await ask('GET', `/videos/blacklist${query}`, 'mona')).body
const events = async () =>
  (
    await database.db.query<{ payload: DomainEvent }>(
      "SELECT payload FROM domain_event WHERE subscriber = 'notifications' ORDER BY id"
    )
  ).rows.map(({ payload }) => payload.type)

test('are made, changed, listed and lifted', async () => {
  expect((await block('mona', { reason: 'Rights', unfederate: true })).status).toBe(204)
  expect(await list()).toMatchObject({
    total: 1,
    data: [
      {
        id: expect.any(Number),
        reason: 'Rights',
        unfederated: true,
        type: 1,
        createdAt: expect.any(String),
        video: { id: video.id, name: 'Déjà vu', blacklisted: true, blacklistedReason: 'Rights' }
      }
    ]
  })
  expect((await block('mona', { reason: 'Other rights' }, 'PUT')).status).toBe(204)
  expect((await block('ruth', { reason: '' })).status).toBe(204)
  expect((await list()).data[0]).toMatchObject({ reason: null, unfederated: false })
  expect(await list('?search=deja&type=1&sort=name')).toMatchObject({ total: 1 })
  expect(await list('?type=2')).toEqual({ total: 0, data: [] })
  expect(await list('?start=4')).toEqual({ total: 1, data: [] })

  expect((await unblock('mona')).status).toBe(204)
  expect((await unblock('mona')).status).toBe(404)
  expect((await block('mona', { reason: 'None' }, 'PUT')).status).toBe(404)
  expect(await list()).toEqual({ total: 0, data: [] })
  // The second block no longer hides it from other servers.
  expect(await events()).toEqual(['video.blocked', 'video.updated', 'video.unblocked'])
})

test('are for moderators, of videos that are there, for reasons', async () => {
  for (const method of ['POST', 'PUT', 'DELETE']) {
    expect((await block(undefined, {}, method)).status).toBe(401)
    expect((await block('ada', {}, method)).status).toBe(403)
  }
  expect((await ask('GET', '/videos/blacklist', 'ada')).status).toBe(403)
  expect((await ask('GET', '/videos/blacklist')).status).toBe(401)
  expect((await ask('GET', '/videos/blacklist?type=3', 'mona')).status).toBe(400)
  for (const body of [{ reason: 'x' }, { reason: 'x'.repeat(301) }, { unfederate: 'perhaps' }])
    expect((await block('mona', body)).status).toBe(400)
  expect((await ask('POST', '/videos/999999/blacklist', 'mona', {})).status).toBe(404)
  expect(await events()).toEqual([])
})

test('two at once are one', async () => {
  await Promise.all(['mona', 'ruth', 'mona', 'ruth'].map(as => block(as as keyof People, { reason: `By ${as}` })))
  expect((await list()).total).toBe(1)
  expect(await events()).toEqual(['video.blocked'])
  const answers = await Promise.all([unblock('mona'), unblock('ruth')])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 404])
})

test('hold new videos back where the settings say so, but not of moderators and the trusted', async () => {
  const { db } = database
  const hold = (userId: number, enabled: boolean) => {
    const settings = someSettings({ autoBlacklist: { videos: { ofUsers: { enabled } } } })
    return db.transaction(tx => holdNewVideo(tx, settings, { videoId: video.id, userId }))
  }
  await hold(people.ada.userId, false)
  await hold(people.mona.userId, true)
  await db.query('UPDATE app_user SET admin_flags = 1 WHERE id = $1', [people.ada.userId])
  await hold(people.ada.userId, true)
  expect((await list()).total).toBe(0)

  await db.query('UPDATE app_user SET admin_flags = 0')
  await hold(people.ada.userId, true)
  await hold(people.ada.userId, true)
  expect((await list('?type=2')).data).toMatchObject([{ type: 2, unfederated: true, reason: expect.any(String) }])
  expect((await unblock('mona')).status).toBe(204)
  expect(await events()).toEqual(['video.auto-blocked', 'video.unblocked', 'video.published'])
})
