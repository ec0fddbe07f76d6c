/** Every privacy for every kind of visitor, through the routes, by UUID and by number. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AVideo, aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import { toShortUuid } from '../../kernel/short-uuid.ts'
import { openDiskStorage } from '../../platform/storage/disk.ts'
import { videoRoutes } from './routes.ts'

let database: FreshDatabase
let server: TestServer
const videos = new Map<string, AVideo>()

const VIDEOS: Record<string, Parameters<typeof aVideo>[2]> = {
  public: {},
  unlisted: { privacy: 2 },
  private: { privacy: 3 },
  internal: { privacy: 4 },
  password: { privacy: 5, passwords: ['open sesame', 'other'] },
  unpublished: { waitsForTranscoding: true },
  'unpublished internal': { privacy: 4, waitsForTranscoding: true },
  'unpublished password': { privacy: 5, passwords: ['open sesame'], waitsForTranscoding: true },
  failed: { columns: { state: 7 } }
}

/** Status by UUID, then by number, for: nobody in particular, somebody else, the owner, a moderator, an administrator. */
const WHO = ['nobody', 'bob', 'ada', 'mona', 'ruth']
const TABLE: Record<string, [byUuid: number[], byNumber: number[]]> = {
  public: [
    [200, 200, 200, 200, 200],
    [200, 200, 200, 200, 200]
  ],
  unlisted: [
    [200, 200, 200, 200, 200],
    [404, 404, 200, 200, 200]
  ],
  private: [
    [401, 403, 200, 200, 200],
    [404, 404, 200, 200, 200]
  ],
  internal: [
    [401, 200, 200, 200, 200],
    [404, 404, 200, 200, 200]
  ],
  password: [
    [403, 403, 200, 200, 200],
    [404, 404, 200, 200, 200]
  ],
  unpublished: [
    [404, 404, 200, 200, 200],
    [404, 404, 200, 200, 200]
  ],
  'unpublished internal': [
    [404, 404, 200, 200, 200],
    [404, 404, 200, 200, 200]
  ],
  'unpublished password': [
    [404, 404, 200, 200, 200],
    [404, 404, 200, 200, 200]
  ],
  failed: [
    [404, 404, 200, 200, 200],
    [404, 404, 200, 200, 200]
  ]
}
const CASES = Object.entries(TABLE).flatMap(([kind, [byUuid, byNumber]]) =>
  WHO.map((who, at) => [kind, who, byUuid[at]!, byNumber[at]!] as const)
)

beforeAll(async () => {
  database = await freshDatabase()
  const people = await makePeople(database.db)
  for (const [kind, change] of Object.entries(VIDEOS))
    videos.set(kind, await aVideo(database.db, people.ada.channelId, { name: `Secret ${kind}`, ...change }))
  server = await serveApi(
    people,
    videoRoutes({
      db: database.db,
      origin: 'http://localhost:9000',
      tokenSecret: Buffer.alloc(32, 1),
      settings: someSettings(),
      storage: openDiskStorage('/nowhere'),
      cancelTranscoding: async () => {}
    })
  )
})
afterAll(async () => {
  await server.close()
  await database.close()
})

const ask = (path: string, who = 'nobody', init: RequestInit = {}) =>
  fetch(`${server.origin}/api/v1/videos/${path}`, {
    ...init,
    headers: { authorization: who, ...(init.headers as Record<string, string>) }
  })

test.each(CASES)('the %s video for %s: %i by UUID, %i by number', async (kind, who, byUuid, byNumber) => {
  const { id, uuid } = videos.get(kind)!
  for (const [reference, status] of [
    [uuid, byUuid],
    [uuid.toUpperCase(), byUuid],
    [toShortUuid(uuid), byUuid],
    [String(id), byNumber]
  ] as const) {
    const details = await ask(reference, who)
    const text = await details.text()
    expect([reference, details.status]).toEqual([reference, status])
    expect(text.includes(`Secret ${kind}`)).toBe(status === 200)

    const parts = await Promise.all([
      ask(`${reference}/description`, who),
      ask(`${reference}/storyboards`, who),
      ask(`${reference}/token`, who, { method: 'POST' })
    ])
    expect(parts.map(part => part.status)).toEqual([status, status, status])
  }
})

test.each([
  ['no password', {}, 403, 'video_requires_password'],
  ['an empty one', { 'x-peertube-video-password': '' }, 403, 'video_requires_password'],
  ['a wrong one', { 'x-peertube-video-password': 'sesame' }, 403, 'incorrect_video_password'],
  ['the beginning of the right one', { 'x-peertube-video-password': 'open sesam' }, 403, 'incorrect_video_password'],
  ['the right one', { 'x-peertube-video-password': 'open sesame' }, 200, undefined],
  ['another right one', { 'x-peertube-video-password': 'other' }, 200, undefined]
])('a protected video with %s', async (_name, headers, status, code) => {
  const answer = await ask(videos.get('password')!.uuid, 'nobody', { headers })
  expect([answer.status, ((await answer.json()) as { code?: string }).code]).toEqual([status, code])
})

test('the right password opens no video by its number, and none that is not published', async () => {
  const headers = { 'x-peertube-video-password': 'open sesame' }
  expect((await ask(String(videos.get('password')!.id), 'bob', { headers })).status).toBe(404)
  expect((await ask(videos.get('unpublished password')!.uuid, 'bob', { headers })).status).toBe(404)
})

test('a password counts for nothing once the video asks for none', async () => {
  const { id, uuid } = videos.get('password')!
  const headers = { 'x-peertube-video-password': 'open sesame' }
  await database.db.query('UPDATE video SET privacy = 3 WHERE id = $1', [id])
  expect((await ask(uuid, 'bob', { headers })).status).toBe(403)
  await database.db.query('UPDATE video SET privacy = 5 WHERE id = $1', [id])
})

test.each(['nonsense', '0x1', '-1', '1.5', '043e6dbd-cb79-4bad-82e2-d3d5e9916eb', '%00', "1'--", '9999999999'])(
  'the reference %j is refused',
  async reference => expect((await ask(reference)).status).toBe(400)
)

test.each(['0', '999999999', '043e6dbd-cb79-4bad-82e2-d3d5e9916eb4', '1woUtH3BiRRgzMMrGyoQrs'])(
  'nothing is found by %s',
  async reference => expect((await ask(reference)).status).toBe(404)
)
