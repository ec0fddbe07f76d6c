import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { openDiskStorage } from '../../platform/storage/disk.ts'
import { channelRoutes } from './index.ts'

const ORIGIN = 'http://videos.example'
let database: FreshDatabase
let server: TestServer
let people: People
let folder: string

beforeAll(async () => {
  database = await freshDatabase()
  folder = await mkdtemp(join(tmpdir(), 'colombier-channels-'))
  people = await makePeople(database.db)
  const deps = { db: database.db, storage: openDiskStorage(folder), cancelTranscoding: async () => {} }
  server = await serveApi(people, channelRoutes({ ...deps, origin: ORIGIN }))
})
afterAll(async () => {
  await server.close()
  await database.close()
  await rm(folder, { recursive: true })
})

async function ask(path: string, { as, method = 'GET', body }: { as?: string; method?: string; body?: unknown } = {}) {
  const answer = await fetch(`${server.origin}/api/v1${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', ...(as && { authorization: as }) },
    ...(body !== undefined && { body: JSON.stringify(body) })
  })
  const text = await answer.text()
  return { status: answer.status, body: (text ? JSON.parse(text) : null) as Record<string, unknown> }
}
const create = (as: string, name: string, more = {}) =>
  ask('/video-channels', { as, method: 'POST', body: { name, displayName: `The ${name}`, ...more } })
const dataOf = (body: Record<string, unknown>) => body['data'] as { name: string }[]

describe('creating', () => {
  test('makes a channel that everybody sees', async () => {
    expect((await create('ada', 'choir', { description: 'We sing', support: 'Give' })).status).toBe(200)
    const { body } = await ask('/video-channels/choir')
    expect(body).toMatchObject({ name: 'choir', displayName: 'The choir', description: 'We sing', support: 'Give' })
    expect(body['ownerAccount']).toMatchObject({ name: 'ada' })
    expect((await ask('/video-channels/choir@videos.example')).body['id']).toBe(body['id'])
  })

  test.each([
    ['choir', 409],
    ['CHOIR', 409],
    ['ada', 409],
    ['peertube', 409],
    ['with space', 400],
    ['../up', 400],
    ['', 400],
    ['x'.repeat(51), 400]
  ])('refuses the name "%s"', async (name, status) => {
    expect((await create('bob', name)).status).toBe(status)
  })

  test.each([
    { displayName: '' },
    { displayName: 'x'.repeat(121) },
    { description: 'ab' },
    { support: 'x'.repeat(1001) }
  ])('refuses %j', async wrong => expect((await create('bob', 'never', wrong)).status).toBe(400))

  test('needs somebody, and ends at twenty', async () => {
    expect((await ask('/video-channels', { method: 'POST', body: {} })).status).toBe(401)
    const made = await Promise.all(Array.from({ length: 22 }, (_, index) => create('mona', `mona_${index}`)))
    expect(made.filter(({ status }) => status === 200)).toHaveLength(19)
    expect(made.filter(({ status }) => status === 400)).toHaveLength(3)
  })
})

describe('changing', () => {
  test.each([
    [undefined, 401],
    ['bob', 403],
    ['mona', 204],
    ['ruth', 204],
    ['ada', 204]
  ])('by %s answers %i', async (as, status) => {
    const put = { ...(as && { as }), method: 'PUT', body: { displayName: `By ${as}` } }
    expect((await ask('/video-channels/choir', put)).status).toBe(status)
    const { body } = await ask('/video-channels/choir')
    expect(body['displayName'] === `By ${as}`).toBe(status === 204)
  })

  test('leaves what is absent and removes what is empty', async () => {
    await ask('/video-channels/choir', { as: 'ada', method: 'PUT', body: { description: '' } })
    expect((await ask('/video-channels/choir')).body).toMatchObject({ description: null, support: 'Give' })
  })
})

describe('a new text of support', () => {
  const supportOf = async (id: number) =>
    (await database.db.query<{ support: string }>('SELECT support FROM video WHERE id = $1', [id])).rows[0]!.support

  test('is said of every video when that is asked for, and told to other servers once', async () => {
    const { body } = await ask('/video-channels/choir')
    const [own, same] = await Promise.all([
      aVideo(database.db, body['id'] as number, { support: 'Old' }),
      aVideo(database.db, body['id'] as number, { support: 'New' })
    ])
    const other = await aVideo(database.db, people.ada.channelId, { support: 'Old' })
    const put = (more: object) => ask('/video-channels/choir', { as: 'ada', method: 'PUT', body: more })

    await put({ support: 'Newer', bulkVideosSupportUpdate: false })
    expect(await supportOf(own.id)).toBe('Old')
    expect((await put({ support: 'New', bulkVideosSupportUpdate: 'yes' })).status).toBe(400)
    await database.db.query('DELETE FROM domain_event')
    await put({ support: 'New', bulkVideosSupportUpdate: true })
    expect(await Promise.all([own, same, other].map(({ id }) => supportOf(id)))).toEqual(['New', 'New', 'Old'])
    const { rows } = await database.db.query<{ id: number }>(
      `SELECT DISTINCT (payload ->> 'videoId')::bigint AS id FROM domain_event WHERE payload ->> 'type' = 'video.updated'`
    )
    expect(rows).toEqual([{ id: own.id }])
  })
})

describe('lists', () => {
  test('tell their total on any page', async () => {
    const whole = (await ask('/video-channels?count=100&sort=name')).body
    expect(dataOf(whole).map(({ name }) => name)).toContain('choir')
    const beyond = (await ask('/video-channels?start=1000')).body
    expect(beyond).toEqual({ total: whole['total'], data: [] })
    expect((await ask('/accounts?sort=-createdAt&count=2')).body).toMatchObject({ total: 4 })
  })

  test('of an account hold its own', async () => {
    const { body } = await ask('/accounts/ada/video-channels?sort=createdAt')
    expect(dataOf(body).map(({ name }) => name)).toEqual(['ada_channel', 'choir'])
    expect((await ask('/accounts/nobody/video-channels')).status).toBe(404)
  })

  test('tell owners and moderators how much each channel is watched, and nobody else', async () => {
    const film = await aVideo(database.db, people.ada.channelId, { columns: { views: 9 } })
    await database.db.query(
      'INSERT INTO video_view_day VALUES ($1, current_date, 3), ($1, current_date - 30, 1), ($1, current_date - 31, 5)',
      [film.id]
    )
    const path = '/accounts/ada/video-channels?sort=createdAt&count=1'
    const of = async (as?: string, query = '&withStats=true') =>
      (dataOf((await ask(path + query, { ...(as && { as }) })).body) as unknown as Record<string, unknown>[])[0]!
    const told = await of('ada')
    expect(told).toMatchObject({ name: 'ada_channel', totalViews: 9 })
    expect(told['videosCount']).toBeGreaterThan(0)
    const days = told['viewsPerDay'] as { date: string; views: number }[]
    expect(days).toHaveLength(31)
    expect([days[0]!.views, days.at(-1)!.views, days[1]!.views]).toEqual([1, 3, 0])
    expect(days.at(-1)!.date).toMatch(/^\d{4}-\d\d-\d\dT00:00:00.000Z$/)
    expect(await of('mona')).toHaveProperty('viewsPerDay')
    for (const [as, query] of [[undefined], ['bob'], ['ada', '']] as const)
      expect(await of(as, query)).not.toHaveProperty('totalViews')
  })

  test.each(['withStats=perhaps', 'count=101', 'count=-1', 'start=x', 'sort=password_hash'])(
    'refuse %s',
    async query => {
      expect((await ask(`/accounts/ada/video-channels?${query}`)).status).toBe(400)
    }
  )
})

describe('deleting', () => {
  test('takes the videos along, and nobody else may', async () => {
    const { body } = await ask('/video-channels/choir')
    const video = await aVideo(database.db, body['id'] as number)
    expect((await ask('/video-channels/choir', { as: 'bob', method: 'DELETE' })).status).toBe(403)
    expect((await ask('/video-channels/choir', { as: 'ada', method: 'DELETE' })).status).toBe(204)
    expect((await ask('/video-channels/choir')).status).toBe(404)
    const { rows } = await database.db.query('SELECT FROM video WHERE id = $1', [video.id])
    expect(rows).toHaveLength(0)
  })

  test('leaves an account its last one', async () => {
    expect((await ask('/video-channels/ada_channel', { as: 'ada', method: 'DELETE' })).status).toBe(409)
    expect((await ask('/video-channels/ada_channel')).status).toBe(200)
  })
})
