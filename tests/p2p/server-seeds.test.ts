/** A whole server seeds what was watched, through its own tracker, and contacts nobody else. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { SeedingReport, VideoDetails } from '../../packages/server/src/contract/index.ts'
import type { Database } from '../../packages/server/src/platform/postgres.ts'
import { openDatabaseOf } from '../bench/server/running.ts'
import { type Api, signIn } from '../support/api.ts'
import { type PlantedVideo, plantVideos } from '../support/planted-videos.ts'
import { listProcesses } from '../support/processes.ts'
import { type RunningTestServer, startTestServer } from '../support/start-server.ts'
import { fetchWith } from './clients.ts'
import { withoutWebSeed } from './small-instance.ts'
import { LOOPBACK, remoteAddresses } from './sockets.ts'

const IN_TIME = { timeout: 40_000, interval: 300 }

let server: RunningTestServer
let api: Api
let db: Database
let folder: string
let video: PlantedVideo
let torrentPath: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'colombier-seeded-'))
  server = await startTestServer()
  api = await signIn(server.origin)
  db = openDatabaseOf({ dataFolder: server.dataFolder, port: 0 })
})
afterAll(async () => {
  await db?.close()
  await server?.close()
  await rm(folder, { recursive: true, force: true })
})

const report = () => api.json<SeedingReport>('/server/seeding')
const seeds = async () => (await report()).torrents.map(torrent => torrent.video.uuid)
async function processes() {
  return (await listProcesses(server.dataFolder)).filter(({ command }) => command.includes('torrent/process.ts'))
}

test('a server that nobody watches has no BitTorrent process', async () => {
  expect(await report()).toMatchObject({ enabled: true, port: null, peers: 0, torrents: [] })
  expect(await processes()).toEqual([])
})

test('what was watched is seeded', async () => {
  const planted = await plantVideos({ db, dataFolder: server.dataFolder }, { count: 1, sizeBytes: 3_300_000 })
  video = planted[0]!
  await vi.waitFor(async () => expect(await seeds()).toEqual([video.uuid]), IN_TIME)
  const details = await api.json<VideoDetails>(`/videos/${video.uuid}`)
  const answer = await fetch(details.streamingPlaylists[0]!.files[0]!.torrentUrl!)
  torrentPath = join(folder, 'video.torrent')
  await writeFile(torrentPath, withoutWebSeed(Buffer.from(await answer.arrayBuffer())))
})

test.each(['webtorrent', 'aria2'] as const)('%s gets it from the server’s seeder alone', async client => {
  const before = (await report()).givenBytes.total
  await fetchWith(client, { torrentPath, folder, expected: video.bytes })
  await vi.waitFor(async () => {
    expect((await report()).givenBytes.total - before).toBeGreaterThanOrEqual(video.bytes.length)
  }, IN_TIME)
})

test('the process speaks to this machine alone', async () => {
  const [child] = await processes()
  const remote = await remoteAddresses(child!.pid)
  expect(remote.length).toBeGreaterThan(0)
  expect(remote.filter(address => !LOOPBACK.includes(address))).toEqual([])
})

test('after the server was killed it seeds again', async () => {
  await db.close()
  await server.kill()
  await vi.waitFor(async () => expect(await processes()).toEqual([]), IN_TIME)
  await server.start()
  db = openDatabaseOf({ dataFolder: server.dataFolder, port: 0 })
  await vi.waitFor(async () => expect(await seeds()).toEqual([video.uuid]), IN_TIME)
})

test('what goes private is seeded no more', async () => {
  await db.query('UPDATE video SET privacy = 3 WHERE id = $1', [video.id])
  await vi.waitFor(async () => expect(await seeds()).toEqual([]), IN_TIME)
})
