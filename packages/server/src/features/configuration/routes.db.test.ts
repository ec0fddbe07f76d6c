import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { CONFIGURED } from '../../../../../tests/support/settings.ts'
import type { InstanceSettings } from '../../contract/index.ts'
import { type Configuration, configurationRoutes, ladderOf, openConfiguration } from './index.ts'

let database: FreshDatabase
let configuration: Configuration
let server: TestServer
let people: People

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  configuration = await openConfiguration(database.db, CONFIGURED)
  server = await serveApi(people, configurationRoutes({ db: database.db, configuration }))
})
afterAll(async () => {
  await server.close()
  await database.close()
})
beforeEach(() => configuration.reset('test'))

const call = (as: keyof People | undefined, method: string, body?: unknown, path = '/config/custom') =>
  fetch(`${server.origin}/api/v1${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', ...(as && { authorization: as }) },
    ...(body !== undefined && { body: JSON.stringify(body) })
  })
const put = (body: unknown) => call('ruth', 'PUT', body)
const read = async () => (await (await call('ruth', 'GET')).json()) as InstanceSettings

test('a change holds at once, leaves the rest alone, and outlives a restart', async () => {
  expect((await put({ instance: { name: 'Les Colombes', nonsense: 1 }, signup: { limit: 5 } })).status).toBe(200)
  expect(configuration.current()).toMatchObject({ instance: { name: 'Les Colombes' }, signup: { limit: 5 } })
  await put({ transcoding: { resolutions: { '480p': true }, fps: { max: 30 } } })

  const restarted = await openConfiguration(database.db, { ...CONFIGURED, registration: 'closed' })
  expect(restarted.current()).toMatchObject({
    instance: { name: 'Les Colombes', terms: '' },
    // Never touched, so the environment's new word holds.
    signup: { enabled: false, limit: 5 }
  })
  expect(ladderOf(restarted.current())).toEqual({ resolutions: [240, 480], maxFps: 30 })
})

test('the whole configuration can be sent back as it was read', async () => {
  const before = await read()
  expect((await put(before)).status).toBe(200)
  expect(await read()).toEqual(before)
})

test('delivery by peers is read and changed as the rest is', async () => {
  expect(await read()).toMatchObject({
    p2p: { consent: 'ask', minimumViewers: 2, iceServers: [] },
    tracker: { enabled: true },
    seeding: { enabled: true },
    redundancy: { acceptFrom: 'followings', videos: { strategies: [] } }
  })
  const strategies = [
    { strategy: 'recently-added', sizeBytes: 1e9, minimumLifetimeSeconds: 3600, minimumViews: 10 },
    { strategy: 'trending', sizeBytes: 1e9, minimumLifetimeSeconds: 3600, minimumViews: 0 }
  ]
  const change = {
    p2p: { consent: 'off', minimumViewers: 5, iceServers: [{ urls: 'stun:videos.example:3478' }] },
    tracker: { enabled: false },
    seeding: { enabled: false, maxTorrents: 7, uploadBytesPerSecond: 125_000 },
    redundancy: { acceptFrom: 'nobody', videos: { strategies } }
  }
  expect((await put(change)).status).toBe(200)
  expect(await read()).toMatchObject(change)
  expect((await openConfiguration(database.db, CONFIGURED)).current()).toMatchObject(change)
})

test('what is asked of other servers, and who is followed back, is the administrators’ choice', async () => {
  const change = {
    followings: { instance: { autoFollowBack: { enabled: true } } },
    search: { remoteUri: { users: false, anonymous: true } }
  }
  expect((await put(change)).status).toBe(200)
  expect(await read()).toMatchObject(change)
})

test('going back to the environment forgets everything', async () => {
  await put({ instance: { name: 'Les Colombes' } })
  expect((await call('ruth', 'DELETE')).status).toBe(200)
  expect((await read()).instance.name).toBe(CONFIGURED.instanceName)
})

test.each([
  ['instance', { instance: { name: ' ' } }],
  ['instance', { instance: { defaultNSFWPolicy: 'sometimes' } }],
  ['signup', { signup: { minimumAge: 'old' } }],
  ['user', { user: { videoQuota: -2 } }],
  ['trending', { trending: { videos: { algorithms: { enabled: ['hot'], default: 'most-liked' } } } }],
  ['live', { live: { enabled: true } }],
  ['search', { search: { searchIndex: { enabled: true } } }],
  ['followings', { followings: { instance: { autoFollowIndex: { enabled: true } } } }],
  ['transcoding', { transcoding: { webVideos: { enabled: true } } }],
  ['transcoding', { transcoding: { threads: 7 } }],
  ['transcoding', { transcoding: { resolutions: { '240p': false } } }],
  ['p2p', { p2p: { consent: 'perhaps' } }],
  ['p2p', { p2p: { minimumViewers: 0 } }],
  ['p2p', { p2p: { iceServers: [{ urls: 'https://stun.example' }] } }],
  ['p2p', { p2p: { iceServers: Array(6).fill({ urls: 'stun:a.example' }) } }],
  ['tracker', { tracker: { enabled: 'yes' } }],
  ['seeding', { seeding: { maxTorrents: 0 } }],
  ['seeding', { seeding: { uploadBytesPerSecond: -2 } }],
  ['redundancy', { redundancy: { acceptFrom: 'friends' } }],
  ['redundancy', { redundancy: { videos: { strategies: [{ strategy: 'best' }] } } }],
  ['instance', { instance: { customizations: { javascript: 'alert(1)' } } }]
])('%s cannot be set to nonsense, nor to what the server cannot do: %j', async (field, body) => {
  const before = await read()
  const answer = await put(body)
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ 'invalid-params': { [field]: {} } })
  expect(await read()).toEqual(before)
})

test('administrators alone read and change it', async () => {
  for (const method of ['GET', 'PUT', 'DELETE']) {
    const body = method === 'PUT' ? { instance: { name: 'Mine' } } : undefined
    expect((await call(undefined, method, body)).status).toBe(401)
    for (const person of ['ada', 'mona'] as const) expect((await call(person, method, body)).status).toBe(403)
  }
  expect((await read()).instance.name).toBe(CONFIGURED.instanceName)
})

test('changes at the same time are all kept, and reach another server', async () => {
  const other = await openConfiguration(database.db, CONFIGURED)
  const clock = other.follow()
  await Promise.all([
    put({ instance: { name: 'A' } }),
    put({ signup: { limit: 3 } }),
    other.update({ admin: { email: 'someone@example.org' } }, 'other')
  ])
  const wanted = { instance: { name: 'A' }, signup: { limit: 3 }, admin: { email: 'someone@example.org' } }
  await expect.poll(() => other.current(), { timeout: 5000 }).toMatchObject(wanted)
  await clock.stop()
  expect((await openConfiguration(database.db, CONFIGURED)).current()).toMatchObject(wanted)
})

test('a stored setting that no longer fits gives way to the default', async () => {
  const changes = { instance: { name: 'Kept', isNSFW: 'perhaps' }, live: { enabled: true }, gone: { away: 1 } }
  await database.db.query('UPDATE instance_setting SET changes = $1, version = version + 1', [JSON.stringify(changes)])
  const opened = await openConfiguration(database.db, CONFIGURED)
  expect(opened.current()).toMatchObject({ instance: { name: 'Kept', isNSFW: false }, live: { enabled: false } })
})

test('the home page is empty until somebody writes it', async () => {
  const path = '/custom-pages/homepage/instance'
  expect(await (await call(undefined, 'GET', undefined, path)).json()).toEqual({ content: '' })
  expect((await call('mona', 'PUT', { content: 'x' }, path)).status).toBe(403)
  expect((await call('ruth', 'PUT', { content: '# Bienvenue' }, path)).status).toBe(204)
  expect(await (await call(undefined, 'GET', undefined, path)).json()).toEqual({ content: '# Bienvenue' })
  expect((await call('ruth', 'PUT', { content: 7 }, path)).status).toBe(400)
})
