import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { keptVideo } from '../../../../../tests/support/kept-video.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import type { VideoDetails, VideoSummary } from '../../contract/index.ts'
import { openDiskStorage } from '../../platform/storage/disk.ts'
import { captionRoutes } from '../captions/index.ts'
import { chapterRoutes } from '../chapters/index.ts'
import { videoRoutes } from './index.ts'

const HERE = 'https://here.example'
const PEER = 'https://reef.example'
let database: FreshDatabase
let people: People
let server: TestServer
const seen: number[] = []
let remote: { id: number; uuid: string; url: string }

beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  people = await makePeople(db)
  const deps = { db, storage: openDiskStorage('/nowhere'), cancelTranscoding: async () => {} }
  server = await serveApi(
    people,
    chapterRoutes({ db }),
    captionRoutes({ db, storage: deps.storage, origin: HERE, tokenSecret: Buffer.alloc(32) }),
    videoRoutes({
      ...deps,
      origin: HERE,
      tokenSecret: Buffer.alloc(32),
      settings: someSettings(),
      onRemoteSeen: id => seen.push(id)
    })
  )
})
afterAll(async () => {
  await server.close()
  await database.close()
})
beforeEach(async () => {
  await database.db.query('DELETE FROM video')
  remote = await keptVideo(database.db, { origin: PEER, uuid: randomUUID() })
})

const get = (path: string, as?: keyof People) =>
  fetch(`${server.origin}/api/v1${path}`, { headers: as ? { authorization: as } : {} })
const details = async () => (await (await get(`/videos/${remote.uuid}`)).json()) as VideoDetails
async function uuids(query: string): Promise<string[]> {
  const answer = await get(query)
  expect(answer.status, query).toBe(200)
  return ((await answer.json()) as { data: VideoSummary[] }).data.map(({ uuid }) => uuid)
}

test('a video of another server is shown as PeerTube shows one', async () => {
  const video = await details()
  expect(video).toMatchObject({
    id: remote.id,
    uuid: remote.uuid,
    url: remote.url,
    isLocal: false,
    name: 'Under the old pier',
    embedPath: `/videos/embed/${remote.uuid}`,
    embedUrl: `${HERE}/videos/embed/${remote.uuid}`,
    state: { id: 1, label: 'Published' },
    privacy: { id: 1, label: 'Public' },
    duration: 83,
    views: 41,
    category: { id: 16, label: 'Animals' },
    licence: { id: 2 },
    language: { id: 'fr', label: 'French' },
    tags: ['sea', 'diving'],
    support: 'Give some',
    commentsPolicy: { id: 1 },
    downloadEnabled: true,
    thumbnailPath: expect.stringMatching(/^\/lazy-static\/thumbnails\/[0-9a-f-]{36}\.jpg$/),
    trackerUrls: [`${PEER}/tracker/announce`, 'wss://reef.example/tracker/socket'],
    account: { name: 'coral', host: 'reef.example', url: `${PEER}/accounts/coral` },
    channel: { name: 'reefs', host: 'reef.example', url: `${PEER}/video-channels/reefs` },
    files: []
  })
  const [playlist] = video.streamingPlaylists
  expect(playlist).toMatchObject({
    type: 1,
    playlistUrl: `${PEER}/hls/pier/master.m3u8`,
    redundancies: [],
    segmentsSha256Url: `${PEER}/hls/pier/segments-sha256.json`
  })
  expect(playlist?.files.map(({ id, resolution }) => [id, resolution.label])).toEqual([
    [1, '720p'],
    [2, '360p']
  ])
  expect(playlist?.files[0]).toMatchObject({
    fileUrl: `${PEER}/hls/pier/720-fragmented.mp4`,
    fileDownloadUrl: `${PEER}/hls/pier/720-fragmented.mp4`,
    torrentUrl: `${PEER}/hls/pier/720-hls.torrent`,
    metadataUrl: `${PEER}/hls/pier/720.json`,
    magnetUri: expect.stringContaining('magnet:'),
    size: 2_900_000,
    hasAudio: true,
    hasVideo: true
  })
  // Every field that a video of ours has.
  const local = await aVideo(database.db, people.ada.channelId)
  const ours = (await (await get(`/videos/${local.uuid}`)).json()) as VideoDetails
  expect(Object.keys(video).sort()).toEqual(Object.keys(ours).sort())
})

test('lists tell videos of here and of elsewhere apart', async () => {
  const { uuid: local } = await aVideo(database.db, people.ada.channelId)
  expect((await uuids('/videos')).toSorted()).toEqual([local, remote.uuid].toSorted())
  expect(await uuids('/videos?isLocal=true')).toEqual([local])
  expect(await uuids('/videos?isLocal=false')).toEqual([remote.uuid])
  expect(await uuids('/videos?host=REEF.example')).toEqual([remote.uuid])
  expect(await uuids('/videos?host=here.example')).toEqual([local])
  expect(await uuids('/videos?hasHLSFiles=true')).toEqual([remote.uuid])
  expect(await uuids('/videos?hasWebVideoFiles=true')).toEqual([])
  expect(await uuids('/accounts/coral@reef.example/videos')).toEqual([remote.uuid])
  expect(await uuids('/video-channels/reefs@reef.example/videos')).toEqual([remote.uuid])
  expect(await uuids('/accounts/ada@here.example/videos')).toEqual([local])
  for (const nobody of ['coral', 'coral@other.example', 'ada@reef.example'])
    expect((await get(`/accounts/${nobody}/videos`)).status).toBe(404)
})

test('only those who watch over the server can remove it, and only here', async () => {
  const remove = (as?: keyof People) =>
    fetch(`${server.origin}/api/v1/videos/${remote.uuid}`, {
      method: 'DELETE',
      headers: as ? { authorization: as } : {}
    }).then(({ status }) => status)
  expect(await remove()).toBe(401)
  expect(await remove('ada')).toBe(403)
  expect(await remove('mona')).toBe(204)
  expect((await get(`/videos/${remote.uuid}`)).status).toBe(404)
  expect((await database.db.query("SELECT FROM domain_event WHERE payload ->> 'type' = 'video.removed'")).rows).toEqual(
    []
  )
})

test('what only an owner changes, nobody changes here', async () => {
  for (const as of ['ada', 'mona', 'ruth'] as const) {
    const chapters = await fetch(`${server.origin}/api/v1/videos/${remote.uuid}/chapters`, {
      method: 'PUT',
      headers: { authorization: as, 'content-type': 'application/json' },
      body: JSON.stringify({ chapters: [{ timecode: 0, title: 'Mine' }] })
    })
    const caption = await fetch(`${server.origin}/api/v1/videos/${remote.uuid}/captions/fr`, {
      method: 'DELETE',
      headers: { authorization: as }
    })
    expect([chapters.status, caption.status]).toEqual([403, 403])
  }
  const { data } = (await (await get(`/videos/${remote.uuid}/captions`)).json()) as { data: { captionPath: string }[] }
  expect(data).toMatchObject([{ language: { id: 'fr' }, automaticallyGenerated: true }])
})

test('somebody who looks makes it be looked after, and a video of ours does not', async () => {
  seen.length = 0
  await details()
  await get(`/videos/${(await aVideo(database.db, people.ada.channelId)).uuid}`)
  expect(seen).toEqual([remote.id])
})
