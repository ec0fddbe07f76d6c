/** Who sees which page, with what headers, from which memory. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import type { People, Person } from '../../../../../tests/support/people.ts'
import type { VideoSummary } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'

const ada: Person = { userId: 1, accountId: 2, channelId: 3, username: 'ada', role: 'user' }
const bob: Person = { ...ada, userId: 4, accountId: 5, username: 'bob' }
const A_VIDEO = { uuid: 'u', shortUUID: 's', name: 'A video' } as VideoSummary
let bench: PageBench
let fault: Error | undefined
const ranges: unknown[] = []
const ownRanges: unknown[] = []

beforeAll(async () => {
  bench = await openPageBench({ ada, bob } as unknown as People, {
    listHome: async ({ start, count }) => {
      ranges.push({ start, count })
      if (fault) throw fault
      return { total: 50, data: [A_VIDEO] }
    },
    call: async <Answer>(id: string, { query }: { query?: unknown }) => {
      ownRanges.push([id, query])
      return { total: 30, data: [A_VIDEO] } as Answer
    }
  })
})
afterAll(() => bench.close())
beforeEach(() => {
  ranges.length = 0
  ownRanges.length = 0
  fault = undefined
})

let count = 0
/** An address that no memory knows yet. */
const fresh = (query = '') => `/?fresh=${count++}${query}`

test.each([
  ['/videos/upload', '/videos/upload'],
  ['/my-library/videos', '/my-library/videos'],
  ['/my-library/videos?page=2&a=//b', '/my-library/videos?page=2&a=//b'],
  ['/videos/upload?next=https://evil.example', '/videos/upload?next=https://evil.example']
])('%s asks visitors to sign in first, and comes back afterwards', async (path, next) => {
  const answer = await bench.fetch(path)
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe(`/login?next=${encodeURIComponent(next)}`)
})

test.each([
  '/nowhere',
  '/w',
  '/w/',
  '/w/a/b',
  '/videos/watch',
  '/.env',
  '/index.php',
  '/..%2f..%2fetc%2fpasswd',
  '/w/%00',
  '/videos/embed'
])('%s is a page that says 404', async path => {
  const { status, page } = await bench.show(path)
  expect([status, page.kind]).toEqual([404, 'error'])
})

test('what fails here says 500 and nothing of the fault, and is not remembered', async () => {
  const path = fresh()
  fault = new Error('password=hunter2 at /srv/secret')
  const { status, page, text } = await bench.show(path)
  expect([status, page]).toEqual([500, { kind: 'error', status: 500, isEmbed: false }])
  expect(text).not.toMatch(/hunter2|secret/)
  fault = undefined
  expect((await bench.show(path)).status).toBe(200)
})

test('a refusal keeps its status', async () => {
  fault = new AppError('unavailable', 'Later')
  expect((await bench.show(fresh())).status).toBe(503)
})

test('who believes to be signed in is told otherwise, on a page of its own', async () => {
  const { status, page, context } = await bench.show(fresh(), { authorization: 'expired' })
  expect([status, page.kind, context.user]).toEqual([401, 'error', null])
})

const PAGES = ['/', '/accessibility', '/login', '/videos/upload', '/my-library/videos', '/nowhere', '/w/unknown']
test.each(PAGES)('%s loads nothing foreign or inline, and stands in no frame', async path => {
  const { headers } = await bench.show(path, { authorization: 'ada' })
  const policy = headers.get('content-security-policy')!
  expect(policy).not.toMatch(/unsafe|https?:|\*/)
  expect(policy.split('; ')).toEqual(
    expect.arrayContaining([
      ...["default-src 'self'", "script-src 'self'", "style-src 'self'", "object-src 'none'", "base-uri 'none'"],
      ...["form-action 'self'", "frame-ancestors 'none'"]
    ])
  )
  expect(headers.get('x-frame-options')).toBe('DENY')
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
  expect(headers.get('set-cookie')).toBeNull()
  expect(headers.get('cache-control')).toBe('private, no-cache')
  expect(headers.get('vary')).toMatch(/Cookie/)
})

test("an embed that finds nothing may still stand in other sites' frames", async () => {
  const { status, page, headers } = await bench.show('/videos/embed/unknown')
  expect([status, page]).toEqual([404, { kind: 'error', status: 404, isEmbed: true }])
  expect(headers.get('x-frame-options')).toBeNull()
  expect(headers.get('content-security-policy')).not.toMatch(/frame-ancestors|unsafe/)
})

test("a signed-in person's page is made for that person, and shown to nobody else", async () => {
  const path = fresh()
  const visit = async (who: string) => (await bench.show(path, { authorization: who })).context.user?.username
  expect(await visit('ada')).toBe('ada')
  expect(await visit('nobody')).toBeUndefined()
  expect(await visit('bob')).toBe('bob')
  expect(await visit('nobody')).toBeUndefined()
})

test('a crowd that is not signed in costs one question, and each language has its own page', async () => {
  const path = fresh()
  const crowd = await Promise.all(Array.from({ length: 10 }, () => bench.show(path, { cookie: 'lang=fr' })))
  expect(ranges).toHaveLength(1)
  expect(new Set(crowd.map(({ context }) => context.locale))).toEqual(new Set(['fr']))
  expect((await bench.show(path, { cookie: 'lang=en' })).context.locale).toBe('en')
})

test.each([
  ['', 1],
  ['&page=2', 2],
  ['&page=0', 1],
  ['&page=-1', 1],
  ['&page=x', 1],
  ['&page=1.5', 1],
  ['&page=99999', 1],
  ['&page=1&page=2', 1]
])('the home page with %j shows page %i', async (query, number) => {
  const { page } = await bench.show(fresh(query))
  expect(page).toMatchObject({ kind: 'home', total: 50, page: number, pageSize: 24 })
  expect(ranges).toEqual([{ start: (number - 1) * 24, count: 24 }])
})

test('a video in a list leads to its page', async () => {
  const { page } = await bench.show(fresh())
  expect(page).toMatchObject({ videos: [{ name: 'A video', watchPath: '/w/s' }] })
})

test("one's own videos are one's own", async () => {
  const { page, context } = await bench.show('/my-library/videos?page=2', { authorization: 'bob' })
  expect(page).toMatchObject({
    kind: 'my-videos',
    total: 30,
    page: 2,
    videos: [{ transcoding: null }]
  })
  expect(context.user).toEqual({
    username: 'bob',
    displayName: 'The bob',
    isAdministrator: false,
    isModerator: false,
    channels: [],
    avatarPath: null,
    unread: 0
  })
  expect(ownRanges).toEqual([['getUserVideos', { sort: '-createdAt', start: 24, count: 24 }]])
})

test('the sign-in page remembers where to go', async () => {
  const { page, status } = await bench.show('/login?next=%2Fvideos%2Fupload')
  expect([status, page]).toEqual([
    200,
    { kind: 'sign-in', username: '', failure: null, next: '/videos/upload', canReset: false }
  ])
})
