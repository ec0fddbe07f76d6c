/**
 * Two of our servers: one holds copies of the other's videos, asked for by hand with PeerTube's own tool and chosen by a
 * strategy, though it is killed in the middle of fetching them; and lets them go with the originals.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { MirroredVideo, VideoDetails } from '../../packages/server/src/contract/index.ts'
import { openBrowser, waitUntilPlayed } from '../support/browser.ts'
import { makeClip } from '../support/clip.ts'
import { type NetworkServer, startNetworkServer } from '../support/network.ts'
import { PASSWORD } from '../support/start-server.ts'
import { openViewer } from '../support/viewers.ts'

const run = promisify(execFile)
const TOOL = new URL('../../node_modules/@peertube/peertube-cli/dist/peertube.js', import.meta.url).pathname
const PATIENCE_MS = 240_000
/** Some seconds for a file. */
const SLOW = 60_000

let folder: string
let reef: NetworkServer
let bay: NetworkServer
let byHand: string
let byStrategy: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'colombier-redundancy-'))
  const clip = join(folder, 'clip.mp4')
  await makeClip(clip, { seconds: 4, size: '426x240', isNoisy: true })
  reef = await startNetworkServer('reef')
  bay = await startNetworkServer('bay')
  byHand = await reef.api.upload(clip, { name: 'Asked for' })
  byStrategy = await reef.api.upload(clip, { name: 'Chosen' })
  for (const uuid of [byHand, byStrategy]) await reef.api.waitForTranscoding(uuid, ({ status }) => status === 'done')
  // Whoever is followed is believed.
  await follow(reef, bay)
  await follow(bay, reef)
  for (const uuid of [byHand, byStrategy]) await soon(() => bay.api.video(uuid))
}, PATIENCE_MS)

afterAll(async () => {
  await Promise.all([reef?.close(), bay?.close()])
  await rm(folder, { recursive: true, force: true })
}, PATIENCE_MS)

const soon = <T>(look: () => Promise<T>) => vi.waitFor(look, { timeout: 120_000, interval: 200 })

async function send({ api }: NetworkServer, method: string, path: string, body?: object): Promise<void> {
  const answer = await api.fetch(path, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  })
  expect([path, answer.status]).toEqual([path, method === 'PUT' && path === '/config/custom' ? 200 : 204])
}

async function follow(one: NetworkServer, other: NetworkServer): Promise<void> {
  await send(one, 'POST', '/server/following', { hosts: [other.host] })
  await soon(async () => {
    const { total } = await one.api.json<{ total: number }>('/server/following?state=accepted')
    expect(total).toBe(1)
  })
}

async function peertube(...args: string[]): Promise<string> {
  const env = { PATH: process.env['PATH'], HOME: folder }
  const who = ['--url', bay.origin, '--username', 'root', '--password', PASSWORD]
  const { stdout, stderr } = await run(process.execPath, [TOOL, 'redundancy', ...args, ...who], { cwd: folder, env })
  return stdout + stderr
}

const folderOfCopies = () => join(bay.server.dataFolder, 'redundancy')
const filesOfCopies = () => readdir(folderOfCopies(), { recursive: true }).catch(() => [])

/** A file of which some has come. */
async function begun(): Promise<void> {
  const part = (await filesOfCopies()).find(name => name.endsWith('.part'))
  expect(part).toBeDefined()
  expect((await stat(join(folderOfCopies(), part!))).size).toBeGreaterThan(0)
}

async function held(): Promise<(string | null | undefined)[][]> {
  const { data } = await bay.api.json<{ data: MirroredVideo[] }>('/server/redundancy/videos?target=remote-videos')
  return data.map(({ name, redundancies }) => [name, redundancies.streamingPlaylists[0]?.strategy])
}

const nameOf = (url: string) => url.split('/').at(-1)!
const bytesOf = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer())

/** Of a video: what its own server has, and the same of the copy that it names. */
async function expectSame({ streamingPlaylists }: VideoDetails): Promise<void> {
  const { playlistUrl, segmentsSha256Url, files, redundancies } = streamingPlaylists[0]!
  const base = redundancies[0]!.baseUrl
  const media = files.map(({ fileUrl }) => fileUrl)
  const playlists = media.map(url => url.replace('-fragmented.mp4', '.m3u8'))
  for (const url of [playlistUrl, segmentsSha256Url!, ...playlists, ...media]) {
    const [original, copy] = await Promise.all([bytesOf(url), bytesOf(`${base}/${nameOf(url)}`)])
    expect(original.length).toBeGreaterThan(0)
    expect(copy.equals(original), url).toBe(true)
  }
}

