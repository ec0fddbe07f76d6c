/** BitTorrent clients as their users have them get a video's file from the web seed alone, and from our seeder alone. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Engine, openEngine } from '../../packages/server/src/platform/torrent/index.ts'
import { fetchWith } from './clients.ts'
import { type SmallInstance, type SmallVideo, startSmallInstance } from './small-instance.ts'

const PATIENCE_MS = 200_000

let instance: SmallInstance
let video: SmallVideo
let seeder: Engine
let given = 0

beforeAll(async () => {
  instance = await startSmallInstance()
  video = await instance.addVideo('Fête d’été', 3_300_000)
  seeder = openEngine({
    onMoved: moved => {
      given += moved.given
    }
  })
})
afterAll(async () => {
  await seeder.stop()
  await instance.close()
})

test.each(['transmission', 'aria2'] as const)(
  '%s gets it from the web seed alone',
  async client => {
    const torrentPath = await video.torrentWith({ webSeed: true, trackers: [] })
    await fetchWith(client, { torrentPath, folder: instance.folder, expected: video.bytes })
    expect(instance.sentBytes).toBeGreaterThanOrEqual(video.bytes.length)
  },
  PATIENCE_MS
)

test('our seeder announces itself', async () => {
  const { infoHash, mediaPath, torrentPath, bytes } = video
  const trackers = Object.values(instance.trackers)
  const wanted = { infoHash, mediaPath, torrentPath, sizeBytes: bytes.length, trackers, webSeeds: undefined }
  instance.servesFiles = false
  seeder.want(
    { torrents: [wanted], uploadBytesPerSecond: -1 },
    { port: 0, iceServers: [], allowsPrivatePeers: true, userAgent: 'Colombier', logLevel: 'error' }
  )
  await vi.waitFor(() => expect(seeder.figures()?.torrents[0]?.isWhole).toBe(true), { timeout: 30_000 })
})

// Transmission knows one peer at each IP address: it comes before others of this machine are met there.
test.each([
  ['transmission', 'http'],
  ['aria2', 'http'],
  ['webtorrent', 'ws']
] as const)(
  '%s gets it from our seeder alone, met by %s',
  async (client, tracker) => {
    const before = given
    const torrentPath = await video.torrentWith({ webSeed: false, trackers: [tracker] })
    await fetchWith(client, { torrentPath, folder: instance.folder, expected: video.bytes })
    await vi.waitFor(() => expect(given - before).toBeGreaterThanOrEqual(video.bytes.length), { timeout: 10_000 })
  },
  PATIENCE_MS
)
