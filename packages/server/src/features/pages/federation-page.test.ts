import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import type { People, Person } from '../../../../../tests/support/people.ts'

const ada: Person = { userId: 1, accountId: 2, channelId: 3, username: 'ada', role: 'user' }
const mona: Person = { ...ada, userId: 4, username: 'mona', role: 'moderator' }
const ruth: Person = { ...ada, userId: 5, username: 'ruth', role: 'administrator' }
const PATH = '/admin/federation'
let bench: PageBench
const retried: string[] = []

beforeAll(async () => {
  const nobody = { lastError: null, lastErrorAt: null, nextTryAt: null, followers: 1, following: 0 }
  bench = await openPageBench({ ada, mona, ruth } as unknown as People, {
    listPeers: async ({ start, count }) => ({
      total: start + count,
      data: [{ host: 'down.example', waiting: 2, lastSuccessAt: new Date(0), failingSince: null, ...nobody }]
    }),
    async retryPeer(host) {
      retried.push(host)
      return host === 'down.example'
    }
  })
})
afterAll(() => bench.close())
beforeEach(() => void retried.splice(0))

const post = (host: string, authorization = 'ruth') =>
  bench.fetch(`${PATH}?page=2`, {
    ...{ method: 'POST', redirect: 'manual', body: new URLSearchParams({ host }) },
    headers: authorization ? { authorization } : {}
  })

test('administrators see how other servers do', async () => {
  const { status, page } = await bench.show(`${PATH}?page=2`, { authorization: 'ruth' })
  expect(status).toBe(200)
  expect(page).toMatchObject({
    ...{ kind: 'federation', total: 48, page: 2 },
    peers: [{ host: 'down.example', waiting: 2, lastSuccessAt: '1970-01-01T00:00:00.000Z', failingSince: null }]
  })
})

test('they have one tried at once, and are back on the page', async () => {
  const answer = await post('Down.example')
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${PATH}?page=2`])
  expect(retried).toEqual(['down.example'])
  expect((await post('unknown.example')).status).toBe(404)
  expect((await post('not a host')).status).toBe(404)
})

test('nobody else does', async () => {
  for (const authorization of ['ada', 'mona']) {
    const { status, page } = await bench.show(PATH, { authorization })
    expect([status, page.kind]).toEqual([403, 'error'])
    expect((await post('down.example', authorization)).status).toBe(403)
  }
  for (const answer of [await bench.fetch(PATH, { redirect: 'manual' }), await post('down.example', '')]) {
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toMatch(/^\/login\?next=%2Fadmin%2Ffederation/)
  }
  expect(retried).toEqual([])
})
