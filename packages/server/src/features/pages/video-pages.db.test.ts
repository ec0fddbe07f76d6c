import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AVideo, aVideo, giveRendition } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { keptVideo } from '../../../../../tests/support/kept-video.ts'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import { makePeople } from '../../../../../tests/support/people.ts'
import type { Caption, PlayableVideo } from '../../contract/index.ts'
import { toShortUuid } from '../../kernel/short-uuid.ts'
import { findAccess, findStoryboard, makeFileToken, openVideo, toStoryboard } from '../videos/index.ts'

const ORIGIN = 'http://localhost:9000'
const SECRET = Buffer.alloc(32, 1)
const NAME = 'The very secret talk'
let database: FreshDatabase
let bench: PageBench
const videos = new Map<string, AVideo>()

beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  const people = await makePeople(db)
  for (const [kind, change] of Object.entries({
    public: { description: '**Bold** <script>alert(1)</script>' },
    private: { privacy: 3 },
    internal: { privacy: 4 },
    password: { privacy: 5, passwords: ['sesame'] },
    other: { privacy: 5, passwords: ['other'] },
    unpublished: { waitsForTranscoding: true }
  }))
    videos.set(kind, await aVideo(db, people.ada.channelId, { name: NAME, ...change }))
  await giveRendition(db, videos.get('public')!)
  bench = await openPageBench(people, {
    origin: ORIGIN,
    openVideo: (reference, credentials) =>
      openVideo({ db, origin: ORIGIN, tokenSecret: SECRET }, reference, credentials),
    makeFileToken: async uuid => makeFileToken(SECRET, (await findAccess(db, { uuid }))!).token,
    listCaptions: async () => [
      { language: { id: 'fr', label: 'French' }, captionPath: '/lazy-static/a.vtt' } as Caption
    ],
    readCaption: async () => `WEBVTT\n\n00:01.000 --> 00:02.000\n${NAME}`,
    findStoryboard: async id => {
      const row = await findStoryboard(db, id)
      return row && toStoryboard(ORIGIN, row)
    }
  })
})
afterAll(async () => {
  await bench.close()
  await database.close()
})

const uuidOf = (kind: string) => videos.get(kind)!.uuid
const PATHS = ['/w/', '/videos/watch/', '/videos/embed/']

test.each([
  ['private', 'nobody', 401],
  ['private', 'bob', 403],
  ['internal', 'nobody', 401],
  ['unpublished', 'nobody', 404],
  ['unpublished', 'bob', 404],
  ['password', 'nobody', 401],
  ['password', 'bob', 401]
])('the %s video shows %s nothing of itself, not even its name', async (kind, who, status) => {
  for (const path of PATHS) {
    const shown = await bench.show(path + uuidOf(kind), { authorization: who })
    expect([path, shown.status]).toEqual([path, status])
    expect(shown.text).not.toContain(NAME)
    expect(shown.text).not.toContain('sesame')
  }
})

test.each([
  ['private', 'nobody', 401],
  ['private', 'bob', 403],
  ['internal', 'nobody', 401],
  ['unpublished', 'bob', 404],
  ['password', 'nobody', 303]
])('what is said in the %s video is not read by %s', async (kind, authorization, status) => {
  const path = `/w/${uuidOf(kind)}`
  const answer = await bench.fetch(`${path}/transcript`, { headers: { authorization }, redirect: 'manual' })
  expect([answer.status, answer.headers.get('location')]).toEqual([status, status === 303 ? path : null])
  expect(await answer.text()).not.toContain(NAME)
})

test('what is said is read by who may watch, in the languages that there are', async () => {
  for (const [kind, authorization] of [
    ['public', 'nobody'],
    ['private', 'ada']
  ] as const) {
    const { status, page } = await bench.show(`/w/${uuidOf(kind)}/transcript`, { authorization })
    expect([status, page]).toMatchObject([
      200,
      { kind: 'transcript', language: 'fr', webVtt: expect.stringContaining(NAME) }
    ])
  }
  const asked = async (language: string) =>
    (await bench.show(`/w/${uuidOf('public')}/transcript?language=${language}`)).status
  expect([await asked('fr'), await asked('de'), await asked('%00')]).toEqual([200, 404, 404])
})

test.each(['private', 'internal', 'password'])('the number of the %s video leads nowhere', async kind => {
  const shown = await bench.show(`/w/${videos.get(kind)!.id}`)
  expect(shown.status).toBe(404)
  expect(shown.text).not.toContain(NAME)
})

test.each([
  ['private', 'ada'],
  ['private', 'mona'],
  ['internal', 'bob'],
  ['unpublished', 'ada'],
  ['password', 'ruth']
])('the %s video is shown to %s, and that page to nobody else', async (kind, who) => {
  const path = `/w/${uuidOf(kind)}`
  const shown = await bench.show(path, { authorization: who })
  expect([shown.status, shown.page.kind]).toEqual([200, 'watch'])
  expect((await bench.show(path)).text).not.toContain(NAME)
})

test.each(PATHS)('%s shows a public video by each of its names', async path => {
  const { id, uuid } = videos.get('public')!
  for (const reference of [uuid, toShortUuid(uuid), String(id), uuid.toUpperCase()]) {
    const { status, page } = await bench.show(`${path}${reference}?start=1m5s`)
    expect([status, page.kind]).toEqual([200, path.includes('embed') ? 'embed' : 'watch'])
    expect(page).toMatchObject({ startSeconds: 65, mediaQuery: '', video: { uuid, name: NAME } })
  }
})