/** In a browser: at the holder's though the origin is out, and at the origin's though it sends no segment. */
async function playsFromCopies(uuid: string): Promise<void> {
  const browser = await openBrowser()
  const path = `/w/${uuid}`
  try {
    reef.line.cut()
    const atHolder = await openViewer(browser, bay.origin, { path })
    await atHolder.play()
    await waitUntilPlayed(atHolder.page, 1)
    expect(atHolder.complaints).toEqual([])
    reef.line.mend()

    const atOrigin = await openViewer(browser, reef.origin, {
      path,
      prepare: page =>
        page.route('**/*-fragmented.mp4', async (route, request) =>
          (await request.headerValue('range'))?.startsWith('bytes=0-') || request.url().startsWith(bay.origin)
            ? route.continue()
            : route.fulfill({ status: 503 })
        )
    })
    await atOrigin.play()
    await waitUntilPlayed(atOrigin.page, 1)
    const askedElsewhere = atOrigin.complaints.filter(text => text.startsWith('foreign request'))
    expect(askedElsewhere.length).toBeGreaterThan(0)
    for (const request of askedElsewhere) expect(request).toMatch(`${bay.origin}/static/redundancy/hls/${uuid}/`)
  } finally {
    reef.line.mend()
    await browser.close()
  }
}

test(
  'a copy survives the death of who makes it, is known to its origin, and goes with the original',
  async () => {
    reef.line.slow(SLOW)
    const { id } = await bay.api.video(byHand)
    expect(await peertube('add', '--video', String(id))).toMatch(/will be duplicated/i)
    await soon(begun)
    await send(bay, 'PUT', `/server/redundancy/${reef.host}`, { redundancyAllowed: true })
    const strategy = { strategy: 'recently-added', sizeBytes: 1e9, minimumLifetimeSeconds: 86_400, minimumViews: 0 }
    await send(bay, 'PUT', '/config/custom', { redundancy: { videos: { strategies: [strategy] } } })
    expect(await held()).toEqual([])

    await bay.server.kill()
    expect((await filesOfCopies()).some(name => name.endsWith('.part'))).toBe(true)
    reef.line.slow(undefined)
    await bay.server.start()
    // Nobody waits here until the lease of the dead server runs out.
    await soon(() => bay.db.query("UPDATE video_copy SET leased_until = '-infinity' WHERE state = 2"))
    const all = [
      ['Asked for', 'manual'],
      ['Chosen', 'recently-added']
    ]
    await soon(async () => expect(await held()).toEqual(all))
    expect((await filesOfCopies()).filter(name => name.endsWith('.part'))).toEqual([])

    for (const uuid of [byHand, byStrategy]) {
      const baseUrl = `${bay.origin}/static/redundancy/hls/${uuid}`
      const known = await soon(async () => {
        const video = await reef.api.video(uuid)
        expect(video.streamingPlaylists[0]!.redundancies).toEqual([{ baseUrl }])
        return video
      })
      await expectSame(known)
      expect((await bay.api.video(uuid)).streamingPlaylists[0]!.redundancies).toEqual([{ baseUrl }])
    }
    expect(await peertube('list-my-redundancies')).toContain('Asked for')
    const { videosRedundancy } = await bay.api.json<{ videosRedundancy: object[] }>('/server/stats')
    expect(videosRedundancy).toMatchObject([
      { strategy: 'recently-added', totalSize: 1e9, totalVideos: 1, totalVideoFiles: 1 },
      { strategy: 'manual', totalSize: null, totalVideos: 1, totalVideoFiles: 1 }
    ])

    await playsFromCopies(byHand)
    await send(reef, 'DELETE', `/videos/${byHand}`)
    await soon(async () => expect(await held()).toEqual([['Chosen', 'recently-added']]))
    await send(reef, 'PUT', `/videos/${byStrategy}`, { privacy: 3 })
    await soon(async () => expect(await held()).toEqual([]))
    for (const uuid of [byHand, byStrategy])
      expect((await fetch(`${bay.origin}/static/redundancy/hls/${uuid}/${uuid}-master.m3u8`)).status).toBe(404)
    await soon(async () => expect(await filesOfCopies()).toEqual([]))
  },
  PATIENCE_MS
)
