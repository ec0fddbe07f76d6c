import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../../tests/support/page-bench.ts'
import type { People, Person } from '../../../../../../tests/support/people.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { CallOperation } from '../../../platform/call-operation.ts'
import { invalidField } from '../../../platform/http.ts'

const mo: Person = { userId: 1, accountId: 2, channelId: 3, username: 'mo', role: 'moderator' }
const ada: Person = { ...mo, userId: 2, username: 'ada', role: 'user' }
const VIDEOS = '/admin/videos'
const BLOCKS = '/admin/moderation/video-blocks'
const asked: unknown[] = []
const done: unknown[] = []
let bench: PageBench

beforeAll(async () => {
  const call: CallOperation = async <Answer>(
    id: string,
    { params, body, query }: { params?: unknown; body?: unknown; query?: unknown }
  ) => {
    if (query) asked.push([id, query])
    if (id === 'getVideo') {
      const { id: uuid } = params as { id: string }
      if (uuid === 'gone') throw new AppError('not_found', 'Video not found')
      return { id: uuid.length, uuid, blacklisted: uuid === 'blocked', isLocal: uuid !== 'far' } as Answer
    }
    if (query) return { total: 0, data: [] } as Answer
    if ((body as { reason?: string })?.reason === 'x') throw invalidField('reason', 'Too short')
    done.push([id, params, ...(body ? [body] : [])])
    return undefined as Answer
  }
  bench = await openPageBench({ mo, ada } as unknown as People, { call })
})
afterAll(() => bench.close())
beforeEach(() => void [asked, done].map(list => list.splice(0)))

const post = (path: string, form: [string, string][], authorization = 'mo') =>
  bench.fetch(path, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(form),
    headers: authorization ? { authorization } : {}
  })
const where = async (answer: Promise<Response>) => (await answer).headers.get('location')

test('moderators see every video, whatever its privacy and state, and choose among them', async () => {
  await bench.fetch(`${VIDEOS}?search=bike&privacyOneOf=3&files=web&sort=nonsense`, {
    headers: { authorization: 'mo' }
  })
  await bench.fetch(VIDEOS, { headers: { authorization: 'mo' } })
  const range = { start: 0, count: 24 }
  const all = { include: 7, nsfw: 'both', sort: '-publishedAt', ...range }
  expect(asked).toEqual([
    ['getVideos', { ...all, search: 'bike', privacyOneOf: ['3'], hasWebVideoFiles: 'true' }],
    ['getVideos', { ...all, privacyOneOf: ['1', '2', '3', '4', '5'] }]
  ])
})

test('several videos are blocked and deleted after a question, and nothing when one is gone', async () => {
  const several: [string, string][] = [
    ['video', 'ab'],
    ['video', 'blocked']
  ]
  const question = await post(VIDEOS, [['form', 'ask-block'], ...several])
  expect([question.status, done]).toEqual([200, []])
  const reason: [string, string][] = [
    ['reason', 'Rules'],
    ['unfederate', 'yes']
  ]
  expect(await where(post(VIDEOS, [['form', 'block-several'], ...several, ...reason]))).toContain('done=videos-blocked')
  expect(done).toEqual([['addVideoBlock', { id: '2' }, { reason: 'Rules', unfederate: true }]])
  const far: [string, string] = ['video', 'far']
  await post(VIDEOS, [['form', 'block-several'], far, ...reason])
  expect(done.pop()).toEqual(['addVideoBlock', { id: '3' }, { reason: 'Rules', unfederate: false }])
  const short = await post(VIDEOS, [['form', 'block-several'], ...several, ['reason', 'x']])
  expect(short.status).toBe(400)
  const unsure = await post(VIDEOS, [['form', 'delete-several'], ...several, ['confirm', '1']])
  const one = await post(VIDEOS, [['form', 'delete-several'], ...several, ['video', 'gone'], ['confirm', '3']])
  expect([unsure.status, one.status, done.length]).toEqual([400, 404, 1])
  await post(VIDEOS, [['form', 'delete-several'], ...several, ['confirm', '2']])
  expect(done.slice(1)).toEqual([
    ['delVideo', { id: '2' }],
    ['delVideo', { id: '7' }]
  ])
  expect(await where(post(VIDEOS, [['form', 'ask-delete']]))).toContain('done=nothing')
})

test('renditions are made anew of films of this server alone', async () => {
  const form: [string, string][] = [
    ['form', 'transcode-several'],
    ['video', 'far']
  ]
  expect(await where(post(VIDEOS, form))).toContain('done=nothing')
  expect(await where(post(VIDEOS, [...form, ['video', 'ab']]))).toContain('done=videos-transcoded')
  expect(done).toEqual([['createVideoTranscoding', { id: '2' }, { transcodingType: 'hls' }]])
})

test('a block is lifted, and its reason changed', async () => {
  const [id] = [['id', 'ab']] as [string, string][]
  expect(await where(post(BLOCKS, [['form', 'unblock-video'], id!]))).toContain('done=video-unblocked')
  await post(BLOCKS, [['form', 'change-reason'], id!, ['reason', 'Why']])
  expect(done).toEqual([
    ['delVideoBlock', { id: 'ab' }],
    ['updateVideoBlock', { id: 'ab' }, { reason: 'Why' }]
  ])
})

test.each([VIDEOS, BLOCKS])('%s is for moderators', async path => {
  expect((await bench.fetch(path, { headers: { authorization: 'ada' } })).status).toBe(403)
  expect(
    (
      await post(
        path,
        [
          ['form', 'delete-several'],
          ['video', 'ab'],
          ['confirm', '1']
        ],
        'ada'
      )
    ).status
  ).toBe(403)
  expect(await where(bench.fetch(path, { redirect: 'manual' }))).toContain('/login')
  expect([asked, done]).toEqual([[], []])
})