test('what a description says is text, unless it is Markdown', async () => {
  const { page } = await bench.show(`/w/${uuidOf('public')}`)
  const { descriptionHtml, storyboard } = page as unknown as PlayableVideo
  expect(descriptionHtml).toContain('<strong>Bold</strong>')
  expect(descriptionHtml).not.toContain('<script')
  expect(storyboard).toMatchObject({ columns: 10, spriteWidth: 192, spriteHeight: 108, spriteDurationSeconds: 1 })
})

test("an embed may stand in other sites' frames, and a page may not", async () => {
  for (const kind of ['public', 'password']) {
    const embed = await bench.show(`/videos/embed/${uuidOf(kind)}`)
    expect(embed.headers.get('x-frame-options')).toBeNull()
    expect(embed.headers.get('content-security-policy')).not.toMatch(/frame-ancestors|unsafe/)
    const page = await bench.show(`/w/${uuidOf(kind)}`)
    expect(page.headers.get('x-frame-options')).toBe('DENY')
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  }
})

test.each([
  ['a wrong password', { password: 'x' }],
  ['an empty password', { password: '' }],
  ['no password', {}],
  ["another video's password", { password: 'other' }],
  ['a password beyond all measure', { password: 'x'.repeat(2000) }]
])('%s asks again', async (_name, form) => {
  for (const path of PATHS) {
    const shown = await bench.show(path + uuidOf('password'), {}, form)
    expect([shown.status, shown.headers.get('set-cookie')]).toEqual([403, null])
    expect(shown.page).toMatchObject({ kind: 'password', isWrong: true, isEmbed: path.includes('embed') })
    expect(shown.text).not.toContain(NAME)
  }
})

test.each(PATHS)(
  '%s opens with the right password, and stays open for who typed it, and for nobody else',
  async path => {
    const address = path + uuidOf('password')
    const asked = await bench.show(address)
    expect([asked.status, asked.page.kind]).toEqual([401, 'password'])

    const opened = await bench.show(address, {}, { password: 'sesame' })
    expect([opened.status, (opened.page as unknown as PlayableVideo).video.name]).toEqual([200, NAME])
    expect(opened.text).not.toContain('sesame')
    const cookie = opened.headers.get('set-cookie')!
    expect(cookie).toMatch(/; HttpOnly; SameSite=Lax$/)

    const own = await bench.show(address, { cookie: cookie.split(';')[0]! })
    expect(own.status).toBe(200)
    const { mediaQuery } = own.page as unknown as PlayableVideo
    expect(mediaQuery).toMatch(/^videoFileToken=[\w.-]+&reinjectVideoFileToken=true$/)
    expect((await bench.show(address)).status).toBe(401)
  }
)

test('a cookie opens only the video it was given for', async () => {
  const opened = await bench.show(`/w/${uuidOf('other')}`, {}, { password: 'other' })
  const token = opened.headers.get('set-cookie')!.split(';')[0]!.split('=')[1]
  for (const value of [token, 'x', '', '%00'])
    expect(
      (await bench.show(`/w/${uuidOf('password')}`, { cookie: `video-${uuidOf('password')}=${value}` })).status
    ).toBe(401)
})

test('a password sent to a video that needs none is not looked at', async () => {
  expect((await bench.show(`/w/${uuidOf('public')}`, {}, { password: 'x' })).status).toBe(200)
  expect((await bench.show(`/w/${uuidOf('private')}`, {}, { password: 'x' })).status).toBe(401)
})

test('what is no form is no password', async () => {
  const path = `/w/${uuidOf('password')}`
  const post = (contentType: string, body: string) =>
    bench.fetch(path, { method: 'POST', headers: { 'content-type': contentType }, body }).then(({ status }) => status)
  expect(await post('application/json', '{"password":"sesame"}')).toBe(403)
  expect(await post('application/x-www-form-urlencoded', 'password=sesame&password=sesame')).toBe(403)
  expect(await post('application/x-www-form-urlencoded', `password=${'x'.repeat(20_000)}`)).toBe(413)
})

test('a video of another server plays from there, on its own pages only', async () => {
  const origin = 'http://localhost:9100'
  const { uuid, url } = await keptVideo(database.db, { origin, uuid: randomUUID() })
  for (const path of PATHS) {
    // Twice: the second one comes from the memory of pages.
    for (let time = 0; time < 2; time++) {
      const shown = await bench.show(path + uuid, {})
      expect(shown.page).toMatchObject({ video: { url, isLocal: false }, transcoding: null })
      const policy = shown.headers.get('content-security-policy') ?? ''
      expect(policy).toContain(`media-src 'self' blob: ${origin};`)
      expect(policy).toContain(`connect-src 'self' ${origin}`)
    }
  }
  const ours = await bench.show(`/w/${uuidOf('public')}`, {})
  expect(ours.headers.get('content-security-policy')).not.toContain(origin)
  expect(ours.page).toMatchObject({ p2p: { trackers: ['ws://localhost:9000/tracker/socket'] } })
  expect(ours.headers.get('content-security-policy')).toContain("connect-src 'self' ws://localhost:9000")
})
