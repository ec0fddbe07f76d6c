import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type AVideo, aVideo, giveRendition } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import type { Delivery, VideoDelivery } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { statsRoutes } from '../views/index.ts'
import { type Meter, metricRoutes, openMeter, sumDelivery, sweepDelivery } from './index.ts'

const SECRET = Buffer.alloc(32)
const TODAY = new Date().toISOString().slice(0, 10)
/** Of the rendition below, for each second of the video, and a quarter more. */
const RATE = 1000 * 1.25

let database: FreshDatabase
let server: TestServer
let people: People
let meter: Meter
let video: AVideo

beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  people = await makePeople(db)
  meter = openMeter({ db })
  server = await serveApi(people, metricRoutes({ db, meter, tokenSecret: SECRET }), statsRoutes({ db }))
})
afterAll(async () => {
  await server.close()
  await database.close()
})
beforeEach(async () => {
  await database.db.query('TRUNCATE delivery_day, delivery_video_day')
  video = await videoOfOneKilobyteASecond()
})

async function videoOfOneKilobyteASecond(change: Parameters<typeof aVideo>[2] = {}) {
  const made = await aVideo(database.db, people.ada.channelId, { durationSeconds: 100, ...change })
  await giveRendition(database.db, made)
  await database.db.query('UPDATE video_file SET size_bytes = 100000 WHERE video_id = $1', [made.id])
  return made
}

const REPORT = {
  playerMode: 'p2p-media-loader',
  resolution: 720,
  fps: 30,
  p2pEnabled: true,
  p2pPeers: 2,
  resolutionChanges: 1,
  errors: 0,
  bufferStalled: 0,
  downloadedBytesP2P: 300,
  downloadedBytesHTTP: 100,
  uploadedBytesP2P: 50
}
const report = (change: Record<string, unknown> = {}, as?: keyof People) =>
  fetch(`${server.origin}/api/v1/metrics/playback`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(as && { authorization: as }) },
    body: JSON.stringify({ ...REPORT, videoId: video.uuid, ...change })
  })
const get = (path: string, as?: keyof People) =>
  fetch(`${server.origin}/api/v1${path}`, { headers: as ? { authorization: as } : {} })
async function sums(of: { id: number } | undefined = video) {
  await meter.flush()
  return sumDelivery(database.db, {}, of?.id)
}

test('reports of players become sums by day and video, and a share', async () => {
  expect((await report()).status).toBe(204)
  expect((await report({ videoId: video.id })).status).toBe(204)
  expect(await sums()).toEqual({
    downloadedBytesHTTP: 200,
    downloadedBytesP2P: 600,
    uploadedBytesP2P: 100,
    reports: 2,
    sentBytes: 0,
    p2pShare: 0.75
  })
  const { rows } = await database.db.query('SELECT day::text, reports FROM delivery_day')
  expect(rows).toEqual([{ day: TODAY, reports: 2 }])
})

test('what PeerTube’s players leave out may be left out', async () => {
  const { resolution, fps, p2pPeers, bufferStalled, ...needed } = REPORT
  const nothing = { resolution: null, fps: null, p2pPeers: null, bufferStalled: undefined }
  for (const body of [needed, nothing]) expect((await report(body)).status).toBe(204)
})

test.each([
  { videoId: 'no video' },
  { videoId: -1 },
  { videoId: null },
  { playerMode: 'webtorrent' },
  { p2pEnabled: 'yes' },
  { downloadedBytesP2P: -1 },
  { downloadedBytesHTTP: '100' },
  { uploadedBytesP2P: 1e300 },
  { errors: null }
])('a report with %j is refused', async change => {
  expect((await report(change)).status).toBe(400)
})

test('a video that may not be watched is not told from one that is not there', async () => {
  const hidden = await videoOfOneKilobyteASecond({ privacy: 3 })
  const missing = '00000000-0000-4000-8000-000000000000'
  expect((await report({ videoId: missing })).status).toBe(404)
  expect((await report({ videoId: hidden.uuid })).status).toBeOneOf([401, 403, 404])
  expect((await report({ videoId: hidden.uuid }, 'ada')).status).toBe(204)
  expect(await sums(hidden)).toMatchObject({ reports: 1 })
})

test('a liar claims what some viewers could have received, and no more', async () => {
  const lie = { downloadedBytesHTTP: 1e12, downloadedBytesP2P: 3e12, uploadedBytesP2P: 1e15 }
  for (let told = 0; told < 20; told++) expect((await report(lie)).status).toBe(204)
  const { downloadedBytesHTTP, downloadedBytesP2P, uploadedBytesP2P, p2pShare } = await sums()
  // Ten viewers' first 120 seconds; the test itself takes a moment.
  expect(downloadedBytesHTTP + downloadedBytesP2P).toBeLessThan(10 * 120 * RATE * 1.5)
  expect(uploadedBytesP2P).toBeLessThan(50 * 120 * RATE * 1.5)
  expect(p2pShare).toBeCloseTo(0.75, 3)
})

