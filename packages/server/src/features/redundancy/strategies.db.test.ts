/** What strategies choose, keep and let go, and what administrators may say about it. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aRemoteVideo } from '../../../../../tests/support/a-remote-video.ts'
import { aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import { aRemoteActor } from '../../../../../tests/support/remote-actor.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import { siteOf } from '../../kernel/site.ts'
import { openDiskStorage } from '../../platform/storage/disk.ts'
import { describeRedundancy, findMirroredInfohashes, redundancyRoutes } from './index.ts'
import { pursueStrategy, type Strategy } from './strategies.ts'

const HASH = '0123456789abcdef0123456789abcdef01234567'
const DAY_SECONDS = 86_400
let database: FreshDatabase
let people: People
let api: TestServer
let channel: Awaited<ReturnType<typeof aRemoteActor>>

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  channel = await aRemoteActor(database.db, 'reefs', { kind: 'group' })
  const storage = openDiskStorage('/nowhere/at/all')
  api = await serveApi(people, redundancyRoutes({ db: database.db, storage, site: siteOf('https://here.example') }))
})
beforeEach(async () => {
  for (const table of ['video', 'mirrored_host', 'domain_event', 'video_block'])
    await database.db.query(`DELETE FROM ${table}`)
  await database.db.query("INSERT INTO mirrored_host (host) VALUES ('peer.example')")
})
afterAll(async () => {
  await api.close()
  await database.close()
})

/** @param columns Of `video`. */
async function aMirrorable(
  columns: Record<string, unknown> = {},
  { bytes = 100, hashes = true } = {}
): Promise<number> {
  const { id } = await aRemoteVideo(database.db, channel, { columns })
  const file = { fileUrl: `https://peer.example/${id}.mp4`, sizeBytes: bytes, resolution: 240 }
  const playlist = { masterUrl: 'https://peer.example/m.m3u8', infohashes: [HASH], files: [file] }
  const sha256Url = hashes ? 'https://peer.example/h.json' : null
  await database.db.query('UPDATE remote_video SET playlists = $2 WHERE video_id = $1', [
    ...[id, JSON.stringify([{ ...playlist, sha256Url }])]
  ])
  return id
}

const wish = (strategy: Strategy['strategy'], change: Partial<Strategy> = {}): Strategy => ({
  strategy,
  sizeBytes: 250,
  minimumLifetimeSeconds: DAY_SECONDS,
  minimumViews: 0,
  ...change
})
const pursue = (...args: Parameters<typeof wish>) => pursueStrategy(database.db, wish(...args))
const chosen = async () =>
  (await database.db.query<{ video_id: number }>('SELECT video_id FROM video_copy ORDER BY id')).rows.map(
    row => row.video_id
  )
/** As if all had been fetched, some time ago. */
const fetched = (hoursAgo = 0) =>
  database.db.query(
    `UPDATE video_copy SET state = 3, file_names = '{}', completed_at = now() - make_interval(hours => $1),
            expires_at = now() - make_interval(hours => $1) + interval '1 day' WHERE state = 1`,
    [hoursAgo]
  )
const events = async () =>
  (
    await database.db.query<{ type: string }>(
      "SELECT payload ->> 'type' AS type FROM domain_event WHERE subscriber = 'federation' ORDER BY id"
    )
  ).rows.map(({ type }) => type)

test.each<[Strategy['strategy'], (ids: number[]) => number[]]>([
  ['most-views', ([a, b]) => [b!, a!]],
  ['trending', ([a, , c]) => [c!, a!]],
  ['recently-added', ([, b, c]) => [c!, b!]]
])('%s: the first ones for which there is room', async (strategy, expected) => {
  const ids = [
    await aMirrorable({ views: 5, recent_views: 4, published_at: '2026-01-01' }),
    await aMirrorable({ views: 9, recent_views: 1, published_at: '2026-01-02' }),
    await aMirrorable({ views: 1, recent_views: 8, published_at: '2026-01-03' })
  ]
  await pursue(strategy)
  await pursue(strategy)
  expect(await chosen()).toEqual(expected(ids))
})

