/** A blocked video is nowhere to be found, whichever door somebody tries; its owner and the moderators still see it. */
import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toShortUuid } from '../../packages/server/src/kernel/short-uuid.ts'
import { type AVideo, aVideo, giveRendition, type HlsNames } from '../support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { startWholeApp, type WholeApp } from '../support/whole-api/app.ts'
import { type Caller, makeCaller } from '../support/whole-api/callers.ts'

const NAME = 'Zweifelhaft'
const CAPTION = `${randomUUID()}-fr.vtt`
let database: FreshDatabase
let app: WholeApp
let ada: Caller
let bob: Caller
let mona: Caller
let channel: string
/** As the server calls itself. */
let publicOrigin: string
let video: AVideo
let names: HlsNames
let fileToken: string
let commentId: number
let playlistId: number

beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  app = await startWholeApp(db)
  ada = await makeCaller(db, 'user', 'ada')
  bob = await makeCaller(db, 'user', 'bob')
  mona = await makeCaller(db, 'moderator', 'mona')
  await makeVideo()
})
afterAll(async () => {
  await app.close()
  await database.close()
})

/** With everything that can hang on a video. */
async function makeVideo(): Promise<void> {
  const { db } = database
  video = await aVideo(db, ada.channelId, { name: NAME, description: `${NAME}.`, tags: [NAME], category: 1 })
  names = await giveRendition(db, video)
  for (const key of [`streaming-playlists/hls/${video.uuid}/${names.file}`, `video-captions/${CAPTION}`]) {
    await mkdir(dirname(join(app.folder, key)), { recursive: true })
    await writeFile(join(app.folder, key), `WEBVTT ${NAME}`)
  }
  await db.query("INSERT INTO video_caption (video_id, language, file_name) VALUES ($1, 'fr', $2)", [video.id, CAPTION])
  const { body: shown } = await call('GET', `/api/v1/videos/${video.uuid}`)
  channel = shown.channel.name
  publicOrigin = new URL(shown.url).origin
  fileToken = (await call('POST', `/api/v1/videos/${video.uuid}/token`, ada)).body.files.token
  const thread = `/api/v1/videos/${video.uuid}/comment-threads`
  commentId = (await call('POST', thread, bob, { text: NAME })).body.comment.id
  await call('PUT', `/api/v1/videos/${video.uuid}/rate`, bob, { rating: 'like' })
  await call('POST', '/api/v1/users/me/subscriptions', bob, { uri: channel })
  const playlist = await call('POST', '/api/v1/video-playlists', bob, { displayName: 'A list', privacy: 3 })
  playlistId = playlist.body.videoPlaylist.id
  await call('POST', `/api/v1/video-playlists/${playlistId}/videos`, bob, { videoId: video.id })
  await db.query('INSERT INTO watch_history (user_id, video_id, current_seconds) VALUES ($1, $2, 3)', [
    bob.userId,
    video.id
  ])
}

