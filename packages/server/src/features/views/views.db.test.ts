import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type AVideo, aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import { findAccess, makeFileToken } from '../videos/index.ts'
import { addCountedViews, closeViewings, statsRoutes, viewRoutes } from './index.ts'
import { recordView } from './record-view.ts'
import { openViewerKeys } from './viewer-keys.ts'

const SECRET = Buffer.alloc(32)

let database: FreshDatabase
let server: TestServer
let people: People
let video: AVideo

beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  people = await makePeople(db)
  server = await serveApi(
    people,
    viewRoutes({ db, settings: someSettings(), tokenSecret: SECRET }),
    statsRoutes({ db })
  )
})
afterAll(async () => {
  await server.close()
  await database.close()
})
beforeEach(async () => {
  video = await aVideo(database.db, people.ada.channelId, { durationSeconds: 100 })
})

/** Somebody is at these seconds of the video, at those times. */
async function watch(
  steps: readonly (readonly [afterSeconds: number, second: number, event?: 'seek'])[],
  { address = '192.0.2.1', sessionId = undefined as string | undefined, since = Date.now() } = {}
) {
  const keys = await openViewerKeys(database.db)(video.id, { address, sessionId })
  for (const [after, second, event] of steps) {
    const now = new Date(since + after * 1000)
    const who = { videoId: video.id, durationSeconds: 100, keys }
    await recordView(database.db, { ...who, second, hasJumped: event === 'seek', now })
  }
}
const UNTIL_VIEW = [0, 5, 10].map(second => [second, second] as const)

async function views() {
  await addCountedViews(database.db)
  const { rows } = await database.db.query<{ views: number; days: number }>(
    'SELECT views, (SELECT coalesce(sum(views), 0) FROM video_view_day WHERE video_id = video.id)::int AS days FROM video WHERE id = $1',
    [video.id]
  )
  return [rows[0]!.views, rows[0]!.days]
}
const send = (
  path: string,
  { as, body, method = 'POST' }: { as?: keyof People; body?: object; method?: string } = {}
) =>
  fetch(`${server.origin}/api/v1/videos/${path}`, {
    method,
    headers: { ...(as && { authorization: as }), ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) })
  })
const stats = async (name: string) =>
  (await (await send(`${video.uuid}/stats/${name}`, { as: 'ada', method: 'GET' })).json()) as Record<string, unknown>

test('ten seconds make one view, however long it goes on', async () => {
  await watch(UNTIL_VIEW.slice(0, 2))
  expect(await views()).toEqual([0, 0])
  await watch([[10, 10], ...[20, 30, 40].map(second => [second, second] as const)])
  expect(await views()).toEqual([1, 1])
  expect(await views()).toEqual([1, 1])
})

test('skipping through is no view, nor is telling of it in haste', async () => {
  await watch([
    [0, 0],
    [1, 50, 'seek'],
    [2, 90, 'seek'],
    [3, 20]
  ])
  await watch(
    Array.from({ length: 30 }, (_, second) => [0, second] as const),
    { address: '192.0.2.2' }
  )
  expect(await views()).toEqual([0, 0])
})

test('an address counts once in an hour, unless its players say that they are several', async () => {
  const since = Date.now()
  await watch(UNTIL_VIEW, { since })
  await watch(UNTIL_VIEW, { since: since + 60_000 })
  expect(await views()).toEqual([1, 1])
  await watch(UNTIL_VIEW, { since: since + 2 * 3_600_000 })
  expect(await views()).toEqual([2, 2])
  for (const sessionId of ['one-session', 'two-session']) await watch(UNTIL_VIEW, { sessionId })
  expect(await views()).toEqual([4, 4])
})

test('who makes up sessions gets no further than a full room', async () => {
  for (let n = 0; n < 55; n++) await watch(UNTIL_VIEW, { sessionId: `session-${n}` })
  expect(await views()).toEqual([50, 50])
})

test('two reports at once make one viewer and one view', async () => {
  const since = Date.now() - 60_000
  await watch(
    [
      [0, 0],
      [8, 8]
    ],
    { since }
  )
  await Promise.all(Array.from({ length: 5 }, () => watch([[12, 12]], { since })))
  await Promise.all(Array.from({ length: 5 }, () => watch([[0, 0]], { address: '192.0.2.9' })))
  expect((await stats('overall'))['totalViewers']).toBe(2)
  expect(await views()).toEqual([1, 1])
  await watch(UNTIL_VIEW, { address: '192.0.2.3' })
  const added = await Promise.all([addCountedViews(database.db), addCountedViews(database.db)])
  expect(added.toSorted()).toEqual([0, 1])
  expect(await views()).toEqual([2, 2])
})

test('who it was is forgotten once it is over', async () => {
  await watch(UNTIL_VIEW, { since: Date.now() - 2 * 3_600_000 })
  await database.db.query("INSERT INTO viewer_salt VALUES ('2020-01-01', '\\x00')")
  await closeViewings(database.db)
  const { rows } = await database.db.query(
    'SELECT viewer, address, (SELECT min(day)::text FROM viewer_salt) > $2 AS salted FROM viewing WHERE video_id = $1',
    [video.id, '2020-01-01']
  )
  expect(rows).toEqual([{ viewer: null, address: null, salted: true }])
})

