/** What PeerTube 6.3 answers, key by key; clients in strict languages fail on a missing one. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AVideo, aVideo, giveRendition, type HlsNames } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import type { VideoDetails } from '../../contract/index.ts'
import { openDiskStorage } from '../../platform/storage/disk.ts'
import { videoRoutes } from './routes.ts'

const ORIGIN = 'http://localhost:9000'
const IN_LISTS = [
  ...['account', 'aspectRatio', 'category', 'channel', 'createdAt', 'description', 'dislikes', 'duration'],
  ...['embedPath', 'id', 'isLive', 'isLocal', 'language', 'licence', 'likes', 'name', 'nsfw', 'originallyPublishedAt'],
  ...['previewPath', 'privacy', 'publishedAt', 'shortUUID', 'thumbnailPath', 'truncatedDescription', 'updatedAt'],
  ...['url', 'uuid', 'viewers', 'views'],
  ...['comments', 'embedUrl', 'nsfwFlags', 'nsfwSummary', 'previewUrl', 'thumbnailUrl', 'thumbnails']
]
const IN_OWN_LIST = [...IN_LISTS, 'state', 'waitTranscoding', 'blacklisted', 'blacklistedReason']
const IN_DETAILS = [
  ...IN_OWN_LIST,
  ...['commentsEnabled', 'commentsPolicy', 'descriptionPath', 'downloadEnabled', 'files', 'inputFileUpdatedAt'],
  ...['streamingPlaylists', 'support', 'tags', 'trackerUrls']
]
const OF_ACTORS = ['avatars', 'displayName', 'host', 'id', 'name', 'url']
const OF_ACCOUNTS = [
  ...OF_ACTORS,
  ...['createdAt', 'description', 'followersCount', 'followingCount', 'hostRedundancyAllowed', 'updatedAt', 'userId']
]
const OF_CHANNELS = [
  ...OF_ACTORS,
  ...['banners', 'createdAt', 'description', 'followersCount', 'followingCount', 'hostRedundancyAllowed', 'isLocal'],
  ...['ownerAccount', 'support', 'updatedAt']
]
const OF_PLAYLISTS = ['files', 'id', 'playlistUrl', 'redundancies', 'segmentsSha256Url', 'type']
const OF_FILES = [
  ...['fileDownloadUrl', 'fileUrl', 'fps', 'hasAudio', 'hasVideo', 'height', 'id', 'magnetUri', 'metadataUrl'],
  ...['resolution', 'size', 'storage', 'torrentDownloadUrl', 'torrentUrl', 'width']
]

let database: FreshDatabase
let server: TestServer
let video: AVideo
let growing: AVideo
let names: HlsNames

beforeAll(async () => {
  database = await freshDatabase()
  const people = await makePeople(database.db)
  const { channelId } = people.ada
  video = await aVideo(database.db, channelId, {
    name: 'A talk',
    description: `${'word '.repeat(60)}end`,
    support: 'Thanks',
    tags: ['one', 'two'],
    category: 15,
    licence: 1,
    language: 'en',
    commentsPolicy: 2,
    isDownloadEnabled: false
  })
  names = await giveRendition(database.db, video)
  growing = await aVideo(database.db, channelId, { privacy: 2 })
  await giveRendition(database.db, growing, { isFinal: false })
  await aVideo(database.db, channelId, {
    privacy: 3,
    schedule: { at: new Date('2040-01-01T00:00:00Z'), privacy: 1 }
  })
  const deps = { db: database.db, origin: ORIGIN, tokenSecret: Buffer.alloc(32, 1), settings: someSettings() }
  const storage = openDiskStorage('/nowhere')
  server = await serveApi(people, videoRoutes({ ...deps, storage, cancelTranscoding: async () => {} }))
})
afterAll(async () => {
  await server.close()
  await database.close()
})

const get = async <T>(path: string, who = 'nobody') => {
  const answer = await fetch(`${server.origin}/api/v1${path}`, { headers: { authorization: who } })
  return { status: answer.status, type: answer.headers.get('content-type'), body: (await answer.json()) as T }
}
const keysOf = (value: object | undefined) => Object.keys(value ?? {}).sort()
const details = async ({ uuid }: AVideo) => (await get<VideoDetails>(`/videos/${uuid}`)).body

test('metadata is told of files of this video that are final, and of nothing else', async () => {
  const fileOf = async (of: AVideo) => (await details(of)).streamingPlaylists[0]!.files[0]!.id
  const [mine, other] = [await fileOf(video), await fileOf(growing)]
  expect((await get(`/videos/${growing.uuid}/metadata/${other}`)).status).toBe(404)
  expect((await get(`/videos/${video.uuid}/metadata/${other}`)).status).toBe(404)
  expect((await get(`/videos/${video.uuid}/metadata/99999999999`)).status).toBe(404)
  for (const bad of ['x', '-1', '1.5', '1e99'])
    expect((await get(`/videos/${video.uuid}/metadata/${bad}`)).status).toBe(400)
  expect((await get<object>(`/videos/${video.uuid}/metadata/${mine}`)).body).toEqual({
    format: { duration: 5 },
    streams: []
  })
})

test.each([
  ['count', 'x'],
  ['count', '101'],
  ['count', '-1'],
  ['start', '-1'],
  ['start', '99999999999'],
  ['sort', 'name; DROP TABLE video'],
  ['skipCount', 'maybe']
])('a list refuses %s=%s by its name', async (name, value) => {
  const { status, body } = await get<Record<string, object>>(`/videos?${name}=${encodeURIComponent(value)}`)
  expect(status).toBe(400)
  expect(Object.keys(body['invalid-params']!)).toEqual([name])
})

test('a kind of sensitive videos is not asked for and left out', async () => {
  const ask = (included: number, excluded: number) =>
    get<Record<string, object>>(`/videos?nsfwFlagsIncluded=${included}&nsfwFlagsExcluded=${excluded}`)
  expect((await ask(1, 2)).status).toBe(200)
  const { status, body } = await ask(1, 3)
  expect([status, Object.keys(body['invalid-params']!)]).toEqual([400, ['nsfwFlagsExcluded']])
})

test("one's own list needs a sign-in", async () => expect((await get('/users/me/videos')).status).toBe(401))

test.each([
  ['/videos', 'nobody', IN_LISTS],
  ['/accounts/ada/videos', 'nobody', IN_LISTS],
  ['/video-channels/ada_channel/videos', 'nobody', IN_LISTS],
  ['/users/me/videos?sort=createdAt', 'ada', IN_OWN_LIST]
])("%s has PeerTube's keys", async (path, who, keys) => {
  const { status, type, body } = await get<{ total: number; data: Record<string, object>[] }>(path, who)
  expect([status, type]).toEqual([200, 'application/json; charset=utf-8'])
  const found = body.data.find(({ name }) => String(name) === 'A talk')
  expect(keysOf(found)).toEqual([...keys].sort())
  expect(keysOf(found!['account'])).toEqual([...OF_ACTORS].sort())
  expect(keysOf(found!['channel'])).toEqual([...OF_ACTORS].sort())
})

test('a scheduled publication is told to its owner', async () => {
  const { body } = await get<{ data: object[] }>('/users/me/videos?sort=-createdAt', 'ada')
  expect(body.data[0]).toMatchObject({ scheduledUpdate: { updateAt: '2040-01-01T00:00:00.000Z', privacy: 1 } })
})

test("the details have PeerTube's keys, down to the files", async () => {
  const body = await details(video)
  expect(keysOf(body)).toEqual([...IN_DETAILS].sort())
  expect(keysOf(body.account)).toEqual([...OF_ACCOUNTS].sort())
  expect(keysOf(body.channel)).toEqual([...OF_CHANNELS].sort())
  expect(body.channel.ownerAccount).toEqual(body.account)
  const [playlist] = body.streamingPlaylists
  expect(keysOf(playlist)).toEqual([...OF_PLAYLISTS].sort())
  expect(keysOf(playlist!.files[0])).toEqual([...OF_FILES].sort())
})

test('the details say what the rows hold, in words where PeerTube has words', async () => {
  const { uuid } = video
  const body = await details(video)
  expect(body).toMatchObject({
    name: 'A talk',
    support: 'Thanks',
    tags: ['one', 'two'],
    downloadEnabled: false,
    commentsEnabled: false,
    category: { id: 15, label: 'Science & Technology' },
    licence: { id: 1, label: 'Attribution' },
    language: { id: 'en', label: 'English' },
    privacy: { id: 1, label: 'Public' },
    commentsPolicy: { id: 2, label: 'Disabled' },
    state: { id: 1, label: 'Published' },
    url: `${ORIGIN}/videos/watch/${uuid}`,
    embedPath: `/videos/embed/${uuid}`,
    channel: { name: 'ada_channel', host: 'localhost:9000', url: `${ORIGIN}/video-channels/ada_channel` },
    account: { name: 'ada', url: `${ORIGIN}/accounts/ada` }
  })
  const folder = `${ORIGIN}/static/streaming-playlists/hls/${uuid}`
  const [playlist] = body.streamingPlaylists
  expect(playlist).toMatchObject({
    playlistUrl: `${folder}/${names.master}`,
    segmentsSha256Url: `${folder}/${names.sha256}`
  })
  expect(playlist!.files[0]).toMatchObject({
    resolution: { id: 720, label: '720p' },
    fileUrl: `${folder}/${names.file}`,
    size: 1000,
    fileDownloadUrl: `${ORIGIN}/download/streaming-playlists/hls/videos/${uuid}-720-fragmented.mp4`
  })
})

test('a long description is cut between words in lists, and told whole where it is asked for', async () => {
  const { description, truncatedDescription } = await details(video)
  expect(description).toHaveLength(303)
  expect(truncatedDescription).toMatch(/^(word )+word\.\.\.$/)
  expect(truncatedDescription!.length).toBeLessThanOrEqual(250)
  expect((await get(`/videos/${video.uuid}/description`)).body).toEqual({ description })
})

test('a video that grows has no checksums yet, and one without renditions no playlist', async () => {
  expect((await details(growing)).streamingPlaylists[0]!.segmentsSha256Url).toBeNull()
  const { body } = await get<{ data: [{ uuid: string }] }>('/users/me/videos?sort=-createdAt&count=1', 'ada')
  const own = await get<VideoDetails>(`/videos/${body.data[0].uuid}`, 'ada')
  expect(own.body.streamingPlaylists).toEqual([])
})

test('the storyboard is described as PeerTube does', async () => {
  expect((await get(`/videos/${video.uuid}/storyboards`)).body).toEqual({
    storyboards: [
      {
        storyboardPath: `/lazy-static/storyboards/${names.storyboard}`,
        fileUrl: `${ORIGIN}/lazy-static/storyboards/${names.storyboard}`,
        totalHeight: 108,
        totalWidth: 1920,
        spriteWidth: 192,
        spriteHeight: 108,
        spriteDuration: 1
      }
    ]
  })
})

test.each([
  ['categories', 18, ['15', 'Science & Technology']],
  ['licences', 7, ['7', 'Public Domain Dedication']],
  ['privacies', 5, ['5', 'Password protected']],
  ['languages', undefined, ['fr', 'French']]
])('the %s are a table from id to label', async (name, count, [id, label]) => {
  const { body } = await get<Record<string, string>>(`/videos/${name}`)
  if (count) expect(Object.keys(body)).toHaveLength(count)
  expect(body[id!]).toBe(label)
})
