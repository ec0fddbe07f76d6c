/** Copies that are held here: asked for by hand, fetched, checked, served, and gone. */
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express, { type Response } from 'express'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aRemoteVideo, type RemoteVideo } from '../../../../../tests/support/a-remote-video.ts'
import { aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { type HlsOrigin, openHlsOrigin, tellPlaylist } from '../../../../../tests/support/hls-origin.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import { aRemoteActor } from '../../../../../tests/support/remote-actor.ts'
import { serve, type TestServer } from '../../../../../tests/support/serve.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import type { RemotePlaylist } from '../../contract/index.ts'
import { siteOf } from '../../kernel/site.ts'
import { problemHandler } from '../../platform/http.ts'
import { doNext } from '../../platform/leased-work.ts'
import { openDiskStorage, type Storage } from '../../platform/storage/disk.ts'
import { deleteVideoRows, findVideo, removeFilesOf } from '../videos/index.ts'
import { copyFileRoutes, copyWork, listCopiesForPage, lookAfterCopies, redundancyRoutes } from './index.ts'

const SITE = siteOf('https://here.example')
let database: FreshDatabase
let people: People
let folder: string
let storage: Storage
let api: TestServer
let files: TestServer
let origin: HlsOrigin
let channel: Awaited<ReturnType<typeof aRemoteActor>>
let video: RemoteVideo
let playlist: RemotePlaylist
let brought: number[]

const deps = () => ({
  ...{ db: database.db, storage, settings: someSettings() },
  peerRules: { isAllowed: () => true, isAllowedUrl: () => true },
  slowest: { bytes: 10, ms: 300 },
  bringFilesOf: async (videoId: number) => void brought.push(videoId)
})

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  folder = await mkdtemp(join(tmpdir(), 'colombier-copies-'))
  storage = openDiskStorage(folder)
  channel = await aRemoteActor(database.db, 'reefs', { kind: 'group' })
  api = await serveApi(people, redundancyRoutes({ db: database.db, storage, site: SITE }))
  files = await serve(
    express().use(copyFileRoutes({ db: database.db, storage, accelPrefix: undefined }), problemHandler)
  )
  origin = await openHlsOrigin()
})
beforeEach(async () => {
  brought = []
  for (const table of ['video_copy', 'domain_event', 'video_block', 'server_mute'])
    await database.db.query(`DELETE FROM ${table}`)
  origin.tricks.clear()
  playlist = origin.publish()
  video = await aRemoteVideo(database.db, channel)
  await tellPlaylist(database.db, video.id, playlist)
})
afterAll(async () => {
  for (const server of [api, files, origin]) await server.close()
  await database.close()
  await rm(folder, { recursive: true })
})

