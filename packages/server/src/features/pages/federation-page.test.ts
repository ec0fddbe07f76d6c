import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import type { People, Person } from '../../../../../tests/support/people.ts'
import type { InboxReplay } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { CallOperation, OperationRequest } from '../../platform/call-operation.ts'

const ada: Person = { userId: 1, accountId: 2, channelId: 3, username: 'ada', role: 'user' }
const mona: Person = { ...ada, userId: 4, username: 'mona', role: 'moderator' }
const ruth: Person = { ...ada, userId: 5, username: 'ruth', role: 'administrator' }
const PATH = '/admin/federation'
let bench: PageBench
const done: unknown[] = []
const FAILURE = {
  id: 7,
  activityId: 'https://peer.example/7',
  type: 'Create',
  actor: 'https://peer.example/accounts/eve',
  object: null,
  relayedBy: null,
  reason: 'A fault of ours',
  attempts: 5,
  receivedAt: new Date(0),
  failedAt: new Date(1000),
  replayedAt: null
}
const replay = (id: number, state: InboxReplay['state']): InboxReplay => ({
  id,
  activityId: 'https://peer.example/1',
  type: 'Like',
  actor: 'https://peer.example/eve',
  state,
  reason: state === 'done' ? null : 'Why',
  replayedAt: new Date(2000)
})
const nobody = { lastError: null, lastErrorAt: null, nextTryAt: null, followers: 1, following: 0 }
const PEER = { host: 'down.example', waiting: 2, lastSuccessAt: new Date(0), failingSince: null, ...nobody }
const LISTS: Record<string, unknown> = {
  getInboxFailures: { total: 21, data: [FAILURE] },
  getInboxReplays: { total: 3, data: [replay(1, 'done'), replay(2, 'failed'), replay(3, 'refused')] }
}

beforeAll(async () => {
  const call: CallOperation = async <Answer>(
    id: string,
    { params, query }: Pick<OperationRequest, 'params' | 'query'>
  ) => {
    if (id === 'getPeers') return { total: (query as { start: number }).start + 24, data: [PEER] } as Answer
    if (id in LISTS) return LISTS[id] as Answer
    done.push([id, params])
    const { host, id: activity } = params as { host?: string; id?: string }
    if (host === 'down.example' || activity === '7') return undefined as Answer
    throw new AppError('not_found', 'Nothing of that name.')
  }
  bench = await openPageBench({ ada, mona, ruth } as unknown as People, { call })
})
afterAll(() => bench.close())
beforeEach(() => void done.splice(0))

const post = (form: Record<string, string>, authorization = 'ruth') =>
  bench.fetch(`${PATH}?page=2`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(form),
    headers: authorization ? { authorization } : {}
  })
const down = { form: 'peer', host: 'down.example' }

test('administrators see how other servers do', async () => {
  const { status, page } = await bench.show(`${PATH}?page=2`, { authorization: 'ruth' })
  expect(status).toBe(200)
  expect(page).toMatchObject({
    kind: 'federation',
    total: 48,
    page: 2,
    peers: [{ host: 'down.example', waiting: 2, lastSuccessAt: '1970-01-01T00:00:00.000Z', failingSince: null }],
    failures: [{ id: 7, type: 'Create', reason: 'A fault of ours', attempts: 5, failedAt: '1970-01-01T00:00:01.000Z' }],
    failuresTotal: 21,
    replays: [
      { id: 1, state: 'done', reason: null, replayedAt: '1970-01-01T00:00:02.000Z' },
      { id: 3, state: 'refused', reason: 'Why' }
    ]
  })
})

test('they have one tried at once, and are told on the page', async () => {
  const answer = await post(down)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${PATH}?page=2&done=retried`])
  expect(done).toEqual([['retryPeer', { host: 'down.example' }]])
  const unknown = await bench.show(PATH, { authorization: 'ruth' }, { form: 'peer', host: 'unknown.example' })
  const outcome = { fault: { form: 'peer', kind: 'gone' } }
  expect([unknown.status, unknown.page]).toMatchObject([404, { kind: 'federation', outcome }])
})

test('they have what was set aside worked off once more', async () => {
  const answer = await post({ form: 'activity', id: '7' })
  expect(answer.headers.get('location')).toBe(`${PATH}?page=2&done=retried#replays`)
  expect((await post({ form: 'activity', id: '8' })).status).toBe(404)
  expect(done).toEqual([
    ['replayInboxFailure', { id: '7' }],
    ['replayInboxFailure', { id: '8' }]
  ])
})

test('nobody else does', async () => {
  for (const authorization of ['ada', 'mona']) {
    const { status, page } = await bench.show(PATH, { authorization })
    expect([status, page.kind]).toEqual([403, 'error'])
    expect((await post(down, authorization)).status).toBe(403)
  }
  for (const answer of [await bench.fetch(PATH, { redirect: 'manual' }), await post(down, '')]) {
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toMatch(/^\/login\?next=%2Fadmin%2Ffederation/)
  }
  expect(done).toEqual([])
})
