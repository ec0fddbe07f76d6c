import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import type { People, Person } from '../../../../../tests/support/people.ts'

const ada: Person = { userId: 1, accountId: 2, channelId: 3, username: 'ada', role: 'user' }
const mona: Person = { ...ada, userId: 4, username: 'mona', role: 'moderator' }
const ruth: Person = { ...ada, userId: 5, username: 'ruth', role: 'administrator' }
const PATH = '/admin/redundancy'
let bench: PageBench
const dropped: number[] = []

beforeAll(async () => {
  const copy = { id: 7, videoUuid: '3bfb1a28-4e44-4c0e-a0d0-4b4b4f0a6b0e', host: 'reef.example', size: 5 }
  bench = await openPageBench({ ada, mona, ruth } as unknown as People, {
    listCopies: async (target, { start, count }) => ({
      total: start + count,
      data: [{ ...copy, videoName: target, strategy: 'manual', state: 'failed', error: 'No room', expiresOn: null }]
    }),
    async dropCopy(id) {
      dropped.push(id)
      return id === 7
    }
  })
})
afterAll(() => bench.close())
beforeEach(() => void dropped.splice(0))

const post = (id: string, authorization = 'ruth') =>
  bench.fetch(`${PATH}?target=my-videos&page=2`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ id }),
    headers: authorization ? { authorization } : {}
  })

test.each([
  ['', 'remote-videos'],
  ['&target=nothing', 'remote-videos'],
  ['&target=my-videos', 'my-videos']
])('administrators see copies%s', async (query, target) => {
  const { status, page } = await bench.show(`${PATH}?page=2${query}`, { authorization: 'ruth' })
  expect(status).toBe(200)
  expect(page).toMatchObject({
    kind: 'redundancy',
    target,
    total: 48,
    page: 2,
    copies: [{ id: 7, videoName: target, state: 'failed', watchPath: expect.stringMatching(/^\/w\/\w{22}$/) }]
  })
})

test('they let one go, and are back on the page', async () => {
  const answer = await post('7')
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${PATH}?target=my-videos&page=2`])
  for (const id of ['8', 'x', '']) expect((await post(id)).status).toBe(404)
})

test('nobody else does', async () => {
  for (const authorization of ['ada', 'mona']) {
    const { status, page } = await bench.show(PATH, { authorization })
    expect([status, page.kind]).toEqual([403, 'error'])
    expect((await post('7', authorization)).status).toBe(403)
  }
  for (const answer of [await bench.fetch(PATH, { redirect: 'manual' }), await post('7', '')])
    expect(answer.status).toBe(303)
  expect(dropped).toEqual([])
})