const send = (method: string, path: string, body?: object, as = 'ruth') =>
  fetch(`${api.origin}/api/v1/server/redundancy/${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', authorization: as },
    ...(body && { body: JSON.stringify(body) })
  })
const list = async (target = 'remote-videos') =>
  (await (await send('GET', `videos?target=${target}`)).json()) as {
    total: number
    data: { uuid: string; redundancies: { streamingPlaylists: { id: number; fileUrl: string }[] } }[]
  }
const mirror = (videoId: unknown = video.uuid) => send('POST', 'videos', { videoId })
const work = () => doNext(copyWork(deps()))
const nameOf = (url: string) => url.split('/').at(-1)!
const get = (name: string, headers: Record<string, string> = {}) =>
  fetch(`${files.origin}/static/redundancy/hls/${video.uuid}/${name}`, { headers })
const events = async () =>
  (
    await database.db.query<{ payload: { type: string } }>(
      "SELECT payload FROM domain_event WHERE subscriber = 'federation' ORDER BY id"
    )
  ).rows.map(({ payload }) => payload.type)
const copy = async () =>
  (
    await database.db.query<{ id: number; state: number; error: string | null; attempts: number }>(
      'SELECT id, state, error, attempts FROM video_copy WHERE video_id = $1',
      [video.id]
    )
  ).rows[0]
const dueNow = () => database.db.query("UPDATE video_copy SET leased_until = '-infinity'")
const largest = () => playlist.files[1]!.fileUrl

test('a copy is whole, checked and served under the names of its origin', async () => {
  expect((await mirror()).status).toBe(204)
  expect((await list()).total).toBe(0)
  expect((await get('master.m3u8')).status).toBe(404)
  expect(await work()).toBe(true)
  expect(await work()).toBe(false)

  const paths = [playlist.masterUrl, playlist.sha256Url!, ...playlist.files.map(file => file.fileUrl)]
  for (const url of [...paths, ...paths.slice(2).map(path => path.replace('-fragmented.mp4', '.m3u8'))]) {
    const answer = await get(nameOf(url))
    expect([url, answer.status]).toEqual([url, 200])
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(origin.files.get(new URL(url).pathname))
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  }
  const part = await get(nameOf(largest()), { range: 'bytes=1000-1999' })
  expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 1000-1999/200000'])
  expect(await list()).toMatchObject({
    total: 1,
    data: [
      {
        ...{ uuid: video.uuid, url: video.url },
        redundancies: {
          files: [],
          streamingPlaylists: [
            { fileUrl: `https://here.example/static/redundancy/hls/${video.uuid}`, strategy: 'manual', size: 320_000 }
          ]
        }
      }
    ]
  })
  const found = await findVideo(database.db, SITE, video)
  expect(found?.details.streamingPlaylists[0]?.redundancies).toEqual([
    { baseUrl: `https://here.example/static/redundancy/hls/${video.uuid}` }
  ])
  expect(await events()).toEqual(['copy.made'])
  expect(brought).toEqual([video.id])
})

test('its page shows a copy from the moment it is asked for', async () => {
  const shown = () => listCopiesForPage(database.db, 'remote-videos', { start: 0, count: 5 })
  await mirror()
  const copyOnPage = { host: 'peer.example', strategy: 'manual', size: 320_000, videoUuid: video.uuid, error: null }
  expect(await shown()).toMatchObject({ total: 1, data: [{ ...copyOnPage, state: 'coming' }] })
  await work()
  expect(await shown()).toMatchObject({ total: 1, data: [{ ...copyOnPage, state: 'held', expiresOn: null }] })
  expect(await listCopiesForPage(database.db, 'my-videos', { start: 0, count: 5 })).toEqual({ total: 0, data: [] })
})

test('what is no name of a file of the copy is not found', async () => {
  await mirror()
  await work()
  for (const name of ['other.m3u8', '..%2f1%2fmaster.m3u8', `${nameOf(largest())}.part`, 'constructor', '%00'])
    expect([name, (await get(name)).status]).toEqual([name, 404])
  expect((await fetch(`${files.origin}/static/redundancy/hls/x/master.m3u8`)).status).toBe(404)
})

test('a video is asked for once, and only one that lies elsewhere and tells its hashes', async () => {
  expect((await mirror(video.id)).status).toBe(204)
  expect((await mirror()).status).toBe(409)
  expect((await mirror((await aVideo(database.db, people.ada.channelId)).uuid)).status).toBe(400)
  for (const nothing of [99_999_999, '00000000-0000-4000-8000-000000000000'])
    expect((await mirror(nothing)).status).toBe(404)
  for (const wrong of ['x', {}, null]) expect((await mirror(wrong)).status).toBe(400)
  const bare = await aRemoteVideo(database.db, channel)
  expect((await mirror(bare.uuid)).status).toBe(400)
  await tellPlaylist(database.db, bare.id, { ...playlist, sha256Url: null })
  expect((await mirror(bare.uuid)).status).toBe(400)
  for (const as of ['ada', 'mona'])
    for (const [method, path, body] of [
      ['GET', 'videos?target=my-videos'],
      ['POST', 'videos', { videoId: video.uuid }],
      ['DELETE', 'videos/1'],
      ['PUT', 'peer.example', { redundancyAllowed: true }]
    ] as const)
      expect([as, method, (await send(method, path, body, as)).status]).toEqual([as, method, 403])
  expect((await send('GET', 'videos?target=nothing')).status).toBe(400)
})