test('videos of other servers, of little interest, not for all or without hashes are not copied', async () => {
  await aMirrorable({ privacy: 2 })
  await aMirrorable({ views: 1 })
  await aMirrorable({ views: 5 }, { hashes: false })
  await aMirrorable({ views: 5 }, { bytes: 0 })
  await aMirrorable({ views: 5 }, { bytes: 1000 })
  await aVideo(database.db, people.ada.channelId, { columns: { views: 50 } })
  const blocked = await aMirrorable({ views: 5 })
  await database.db.query('INSERT INTO video_block (video_id, type) VALUES ($1, 1)', [blocked])
  const fine = await aMirrorable({ views: 5 })
  await pursue('recently-added', { minimumViews: 2 })
  expect(await chosen()).toEqual([fine])
})

test('what is wanted stays and others hear of it; what is not makes room once it has had its time', async () => {
  const first = await aMirrorable({ views: 10 })
  const second = await aMirrorable({ views: 9 })
  await pursue('most-views')
  await fetched(18)
  await pursue('most-views')
  expect(await events()).toEqual(['copy.extended', 'copy.extended'])
  const third = await aMirrorable({ views: 99 })
  await pursue('most-views')
  expect(await chosen()).toEqual([first, second])
  await database.db.query("UPDATE video_copy SET completed_at = now() - interval '2 days'")
  await pursue('most-views')
  expect(await chosen()).toEqual([first, third])
  expect(await events()).toEqual(['copy.removed'])
})

test('several servers that choose at once choose the same', async () => {
  for (let n = 0; n < 4; n++) await aMirrorable({ views: n })
  await Promise.all([pursue('most-views'), pursue('most-views'), pursue('trending'), pursue('most-views')])
  const { rows } = await database.db.query<{ used: number }>(
    'SELECT sum(size_bytes)::float8 AS used FROM video_copy GROUP BY strategy'
  )
  for (const { used } of rows) expect(used).toBeLessThanOrEqual(250)
  expect(await chosen()).toHaveLength(4)
})

test('the numbers of the server tell what is held', async () => {
  const video = await aMirrorable()
  await pursue('trending')
  const strategies = [wish('trending'), wish('most-views', { sizeBytes: 7 })]
  const { redundancy } = someSettings({ redundancy: { videos: { strategies } } }).current()
  const nothing = { totalUsed: 0, totalVideoFiles: 0, totalVideos: 0 }
  const tell = () => describeRedundancy(database.db, { redundancy })
  expect(await tell()).toEqual([
    { strategy: 'most-views', totalSize: 7, ...nothing },
    { strategy: 'trending', totalSize: 250, ...nothing },
    { strategy: 'manual', totalSize: null, ...nothing }
  ])
  expect(await findMirroredInfohashes(database.db, [HASH, 'ab'.repeat(20)])).toEqual([])
  await fetched()
  expect((await tell())[1]).toMatchObject({ totalUsed: 100, totalVideoFiles: 1, totalVideos: 1 })
  expect(await findMirroredInfohashes(database.db, [HASH, 'ab'.repeat(20)])).toEqual([HASH])
  expect(await chosen()).toEqual([video])
})

test('a server whose videos may no longer be copied takes the copies with it', async () => {
  await aMirrorable()
  await database.db.query('DELETE FROM mirrored_host')
  await pursue('trending')
  expect(await chosen()).toEqual([])
  const allow = (host: string, redundancyAllowed: unknown) =>
    fetch(`${api.origin}/api/v1/server/redundancy/${host}`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', authorization: 'ruth' },
      body: JSON.stringify({ redundancyAllowed })
    })
  for (let time = 0; time < 2; time++) expect((await allow('PEER.example', true)).status).toBe(204)
  await pursue('trending')
  await fetched()
  expect(await chosen()).toHaveLength(1)
  for (let time = 0; time < 2; time++) expect((await allow('peer.example', false)).status).toBe(204)
  expect(await chosen()).toEqual([])
  expect(await events()).toEqual(['copy.removed'])
  expect((await allow('nobody.example', true)).status).toBe(404)
  expect((await allow('peer.example', 'yes')).status).toBe(400)
  expect((await allow('not a host', true)).status).toBe(400)
})
