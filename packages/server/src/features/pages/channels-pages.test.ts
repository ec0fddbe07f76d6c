import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import type { People, Person } from '../../../../../tests/support/people.ts'
import { AppError } from '../../kernel/errors.ts'
import type { CallOperation } from '../../platform/call-operation.ts'
import { invalidField } from '../../platform/http.ts'

const ada: Person = { userId: 1, accountId: 2, channelId: 3, username: 'ada', role: 'user' }
const LIST = '/my-library/video-channels'
const WORDS = { displayName: 'Club', description: '', support: '' }
const calls: unknown[] = []
let names = ['club', 'choir']
let isPictureBad = false
let bench: PageBench

const channel = (name: string) => ({
  id: name.length,
  name,
  displayName: name,
  followersCount: 1,
  description: null,
  support: 'Give',
  banners: [],
  avatars: [600, 120, 48].map(width => ({ width, path: `/a${width}.png` }))
})

beforeAll(async () => {
  const call: CallOperation = async <Answer>(
    id: string,
    request: { params?: unknown; query?: unknown; body?: unknown }
  ) => {
    const { params, query, body } = request
    if (id === 'getUserInfo') return { videoChannels: names.map(channel) } as Answer
    if (id === 'getUserVideos') return { total: Number((query as { channelId: string }).channelId) * 10 } as Answer
    calls.push([id, { ...(params as object) }, ...(body ? [body] : [])])
    if (id === 'addVideoChannel' && (body as { name: string }).name === 'taken') throw new AppError('conflict', 'Taken')
    if (id === 'pickChannelBanner' && isPictureBad) throw invalidField('bannerfile', 'No picture')
    return undefined as Answer
  }
  bench = await openPageBench({ ada } as unknown as People, { call })
})
afterAll(() => bench.close())
beforeEach(() => void calls.splice(0))

const as = (authorization: string) => (authorization ? { authorization } : {})
const post = (path: string, form: Record<string, string>, who = 'ada') =>
  bench.fetch(path, { method: 'POST', redirect: 'manual', body: new URLSearchParams(form), headers: as(who) })
const show = (path: string, form?: Record<string, string>) => bench.show(path, as('ada'), form)

test('a member sees their channels, and each with what it says', async () => {
  expect((await show(LIST)).page).toMatchObject({
    channels: [{ name: 'club', videosCount: 40, avatarPath: '/a120.png' }, { videosCount: 50 }]
  })
  const { page } = await show(`${LIST}/update/club`)
  expect(page).toMatchObject({
    channel: { name: 'club', videosCount: 40, description: '', support: 'Give', isOnly: false }
  })
})

test('a channel is made and changed, and what is refused stands beside what was typed', async () => {
  const made = await post(`${LIST}/create`, { form: 'save', name: 'Choir', ...WORDS })
  expect([made.status, made.headers.get('location')]).toEqual([303, `${LIST}/update/choir?done=channel-made`])
  const changed = await post(`${LIST}/update/club`, { form: 'save', ...WORDS })
  expect(changed.headers.get('location')).toBe(`${LIST}/update/club?done=channel-saved`)
  expect(calls).toEqual([
    ['addVideoChannel', {}, { name: 'choir', ...WORDS }],
    ['putVideoChannel', { handle: 'club' }, WORDS]
  ])
  const { status, page } = await show(`${LIST}/create`, { form: 'save', name: 'taken', ...WORDS })
  expect([status, page]).toMatchObject([409, { outcome: { fault: { kind: 'taken', values: { name: 'taken' } } } }])
})

test('a channel goes once its name is typed', async () => {
  const { status, page } = await show(`${LIST}/update/club`, { form: 'delete', name: 'choir' })
  expect([status, page]).toMatchObject([400, { outcome: { fault: { form: 'delete', fields: ['name'] } } }])
  expect(calls).toEqual([])
  const gone = await post(`${LIST}/update/club`, { form: 'delete', name: 'club' })
  expect(gone.headers.get('location')).toBe(`${LIST}?done=channel-deleted`)
  expect(calls).toEqual([['delVideoChannel', { handle: 'club' }]])
  names = ['club']
  expect((await show(`${LIST}/update/club`)).page).toMatchObject({ channel: { isOnly: true } })
  names = ['club', 'choir']
})

test('its pictures are chosen and removed, and a bad one is said at its field', async () => {
  const banner = `${LIST}/update/club/banner`
  expect((await post(banner, {})).headers.get('location')).toBe(`${LIST}/update/club?done=bannerSaved`)
  const removed = await post(`${LIST}/update/club/avatar/remove`, {})
  expect(removed.headers.get('location')).toBe(`${LIST}/update/club?done=avatarRemoved`)
  isPictureBad = true
  const { status, page } = await show(banner, {})
  expect([status, page]).toMatchObject([400, { outcome: { fault: { form: 'banner' } }, channel: { name: 'club' } }])
})

test('channels of others are nobody else’s, and visitors are asked to sign in', async () => {
  for (const path of [`${LIST}/update/theirs`, `${LIST}/update/theirs?x`])
    expect((await bench.fetch(path, { headers: as('ada') })).status).toBe(404)
  expect((await post(`${LIST}/update/theirs`, { form: 'delete', name: 'theirs' })).status).toBe(404)
  expect((await post(`${LIST}/update/theirs`, { form: 'save', ...WORDS })).status).toBe(404)
  for (const path of [LIST, `${LIST}/create`, `${LIST}/update/club`]) {
    const answer = await bench.fetch(path, { redirect: 'manual' })
    expect(answer.headers.get('location')).toBe(`/login?next=${encodeURIComponent(path)}`)
    expect((await post(path, { form: 'save', ...WORDS }, '')).status).toBe(303)
  }
  expect(calls).toEqual([])
})
