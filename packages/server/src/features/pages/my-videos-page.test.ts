import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import type { People, Person } from '../../../../../tests/support/people.ts'
import type { CallOperation } from '../../platform/call-operation.ts'

const ada: Person = { userId: 1, accountId: 2, channelId: 3, username: 'ada', role: 'administrator' }
const PAGE = '/my-library/videos'
const asked: unknown[] = []
const done: unknown[] = []
let bench: PageBench

beforeAll(async () => {
  const call: CallOperation = async <Answer>(
    id: string,
    { params, body, query }: { params?: unknown; body?: unknown; query?: unknown }
  ) => {
    if (query) asked.push([id, query])
    else if (id === 'getVideo') {
      const { id: uuid } = params as { id: string }
      const name = uuid.startsWith('their') ? 'bob' : 'ada'
      return { id: uuid.length, uuid, name: uuid, isLocal: uuid !== 'far', account: { name } } as Answer
    } else done.push([id, params, ...(body ? [body] : [])])
    return { total: 0, data: [] } as Answer
  }
  bench = await openPageBench({ ada } as unknown as People, { call })
})
afterAll(() => bench.close())
beforeEach(() => void [asked, done].map(list => list.splice(0)))

const post = (form: [string, string][], authorization = 'ada') =>
  bench.fetch(PAGE, {
    ...{ method: 'POST', redirect: 'manual', body: new URLSearchParams(form) },
    headers: authorization ? { authorization } : {}
  })
const several: [string, string][] = [
  ['video', 'one'],
  ['video', 'second'],
  ['video', 'one']
]

test('a member finds their videos by words, privacy and order', async () => {
  const { page } = await bench.show(`${PAGE}?search=bike&privacyOneOf=3&sort=x&page=2`, { authorization: 'ada' })
  expect(page).toMatchObject({ choice: { search: 'bike', privacyOneOf: '3', sort: '-createdAt' } })
  expect(asked).toEqual([
    ['getUserVideos', { search: 'bike', privacyOneOf: '3', sort: '-createdAt', start: 24, count: 24 }]
  ])
})

test('several are changed at once, each once, and deleted after a question', async () => {
  const changed = await post([['form', 'privacy'], ['privacy', '3'], ...several])
  expect(changed.headers.get('location')).toBe(`${PAGE}?done=videos-changed`)
  expect(done).toEqual([
    ['putVideo', { id: '3' }, { privacy: '3', scheduleUpdate: null }],
    ['putVideo', { id: '6' }, { privacy: '3', scheduleUpdate: null }]
  ])
  const question = await post([['form', 'ask-delete'], ...several])
  const unsure = await post([['form', 'delete'], ['confirm', '3'], ...several])
  expect([question.status, unsure.status, done.length]).toEqual([200, 400, 2])
  const deleted = await post([['form', 'delete'], ['confirm', '2'], ...several])
  expect(deleted.headers.get('location')).toBe(`${PAGE}?done=videos-deleted`)
  expect(done.slice(2)).toEqual([
    ['delVideo', { id: '3' }],
    ['delVideo', { id: '6' }]
  ])
})

test('nothing is done to any when one is somebody else’s, even by an administrator', async () => {
  for (const video of ['theirs', 'far'])
    for (const form of ['privacy', 'delete'])
      expect((await post([['form', form], ['confirm', '3'], ...several, ['video', video]])).status).toBe(403)
  expect((await post([['form', 'delete'], ['confirm', '2'], ...several], '')).status).toBe(303)
  expect(done).toEqual([])
})