test('a copy that is taken back is gone with its files, and others hear of it', async () => {
  await mirror()
  await work()
  const { id } = (await list()).data[0]!.redundancies.streamingPlaylists[0]!
  expect((await send('DELETE', `videos/${id}`)).status).toBe(204)
  expect((await send('DELETE', `videos/${id}`)).status).toBe(404)
  expect(await storage.list(`redundancy/${id}`)).toEqual([])
  expect(await events()).toEqual(['copy.made', 'copy.removed'])
})

test('what broke off is gone on with, not begun again', async () => {
  const path = new URL(largest()).pathname
  const bytes = origin.files.get(path)!
  origin.tricks.set(path, (res: Response) => {
    res.write(bytes.subarray(0, 90_000))
    setTimeout(() => res.destroy(), 100)
  })
  await mirror()
  await work()
  expect(await copy()).toMatchObject({ state: 2, attempts: 1 })
  expect((await get('master.m3u8')).status).toBe(404)
  origin.tricks.clear()
  await dueNow()
  const before = origin.asked.length
  await work()
  expect(await copy()).toMatchObject({ state: 3, error: null })
  const media = origin.asked.slice(before).filter(ask => ask.path.endsWith('.mp4'))
  expect(media).toEqual([{ path, range: 'bytes=90000-' }])
  expect(Buffer.from(await (await get(nameOf(path))).arrayBuffer())).toEqual(bytes)
})

test('what a crash left under the name of a file is checked before it counts', async () => {
  await mirror()
  const { id } = (await copy())!
  const path = storage.pathOf(`redundancy/${id}/${nameOf(largest())}`)
  await storage.put(await aFile(Buffer.alloc(200_000)), `redundancy/${id}/${nameOf(largest())}`)
  await work()
  expect((await stat(path)).size).toBe(200_000)
  expect(Buffer.from(await (await get(nameOf(path))).arrayBuffer())).toEqual(
    origin.files.get(new URL(largest()).pathname)
  )
})

async function aFile(bytes: Buffer): Promise<string> {
  const path = join(folder, 'a-file')
  await writeFile(path, bytes)
  return path
}

type Spoil = (path: (url: string) => string) => void
const put = (path: string, text: string) => void origin.files.set(path, Buffer.from(text))
test.each<[string, Spoil, RegExp]>([
  ['other bytes', path => void origin.files.set(path(largest()), Buffer.alloc(200_000)), /not what/],
  ['more bytes', path => void origin.files.set(path(largest()), Buffer.alloc(200_001)), /larger/],
  [
    'no end',
    path =>
      void origin.tricks.set(path(largest()), res => {
        const dripping = setInterval(() => res.write(Buffer.alloc(50_000)), 1)
        res.once('close', () => clearInterval(dripping))
      }),
    /larger/
  ],
  ['no hashes', path => put(path(playlist.sha256Url!), '{}'), /no hashes/],
  ['hashes that are none', path => put(path(playlist.sha256Url!), '[1'), /no list/],
  [
    'hashes of some of it',
    path => {
      const hashes = JSON.parse(String(origin.files.get(path(playlist.sha256Url!))))
      const first = Object.keys(hashes[nameOf(largest())])[1]!
      delete hashes[nameOf(largest())][first]
      put(path(playlist.sha256Url!), JSON.stringify(hashes))
    },
    /not of all/
  ],
  ['a master that is a page', path => put(path(playlist.masterUrl), '<html>'), /no playlist/],
  ['files of another name', path => put(path(playlist.masterUrl), '#EXTM3U\n../../etc/passwd\n'), /no name/],
  [
    'files that were not told of',
    path =>
      put(
        path(largest().replace('-fragmented.mp4', '.m3u8')),
        '#EXTM3U\n#EXTINF:4,\nhttps://evil.example/other.mp4\n#EXT-X-ENDLIST\n'
      ),
    /not told of/
  ],
  [
    'a playlist that goes on',
    path => put(path(largest().replace('-fragmented.mp4', '.m3u8')), '#EXTM3U\nx.mp4\n'),
    /goes on/
  ]
])('%s: nothing comes of it', async (_name, spoil, reason) => {
  spoil(url => new URL(url).pathname)
  await mirror()
  await work()
  const failed = (await copy())!
  expect(failed).toMatchObject({ state: 4, error: expect.stringMatching(reason) })
  expect(await storage.list(`redundancy/${failed.id}`)).toEqual([])
  expect((await list()).total).toBe(0)
  expect(await events()).toEqual([])
  // Asked for again, it is tried again.
  expect((await mirror()).status).toBe(204)
})

