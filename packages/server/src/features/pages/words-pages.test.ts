import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import type { People, Person } from '../../../../../tests/support/people.ts'
import { AppError } from '../../kernel/errors.ts'
import type { CallOperation } from '../../platform/call-operation.ts'

const ada: Person = { userId: 1, accountId: 2, channelId: 3, username: 'ada', role: 'user' }
const mona: Person = { ...ada, userId: 4, username: 'mona', role: 'moderator' }
const OWN = '/my-library/watched-words'
const SERVERS = '/admin/moderation/watched-words'
const done: unknown[] = []
let bench: PageBench

const call: CallOperation = async <Answer>(id: string, { params, body }: { params?: unknown; body?: unknown }) => {
  if (id === 'getAccountAutomaticTags')
    return {
      available: [
        { name: 'Ads', type: 'watched-words-list' },
        { name: 'external-link', type: 'core' }
      ]
    } as Answer
  if (id === 'getCommentPolicies') return { review: ['Ads'] } as Answer
  if (id.startsWith('get')) return { total: 1, data: [{ id: 7, listName: 'Ads', words: ['buy'] }] } as Answer
  if ((body as { listName?: string } | undefined)?.listName === 'Taken') throw new AppError('invalid', 'Exists')
  done.push([id, params, body])
  return undefined as Answer
}

beforeAll(async () => {
  bench = await openPageBench({ ada, mona } as unknown as People, { call })
})
afterAll(() => bench.close())
beforeEach(() => void done.splice(0))

const post = (path: string, form: readonly [string, string][], who: string) =>
  bench.fetch(path, {
    method: 'POST',
    redirect: 'manual',
    headers: { authorization: who },
    body: new URLSearchParams([...form])
  })

test('each line is a word, of the member’s own lists or of the server’s', async () => {
  const list: [string, string][] = [
    ['listName', 'Ads'],
    ['words', ' buy \r\nspecial offer\r\n\r\nbuy']
  ]
  const added = await post(OWN, [['form', 'add'], ...list], 'ada')
  expect(added.headers.get('location')).toBe(`${OWN}?done=words-saved`)
  await post(SERVERS, [['form', 'change'], ['id', '7'], ...list], 'mona')
  await post(
    OWN,
    [
      ['form', 'remove'],
      ['id', '7']
    ],
    'ada'
  )
  const body = { listName: 'Ads', words: ['buy', 'special offer'] }
  expect(done).toEqual([
    ['addAccountWatchedWords', { accountName: 'ada' }, body],
    ['updateServerWatchedWords', { listId: '7' }, body],
    ['deleteAccountWatchedWords', { accountName: 'ada', listId: '7' }, undefined]
  ])
})

test('members choose what makes comments wait; the server’s words make none wait', async () => {
  const { page } = await bench.show(OWN, { authorization: 'ada' })
  expect(page).toMatchObject({
    tags: [
      { name: 'Ads', isLink: false, isHolding: true },
      { name: 'external-link', isLink: true, isHolding: false }
    ]
  })
  await post(
    OWN,
    [
      ['form', 'hold'],
      ['review', 'Ads'],
      ['review', 'external-link']
    ],
    'ada'
  )
  await post(OWN, [['form', 'hold']], 'ada')
  expect(done).toEqual([
    ['updateCommentPolicies', { accountName: 'ada' }, { review: ['Ads', 'external-link'] }],
    ['updateCommentPolicies', { accountName: 'ada' }, { review: [] }]
  ])
  expect((await bench.show(SERVERS, { authorization: 'mona' })).page).toMatchObject({ by: 'server', tags: [] })
  expect((await post(SERVERS, [['form', 'hold']], 'mona')).status).toBe(400)
})

test('a name that is taken is said, with what was written', async () => {
  const form = { form: 'add', listName: 'Taken', words: 'buy' }
  const { status, page } = await bench.show(OWN, { authorization: 'ada' }, form)
  expect([status, page]).toMatchObject([
    400,
    { outcome: { fault: { form: 'add', fields: [], values: { words: 'buy' } } } }
  ])
})

test('the server’s words are a matter of moderators', async () => {
  expect((await bench.show(SERVERS, { authorization: 'ada' })).status).toBe(403)
  expect(
    (
      await post(
        SERVERS,
        [
          ['form', 'remove'],
          ['id', '7']
        ],
        'ada'
      )
    ).status
  ).toBe(403)
  for (const path of [OWN, SERVERS]) expect((await bench.fetch(path)).headers.get('location')).toMatch(/^\/login/)
  expect(done).toEqual([])
})