test('what the server sent is added, and stays in the day when the video goes', async () => {
  meter.noteSent(video.uuid, 1000)
  meter.noteSent(video.uuid, 234)
  expect(await sums()).toMatchObject({ sentBytes: 1234, reports: 0, p2pShare: null })
  meter.noteSent(video.uuid, 1)
  await database.db.query('DELETE FROM video WHERE id = $1', [video.id])
  await meter.flush()
  expect(await sumDelivery(database.db, {})).toMatchObject({ sentBytes: 1235 })
  expect(await sums()).toMatchObject({ sentBytes: 0 })
})

test('what cannot be written down is kept, once', async () => {
  let isDown = true
  const db: Queryable = {
    query: (...statement) => (isDown ? Promise.reject(new Error('down')) : database.db.query(...statement))
  }
  const patient = openMeter({ db })
  patient.noteSent(video.uuid, 5)
  await expect(patient.flush()).rejects.toThrow('down')
  patient.noteSent(video.uuid, 6)
  isDown = false
  await patient.flush()
  await patient.flush()
  expect(await sums()).toMatchObject({ sentBytes: 11 })
})

test('administrators read days and videos', async () => {
  await report()
  const other = await videoOfOneKilobyteASecond({ name: 'Another' })
  await report({ videoId: other.uuid, downloadedBytesP2P: 0, downloadedBytesHTTP: 500 })
  await meter.flush()
  await database.db.query(`INSERT INTO delivery_day (day, bytes_http, reports) VALUES ('2026-01-31', 10, 1)`)

  const delivery = (await (await get('/server/delivery', 'ruth')).json()) as Delivery
  expect(delivery).toMatchObject({
    endDate: TODAY,
    total: { downloadedBytesHTTP: 600, downloadedBytesP2P: 300, p2pShare: 0.3333 },
    days: [{ day: TODAY, reports: 2 }]
  })
  const old = await (await get('/server/delivery?startDate=2026-01-01&endDate=2026-01-31T12:00:00Z', 'ruth')).json()
  expect(old).toMatchObject({ startDate: '2026-01-01', days: [{ day: '2026-01-31', downloadedBytesHTTP: 10 }] })

  const list = async (query: string) =>
    (await (await get(`/server/delivery/videos?${query}`, 'ruth')).json()) as { total: number; data: VideoDelivery[] }
  const { total, data } = await list('count=1&sort=-downloadedBytes')
  expect([total, data.length]).toEqual([2, 1])
  expect(data[0]).toMatchObject({ video: { uuid: other.uuid, name: 'Another' }, p2pShare: 0 })
  const uuids = (await list('sort=-downloadedBytesP2P&count=100')).data.map(one => one.video.uuid)
  expect(uuids.indexOf(video.uuid)).toBeLessThan(uuids.indexOf(other.uuid))
})

test.each(['startDate=never', 'startDate=-271821-04-20&sort=x', 'count=1000', 'sort=name'])(
  '%s is refused',
  async query => {
    expect((await get(`/server/delivery/videos?${query}`, 'ruth')).status).toBe(400)
  }
)

test('days beyond all calendars are just empty', async () => {
  for (const query of ['startDate=-200000-01-01T00:00:00Z', 'endDate=%2B200000-01-01T00:00:00Z'])
    expect((await get(`/server/delivery?${query}`, 'ruth')).status).toBe(200)
})

test('nobody else reads them', async () => {
  for (const path of ['/server/delivery', '/server/delivery/videos']) {
    expect((await get(path)).status).toBe(401)
    for (const person of ['ada', 'mona'] as const) expect((await get(path, person)).status).toBe(403)
  }
})

test('owners see the share of their video', async () => {
  await report()
  await meter.flush()
  const stats = await (await get(`/videos/${video.uuid}/stats/overall`, 'ada')).json()
  expect(stats).toMatchObject({ delivery: { downloadedBytesHTTP: 100, p2pShare: 0.75 } })
})

test('days of long ago are forgotten', async () => {
  const add = 'INSERT INTO delivery_video_day (video_id, day, reports) VALUES ($1, $2, 1)'
  for (const day of ['2020-01-01', TODAY]) await database.db.query(add, [video.id, day])
  await database.db.query(`INSERT INTO delivery_day (day) VALUES ('2020-01-01')`)
  await sweepDelivery(database.db)
  const { rows } = await database.db.query(
    'SELECT day::text FROM delivery_video_day WHERE video_id = $1 UNION ALL SELECT day::text FROM delivery_day',
    [video.id]
  )
  expect(rows).toEqual([{ day: TODAY }])
})