test('addresses inside are not asked', async () => {
  await tellPlaylist(database.db, video.id, { ...playlist, masterUrl: 'http://127.0.0.1:1/master.m3u8' })
  await mirror()
  const { isPublicAddress } = await import('../../platform/public-address.ts')
  const rules = { isAllowed: isPublicAddress, isAllowedUrl: () => true }
  await doNext(copyWork({ ...deps(), peerRules: rules }))
  expect(await copy()).toMatchObject({ state: 2, error: expect.stringMatching(/open internet/) })
})

test('a full disk keeps nothing, and the copy is tried again another time', async () => {
  await mirror()
  const full = { ...storage, freeBytes: async () => 1_000_000_000 }
  await doNext(copyWork({ ...deps(), storage: full }))
  expect(await copy()).toMatchObject({ state: 2, error: expect.stringMatching(/room/) })
  await dueNow()
  await work()
  expect(await copy()).toMatchObject({ state: 3 })
})

test('two servers do not fetch one copy', async () => {
  await mirror()
  const before = origin.asked.length
  expect((await Promise.all([work(), work(), work()])).filter(Boolean)).toHaveLength(1)
  expect(origin.asked.slice(before).filter(({ path }) => path.endsWith('.mp4'))).toHaveLength(2)
})

test.each<[string, () => Promise<unknown>]>([
  ['is blocked here', () => database.db.query('INSERT INTO video_block (video_id, type) VALUES ($1, 1)', [video.id])],
  ['is private', () => database.db.query('UPDATE video SET privacy = 3 WHERE id = $1', [video.id])],
  ['is of a muted server', () => database.db.query("INSERT INTO server_mute (host) VALUES ('peer.example')")]
])('a copy of what %s is not served, and goes', async (_name, happen) => {
  await mirror()
  await work()
  const { id } = (await copy())!
  await happen()
  expect((await get('master.m3u8')).status).toBe(404)
  await lookAfterCopies(deps())
  expect(await copy()).toBeUndefined()
  expect(await storage.list(`redundancy/${id}`)).toEqual([])
  expect(await events()).toContain('copy.removed')
})

test('with the video its copy is gone, at once', async () => {
  await mirror()
  await work()
  const { id } = (await copy())!
  const belongings = await database.db.transaction(tx => deleteVideoRows(tx, video.id))
  await removeFilesOf({ storage, cancelTranscoding: async () => {} }, belongings!)
  expect(await storage.list(`redundancy/${id}`)).toEqual([])
})

test('a copy of files that were replaced is made again', async () => {
  await mirror()
  await work()
  const { id } = (await copy())!
  // New words change no file.
  await tellPlaylist(database.db, video.id, { ...playlist, infohashes: [] })
  await lookAfterCopies(deps())
  expect(await copy()).toMatchObject({ id, state: 3 })
  // Neither does a moment without files.
  await tellPlaylist(database.db, video.id, null)
  await lookAfterCopies(deps())
  expect(await copy()).toMatchObject({ id, state: 3 })

  playlist = origin.publish({ sizes: [50_000] })
  await tellPlaylist(database.db, video.id, playlist)
  await lookAfterCopies(deps())
  expect((await copy())!.id).not.toBe(id)
  await work()
  expect((await get(nameOf(playlist.files[0]!.fileUrl))).status).toBe(200)
  expect(await storage.list(`redundancy/${id}`)).toEqual([])
})
