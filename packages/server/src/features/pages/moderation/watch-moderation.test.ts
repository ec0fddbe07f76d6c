import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../../tests/support/page-bench.ts'
import { pageVideo } from '../../../../../../tests/support/page-video.ts'
import type { People, Person } from '../../../../../../tests/support/people.ts'
import { AppError } from '../../../kernel/errors.ts'
import { invalidField } from '../../../platform/http.ts'

const ada: Person = { userId: 1, accountId: 2, channelId: 3, username: 'ada', role: 'user' }
const mona: Person = { ...ada, userId: 4, username: 'mona', role: 'moderator' }
const video = pageVideo()
const done: unknown[] = []
let bench: PageBench

beforeAll(async () => {
  bench = await openPageBench({ ada, mona } as unknown as People, {
    openVideo: async () => video,
    findOpinion: async () => ({ rating: 'none', isSubscribed: false }),
    call: async <Answer>(id: string, { params, body }: { params?: unknown; body?: unknown }) => {
      if ((body as { reason?: string } | undefined)?.reason === 'x') throw invalidField('reason', 'Too short')
      if (id === 'delVideoBlock') throw new AppError('not_found', 'Blacklisted video not found')
      if (/^(add|del|mute)/.test(id)) done.push([id, params, body])
      return { total: 0, data: [] } as Answer
    }
  })
})
afterAll(() => bench.close())
beforeEach(() => {
  done.length = 0
})

const send = (form: Record<string, string>, authorization?: string) =>
  bench.fetch('/w/s/moderate', {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(form),
    ...(authorization && { headers: { authorization } })
  })

test('what moderators need is in their page alone', async () => {
  expect((await bench.show('/w/s', { authorization: 'mona' })).page).toMatchObject({ moderation: { done: null } })
  const after = await bench.show('/w/s?done=video-blocked', { authorization: 'mona' })
  expect(after.page).toMatchObject({ moderation: { done: 'video-blocked' } })
  for (const headers of [{ authorization: 'ada' }, {}])
    expect((await bench.show('/w/s?done=video-blocked', headers)).page).not.toHaveProperty('moderation')
})

test('they block, delete and mute from there, and come back to where that is told', async () => {
  const ledTo = async (form: Record<string, string>) => (await send(form, 'mona')).headers.get('location')
  expect(await ledTo({ form: 'block-video', id: 'u', reason: 'Rights' })).toBe('/w/s?done=video-blocked')
  expect(await ledTo({ form: 'mute-account', id: 'eve@far.example' })).toBe('/w/s?done=account-muted')
  expect(await ledTo({ form: 'delete-video', id: 'u' })).toBe('/admin/videos?done=video-deleted')
  expect(done).toEqual([
    ['addVideoBlock', { id: 'u' }, { reason: 'Rights' }],
    ['muteAccountByServer', undefined, { accountName: 'eve@far.example' }],
    ['delVideo', { id: 'u' }, undefined]
  ])
})

test('what was refused is said on the page, beside what was typed', async () => {
  const mona = { authorization: 'mona' }
  const refused = await bench.show('/w/s/moderate', mona, { form: 'block-video', id: 'u', reason: 'x' })
  const fault = { form: 'block-video', id: 'u', kind: 'invalid', fields: ['reason'], values: { reason: 'x' } }
  expect([refused.status, refused.page]).toMatchObject([400, { kind: 'watch', moderation: { done: null, fault } }])
  const gone = await bench.show('/videos/watch/s/moderate', mona, { form: 'unblock-video', id: 'u' })
  expect([gone.status, gone.page]).toMatchObject([404, { kind: 'watch', moderation: { fault: { kind: 'gone' } } }])
  const link = await bench.fetch('/w/s/moderate?comments=2', { redirect: 'manual' })
  expect(link.headers.get('location')).toBe('/w/s?comments=2')
})

test('nobody else does, and nothing else is done', async () => {
  const form = { form: 'delete-video', id: 'u' }
  expect((await send(form, 'ada')).status).toBe(403)
  expect((await send(form)).headers.get('location')).toBe('/login?next=%2Fw%2Fs')
  for (const unknown of ['', 'toString', 'block-user'])
    expect((await send({ ...form, form: unknown }, 'mona')).status).toBe(400)
  expect((await send({ form: 'unblock-video', id: 'u' }, 'mona')).status).toBe(404)
  expect(done).toEqual([])
})
