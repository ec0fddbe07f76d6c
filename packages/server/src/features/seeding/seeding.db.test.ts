import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { CONTENT, openPlaybackBench, type PlaybackBench } from '../../../../../tests/support/playback-bench.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import { trackerUrlsOf } from '../videos/index.ts'
import { openSeeding, type Seeding } from './seed-wanted.ts'
import { addGiven, listWanted, readGiven } from './store.ts'

let bench: PlaybackBench
const changes: { enabled: boolean; maxTorrents: number; uploadBytesPerSecond: number } = {
  enabled: true,
  maxTorrents: 10,
  uploadBytesPerSecond: -1
}
const settings = { current: () => someSettings({ seeding: changes }).current() }
let awaited: string[] = []
let seeding: Seeding

beforeAll(async () => {
  bench = await openPlaybackBench()
})
afterAll(() => bench.close())

beforeEach(async () => {
  await bench.db.query('DELETE FROM video')
  await bench.db.query('DELETE FROM seeding_day')
  Object.assign(changes, { enabled: true, maxTorrents: 10, uploadBytesPerSecond: -1 })
  awaited = []
  seeding = openSeeding({
    // Nobody listens there: what a tracker does with it is tested in tests/p2p.
    ...bench,
    settings,
    origin: 'http://127.0.0.1:1',
    torrentPort: 0,
    isLoopback: true,
    logLevel: 'error',
    listAwaited: () => awaited
  })
})
afterEach(() => seeding.stop())

/** @returns Its hash. */
async function watched(recentViews: number, change: Parameters<PlaybackBench['video']>[0] = {}) {
  // Another name makes another torrent of the same bytes.
  const name = `Watched ${randomUUID()}`
  const video = await bench.video({ name, ...change, columns: { recent_views: recentViews, ...change.columns } })
  await bench.torrents.makeMissing()
  const { rows } = await bench.db.query<{ hash: string }>(
    'SELECT info_hash AS hash FROM video_file WHERE video_id = $1',
    [video.id]
  )
  return { ...video, hash: rows[0]!.hash }
}
const wanted = async (count = 10) => (await listWanted(bench.db, { count, awaited })).map(file => file.infoHash)
const seeded = async () => (await seeding.report()).torrents.map(({ infoHash }) => infoHash)

test('the most watched of the public ones are wanted, and first those that somebody is fetching', async () => {
  const little = await watched(1)
  const much = await watched(9)
  const unwatched = await watched(0)
  expect(await wanted()).toEqual([much.hash, little.hash])
  awaited = [unwatched.hash, 'f'.repeat(40)]
  expect(await wanted()).toEqual([unwatched.hash, much.hash, little.hash])
  expect(await wanted(2)).toEqual([unwatched.hash, much.hash])
})

test.each([
  ['unlisted', { privacy: 2 }],
  ['private', { privacy: 3 }],
  ['internal', { privacy: 4 }],
  ['password', { privacy: 5, passwords: ['sesame'] }],
  ['not yet published', { columns: { state: 2 } }]
])('one that is %s is not', async (_name, change) => {
  const video = await watched(9, change)
  awaited = [video.hash]
  expect(await wanted()).toEqual([])
})

test('nor one that is blocked, elsewhere, or still being made', async () => {
  const blocked = await watched(9)
  await bench.db.query('INSERT INTO video_block (video_id, type) VALUES ($1, 1)', [blocked.id])
  const growing = await bench.video({ isFinal: false, columns: { recent_views: 9 } })
  expect(growing.id).toBeGreaterThan(0)
  expect(await wanted()).toEqual([])
})

test('without anything wanted there is no process, and with something there is one, that follows', async () => {
  await seeding.refresh()
  expect(seeding.pid()).toBeUndefined()

  const first = await watched(5)
  const second = await watched(3)
  await seeding.refresh()
  await vi.waitFor(async () => expect(await seeded()).toEqual([first.hash, second.hash]), { timeout: 20_000 })
  const report = await seeding.report()
  expect(report.port).toBeGreaterThan(0)
  expect(report.torrents[0]).toEqual({
    video: { uuid: first.uuid, name: expect.stringContaining('Watched') },
    resolution: 720,
    infoHash: first.hash,
    sizeBytes: CONTENT.length,
    peers: 0,
    givenBytes: 0
  })

  await bench.db.query('UPDATE video SET privacy = 3 WHERE id = $1', [first.id])
  await seeding.refresh()
  await vi.waitFor(async () => expect(await seeded()).toEqual([second.hash]), { timeout: 5000 })

  process.kill(seeding.pid()!, 'SIGKILL')
  await vi.waitFor(async () => expect(await seeded()).toEqual([]), { timeout: 5000 })
  await vi.waitFor(async () => expect(await seeded()).toEqual([second.hash]), { timeout: 20_000 })

  changes.enabled = false
  await seeding.refresh()
  await vi.waitFor(async () => expect(await seeded()).toEqual([]), { timeout: 5000 })
})

test.each([{ enabled: false }, { uploadBytesPerSecond: 0 }])('nothing is seeded with %o', async change => {
  Object.assign(changes, change)
  await watched(5)
  await seeding.refresh()
  expect(seeding.pid()).toBeUndefined()
  expect((await seeding.report()).torrents).toEqual([])
})

test('what was given is counted by day', async () => {
  await addGiven(bench.db, 5)
  await addGiven(bench.db, 7)
  await bench.db.query('INSERT INTO seeding_day VALUES (current_date - 40, 100), (current_date - 3, 30)')
  expect(await readGiven(bench.db)).toEqual({ today: 12, thirtyDays: 42, total: 142 })
  expect((await seeding.report()).givenBytes).toEqual({ today: 12, thirtyDays: 42, total: 142 })
})

test('the trackers are those that torrents name', () => {
  expect(trackerUrlsOf('https://videos.example')).toEqual([
    'https://videos.example/tracker/announce',
    'wss://videos.example/tracker/socket'
  ])
})