test('the owner learns how much, which parts, and when', async () => {
  await watch([
    [0, 0],
    [10, 10],
    [11, 50, 'seek'],
    [16, 55]
  ])
  await watch(
    [
      [0, 0],
      [4, 4]
    ],
    { address: '192.0.2.4' }
  )
  expect(await stats('overall')).toMatchObject({
    totalWatchTime: 19,
    averageWatchTime: 10,
    totalViewers: 2,
    viewersPeak: 2,
    countries: [],
    subdivisions: [],
    viewersPeakDate: expect.any(String)
  })
  expect(await stats('overall?startDate=2100-01-01')).toMatchObject({ totalViewers: 0, viewersPeakDate: null })
  const { data } = (await stats('retention')) as { data: { second: number; retentionPercent: number }[] }
  expect(data).toHaveLength(101)
  expect([0, 4, 5, 10, 11, 50, 55, 56].map(second => data[second]!.retentionPercent)).toEqual([
    100, 100, 50, 50, 0, 50, 50, 0
  ])
  const viewers = (await stats('timeseries/viewers')) as { groupInterval: string; data: { value: number }[] }
  expect(viewers.groupInterval).toBe('1 minute')
  expect(viewers.data.at(-1)).toEqual({ date: expect.stringMatching(/:00\.000Z$/), value: 2 })
  const watched = (await stats('timeseries/aggregateWatchTime?startDate=1000-01-01')) as typeof viewers
  expect([watched.groupInterval, watched.data.length < 200]).toEqual(['6 months', true])
  expect(watched.data.reduce((sum, { value }) => sum + value, 0)).toBe(19)
})

test('statistics are for the owner and moderators', async () => {
  for (const name of ['overall', 'retention', 'timeseries/viewers']) {
    const statuses = [undefined, 'bob', 'mona', 'ada'] as const
    const answers = statuses.map(as => send(`${video.uuid}/stats/${name}`, { method: 'GET', ...(as && { as }) }))
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([401, 403, 200, 200])
  }
  expect((await send(`${video.uuid}/stats/timeseries/x`, { as: 'ada', method: 'GET' })).status).toBe(400)
  expect((await send(`${video.uuid}/stats/overall?startDate=x`, { as: 'ada', method: 'GET' })).status).toBe(400)
})

test.each([
  [{}],
  [{ currentTime: -7 }],
  [{ currentTime: 101 }],
  [{ currentTime: 'x' }],
  [{ currentTime: null }],
  [{ currentTime: 1, viewEvent: 'jump' }],
  [{ currentTime: 1, sessionId: 'a b' }]
])('%j is refused', async body => {
  expect((await send(`${video.uuid}/views`, { body })).status).toBe(400)
})

test('only who may watch a video can say so', async () => {
  const body = { currentTime: 1 }
  expect((await send(`${video.uuid}/views`, { body })).status).toBe(204)
  expect(
    (await send(`${video.uuid}/views`, { body: { currentTime: 1.5, viewEvent: 'seek', sessionId: 'abcd' } })).status
  ).toBe(204)
  const hidden = await aVideo(database.db, people.ada.channelId, { privacy: 3 })
  expect((await send(`${hidden.uuid}/views`, { body })).status).toBe(401)
  expect((await send(`${hidden.uuid}/watching`, { body, as: 'bob', method: 'PUT' })).status).toBe(403)
  expect((await send(`${hidden.uuid}/views`, { body, as: 'ada' })).status).toBe(204)
  expect((await send(`${crypto.randomUUID()}/views`, { body })).status).toBe(404)

  const closed = await aVideo(database.db, people.ada.channelId, { privacy: 5, passwords: ['sesame'] })
  const { token } = makeFileToken(SECRET, (await findAccess(database.db, { uuid: closed.uuid }))!)
  expect((await send(`${closed.uuid}/views`, { body })).status).toBe(403)
  expect((await send(`${closed.uuid}/views?videoFileToken=x`, { body })).status).toBe(403)
  expect((await send(`${closed.uuid}/views?videoFileToken=${token}`, { body })).status).toBe(204)
})

test('of a video elsewhere count there: its server is told that there was one', async () => {
  await database.db.query("INSERT INTO remote_video (video_id, url) VALUES ($1, 'https://peer.example/v/1')", [
    video.id
  ])
  await database.db.query('DELETE FROM domain_event')
  await watch(UNTIL_VIEW)
  expect(await views()).toEqual([0, 0])
  const { rows } = await database.db.query<{ payload: { viewer: string } }>(
    "SELECT payload FROM domain_event WHERE subscriber = 'federation'"
  )
  expect(rows).toEqual([{ payload: { type: 'video.viewed', videoId: video.id, viewer: expect.any(String) } }])
})

test('players learn how many watch now, of what they may watch', async () => {
  await watch([[0, 0]], { sessionId: 'one' })
  await watch([[0, 0]], { sessionId: 'two' })
  await watch([[0, 0]], { sessionId: 'gone', since: Date.now() - 180_000 })
  const ask = (uuid: string) => fetch(`${server.origin}/api/v1/videos/${uuid}/viewers`)
  expect(await (await ask(video.uuid)).json()).toEqual({ viewers: 2 })
  const hidden = await aVideo(database.db, people.ada.channelId, { privacy: 3 })
  expect((await ask(hidden.uuid)).status).toBeGreaterThanOrEqual(401)
})