async function call(method: string, path: string, as?: Caller, body?: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(app.origin + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(as && { authorization: `Bearer ${as.token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers
    },
    ...(body !== undefined && { body: JSON.stringify(body) })
  })
  const text = await answer.text()
  const isJson = answer.headers.get('content-type')?.includes('json') && text
  // biome-ignore lint/suspicious/noExplicitAny: the doors answer with all kinds of things.
  return { status: answer.status, text, body: (isJson ? JSON.parse(text) : {}) as any }
}

const AP = { accept: 'application/activity+json' }
type Door = [method: string, path: string, body?: unknown, headers?: Record<string, string>]

/** What shows videos among others. */
const lists = (): Door[] => [
  ...['', '?search=zweifelhaft', '?sort=-trending', '?tagsOneOf=zweifelhaft', '?categoryOneOf=1'].map(
    (query): Door => ['GET', `/api/v1/videos${query}`]
  ),
  ['GET', `/api/v1/videos?uuids=${video.uuid}`],
  ['GET', '/api/v1/search/videos?search=zweifelhaft'],
  ['POST', '/api/v1/search/videos', { search: 'zweifelhaft' }],
  ['GET', `/api/v1/search/videos?search=${encodeURIComponent(`${publicOrigin}/w/${video.uuid}`)}`],
  ['GET', '/api/v1/overviews/videos?page=1'],
  ['GET', `/api/v1/accounts/${ada.username}/videos`],
  ['GET', `/api/v1/video-channels/${channel}/videos`],
  ['GET', `/accounts/${ada.username}/outbox?page=1`, undefined, AP],
  ['GET', `/video-channels/${channel}/outbox?page=1`, undefined, AP],
  ['GET', '/accounts/peertube/outbox?page=1', undefined, AP],
  ['GET', '/sitemap.xml'],
  ['GET', '/'],
  ['GET', `/a/${ada.username}/videos`],
  ['GET', `/c/${channel}/videos`],
  ...['feeds/videos.xml', 'feeds/videos.json', 'feeds/videos.atom', 'feeds/video-comments.json'].map(
    (path): Door => ['GET', `/${path}`]
  )
]

const ownLists = (): Door[] => [
  ['GET', '/api/v1/users/me/subscriptions/videos'],
  ['GET', '/api/v1/users/me/history/videos'],
  ['GET', `/api/v1/accounts/${bob.username}/ratings`],
  ['GET', `/api/v1/video-playlists/${playlistId}/videos`]
]

/** What is about the one video. */
const doors = (): Door[] => [
  ...['', '/description', '/storyboards', '/captions', '/chapters', '/comment-threads'].map(
    (part): Door => ['GET', `/api/v1/videos/${video.uuid}${part}`]
  ),
  ['GET', `/api/v1/videos/${video.id}`],
  ['GET', `/api/v1/videos/${toShortUuid(video.uuid)}`],
  ['GET', `/api/v1/videos/${video.uuid}/comment-threads/${commentId}`],
  ['POST', `/api/v1/videos/${video.uuid}/comment-threads`, { text: 'Hello' }],
  ['POST', `/api/v1/videos/${video.uuid}/comments/${commentId}`, { text: 'Hello' }],
  ['POST', `/api/v1/videos/${video.uuid}/token`],
  ['POST', `/api/v1/videos/${video.uuid}/views`, { currentTime: 1 }],
  ['PUT', `/api/v1/videos/${video.uuid}/rate`, { rating: 'dislike' }],
  ['POST', '/api/v1/abuses', { reason: 'Because', video: { id: video.uuid } }],
  ['POST', '/api/v1/abuses', { reason: 'Because', comment: { id: commentId } }],
  ...[`/w/${toShortUuid(video.uuid)}`, `/videos/watch/${video.uuid}`, `/videos/embed/${video.uuid}`].map(
    (path): Door => ['GET', path, undefined, { accept: 'text/html' }]
  ),
  ...[
    '',
    '/comments',
    '/comments?page=1',
    `/comments/${commentId}`,
    '/likes',
    '/announces',
    '/chapters',
    '/activity'
  ].map((part): Door => ['GET', `/videos/watch/${video.uuid}${part}`, undefined, AP]),
  ['GET', `/services/oembed?url=${encodeURIComponent(`${publicOrigin}/w/${video.uuid}`)}`],
  ['GET', `/static/streaming-playlists/hls/${video.uuid}/${names.file}`],
  ['GET', `/static/streaming-playlists/hls/private/${video.uuid}/${names.file}?videoFileToken=${fileToken}`],
  ['GET', `/download/streaming-playlists/hls/videos/${video.uuid}-720-fragmented.mp4`],
  ['GET', `/lazy-static/video-captions/${CAPTION}`]
]

const isTold = (text: string) => [NAME, video.uuid, toShortUuid(video.uuid)].filter(secret => text.includes(secret))

test('no door shows a blocked video', async () => {
  const before = await Promise.all(
    doors().map(([method, path, body, headers]) => call(method, path, bob, body, headers))
  )
  // Else the test would find nothing whatever happens.
  expect(before.filter(({ status }) => status < 300).length).toBeGreaterThan(20)

  expect((await call('POST', `/api/v1/videos/${video.uuid}/blacklist`, mona, { reason: 'No' })).status).toBe(204)
  // Files and lists are remembered for a second.
  await new Promise(resolve => setTimeout(resolve, 1100))
  const faults: string[] = []
  for (const as of [undefined, bob]) {
    const who = as ? 'bob' : 'anonymous'
    for (const [method, path, body, headers] of doors()) {
      const { status, text } = await call(method, path, as, body, headers)
      if (![401, 403, 404].includes(status)) faults.push(`${who} ${method} ${path}: ${status}`)
      if (text.includes(NAME)) faults.push(`${who} ${method} ${path}: tells its name`)
    }
    for (const [method, path, body, headers] of [...lists(), ...(as ? ownLists() : [])]) {
      const { status, text } = await call(method, path, as, body, headers)
      if (status >= 500) faults.push(`${who} ${method} ${path}: ${status}`)
      if (isTold(text).length > 0) faults.push(`${who} ${method} ${path}: tells ${isTold(text)}`)
    }
  }
  expect(faults).toEqual([])
})

test('its owner and the moderators see that it is blocked, and why', async () => {
  for (const as of [ada, mona]) {
    const { status, body } = await call('GET', `/api/v1/videos/${video.uuid}`, as)
    expect([status, body.blacklisted, body.blacklistedReason]).toEqual([200, true, 'No'])
    const file = `/static/streaming-playlists/hls/${video.uuid}/${names.file}`
    expect((await call('GET', file, as)).status).toBe(200)
    const { token } = (await call('POST', `/api/v1/videos/${video.uuid}/token`, as)).body.files
    expect((await call('GET', `${file}?videoFileToken=${token}`)).status).toBe(200)
  }
  expect((await call('GET', '/api/v1/users/me/videos', ada)).body.data[0]).toMatchObject({
    name: NAME,
    blacklisted: true,
    blacklistedReason: 'No'
  })
  const included = await call('GET', '/api/v1/videos?include=2', mona)
  expect(included.text).toContain(NAME)
})

test('it comes back when the block is lifted', async () => {
  expect((await call('DELETE', `/api/v1/videos/${video.uuid}/blacklist`, mona)).status).toBe(204)
  await expect.poll(async () => (await call('GET', '/api/v1/videos')).text, { timeout: 3000 }).toContain(NAME)
  expect((await call('GET', `/api/v1/videos/${video.uuid}`)).status).toBe(200)
})
