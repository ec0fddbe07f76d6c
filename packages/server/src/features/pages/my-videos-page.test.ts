import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import type { People, Person } from '../../../../../tests/support/people.ts'
import type { MyVideosPage } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
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
      if (uuid === 'lost') throw new AppError('not_found', 'Video not found')
      const name = uuid.startsWith('their') ? 'bob' : 'ada'
      return { id: uuid.length, uuid, name: uuid, isLocal: uuid !== 'far', account: { name } } as Answer
    } else if ((params as { id: string }).id === '5') throw new AppError('conflict', 'It is being replaced.')
    else done.push([id, params, ...(body ? [body] : [])])
    return { total: 0, data: [] } as Answer
  }
  bench = await openPageBench({ ada } as unknown as People, { call })
})
afterAll(() => bench.close())
beforeEach(() => void [asked, done].map(list => list.splice(0)))

const post = (form: [string, string][], authorization = 'ada') =>
  bench.fetch(PAGE, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(form),
    headers: authorization ? { authorization } : {}
  })
const several: [string, string][] = [
  ['video', 'one'],
  ['video', 'second'],
  ['video', 'one']
]

test('a member finds their videos by words, channel, state, privacy and order', async () => {
  const choice = 'search=bike&channelId=3&ownState=failed&privacyOneOf=3&sort=x'
  const { page } = await bench.show(`${PAGE}?${choice}&page=2`, { authorization: 'ada' })
  const understood = { search: 'bike', channelId: '3', ownState: 'failed', privacyOneOf: '3', sort: '-createdAt' }
  expect(page).toMatchObject({ choice: understood })
  await bench.show(`${PAGE}?channelId=x&ownState=x`, { authorization: 'ada' })
  const nothing = { sort: '-createdAt', start: 0, count: 24 }
  expect(asked).toEqual([
    ['getUserVideos', { ...understood, start: 24, count: 24 }],
    ['getUserVideos', nothing]
  ])
})

test('several are changed at once, each once, and deleted after a question', async () => {
  const changed = await post([['form', 'privacy'], ['privacy', '3'], ...several])
  expect(changed.headers.get('location')).toBe(`${PAGE}?number=2&done=videos-changed`)
  expect(done).toEqual([
    ['putVideo', { id: '3' }, { privacy: '3', scheduleUpdate: null }],
    ['putVideo', { id: '6' }, { privacy: '3', scheduleUpdate: null }]
  ])
  const question = await post([['form', 'ask-delete'], ...several])
  const unsure = await post([['form', 'delete'], ['confirm', '3'], ...several])
  expect([question.status, unsure.status, done.length]).toEqual([200, 400, 2])
  const deleted = await post([['form', 'delete'], ['confirm', '2'], ...several])
  expect(deleted.headers.get('location')).toBe(`${PAGE}?number=2&done=videos-deleted`)
  expect(done.slice(2)).toEqual([
    ['delVideo', { id: '3' }],
    ['delVideo', { id: '6' }]
  ])
})

test('how many were done is said again when the page is reloaded, and nothing that was not', async () => {
  const said = async (query: string) => {
    const { page } = await bench.show(`${PAGE}?${query}`, { authorization: 'ada' })
    return (page as MyVideosPage).several
  }
  expect(await said('done=videos-deleted&number=2')).toEqual({ deed: 'videos-deleted', done: 2, refused: [] })
  for (const query of ['done=videos-deleted&number=x', 'done=saved&number=2', 'number=2'])
    expect(await said(query)).toBeNull()
})

test('what cannot be done to one is said, and done to the others', async () => {
  const names = ['one', 'lost', 'busy!', 'theirs', 'far']
  const chosen = names.map((name): [string, string] => ['video', name])
  const answer = await post([['form', 'privacy'], ['privacy', '3'], ...chosen])
  const { page } = (await answer.json()) as { page: MyVideosPage }
  expect([answer.status, page.several]).toEqual([
    200,
    {
      deed: 'videos-changed',
      done: 1,
      refused: [
        { name: null, reason: 'gone' },
        { name: 'theirs', reason: 'not-yours' },
        { name: 'far', reason: 'not-yours' },
        { name: 'busy!', reason: 'busy' }
      ]
    }
  ])
  expect(done).toEqual([['putVideo', { id: '3' }, { privacy: '3', scheduleUpdate: null }]])
})

test('nothing is done to somebody else’s, even by an administrator, nor for visitors', async () => {
  for (const video of ['theirs', 'far', 'lost'])
    for (const form of ['privacy', 'ask-delete', 'delete'])
      expect(
        (
          await post([
            ['form', form],
            ['confirm', '1'],
            ['video', video]
          ])
        ).status
      ).toBe(409)
  expect((await post([['form', 'delete'], ['confirm', '2'], ...several], '')).status).toBe(303)
  expect(done).toEqual([])
})
