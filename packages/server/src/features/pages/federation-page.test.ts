import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import type { People, Person } from '../../../../../tests/support/people.ts'
import type { InboxReplay } from '../../contract/index.ts'

const ada: Person = { userId: 1, accountId: 2, channelId: 3, username: 'ada', role: 'user' }
const mona: Person = { ...ada, userId: 4, username: 'mona', role: 'moderator' }
const ruth: Person = { ...ada, userId: 5, username: 'ruth', role: 'administrator' }
const PATH = '/admin/federation'
let bench: PageBench
const retried: string[] = []
const replayed: number[] = []
const FAILURE = {
  ...{ id: 7, activityId: 'https://peer.example/7', type: 'Create', actor: 'https://peer.example/accounts/eve' },
  ...{ object: null, relayedBy: null, reason: 'A fault of ours', attempts: 5 },
  ...{ receivedAt: new Date(0), failedAt: new Date(1000), replayedAt: null }
}
const replay = (id: number, state: InboxReplay['state']): InboxReplay => ({
  ...{ id, activityId: 'https://peer.example/1', type: 'Like', actor: 'https://peer.example/eve', state },
  ...{ reason: state === 'done' ? null : 'Why', replayedAt: new Date(2000) }
})

beforeAll(async () => {
  const nobody = { lastError: null, lastErrorAt: null, nextTryAt: null, followers: 1, following: 0 }
  bench = await openPageBench({ ada, mona, ruth } as unknown as People, {
    listPeers: async ({ start, count }) => ({
      total: start + count,
      data: [{ host: 'down.example', waiting: 2, lastSuccessAt: new Date(0), failingSince: null, ...nobody }]
    }),
    listFailures: async () => ({ total: 21, data: [FAILURE] }),
    listReplays: async () => ({ data: [replay(1, 'done'), replay(2, 'failed'), replay(3, 'refused')] }),
    async replayFailure(id) {
      replayed.push(id)
      return id === 7
    },
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
    peers: [{ host: 'down.example', waiting: 2, lastSuccessAt: '1970-01-01T00:00:00.000Z', failingSince: null }],
    failures: [{ id: 7, type: 'Create', reason: 'A fault of ours', attempts: 5, failedAt: '1970-01-01T00:00:01.000Z' }],
    failuresTotal: 21,
    replays: [
      { id: 1, state: 'done', reason: null, replayedAt: '1970-01-01T00:00:02.000Z' },
      { id: 3, state: 'refused', reason: 'Why' }
    ]
  })
})

test('they have one tried at once, and are back on the page', async () => {
  const answer = await post('Down.example')
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${PATH}?page=2`])
  expect(retried).toEqual(['down.example'])
  expect((await post('unknown.example')).status).toBe(404)
  expect((await post('not a host')).status).toBe(404)
})

test('they have what was set aside worked off once more', async () => {
  const tryOnceMore = (activity: string, authorization: string) =>
    bench.fetch(PATH, { method: 'POST', body: new URLSearchParams({ activity }), headers: { authorization } })
  expect((await tryOnceMore('7', 'ruth')).headers.get('location')).toBe(`${PATH}?page=1#replays`)
  for (const unknown of ['8', 'x', '']) expect((await tryOnceMore(unknown, 'ruth')).status).toBe(404)
  expect((await tryOnceMore('7', 'mona')).status).toBe(403)
  expect(replayed).toEqual([7, 8])
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
