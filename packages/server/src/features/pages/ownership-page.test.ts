import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import type { People, Person } from '../../../../../tests/support/people.ts'
import { AppError } from '../../kernel/errors.ts'
import type { CallOperation, OperationRequest } from '../../platform/call-operation.ts'

const ada: Person = { userId: 1, accountId: 2, channelId: 3, username: 'ada', role: 'user' }
const PAGE = '/my-library/ownership'
const as = { authorization: 'ada' }
const calls: unknown[] = []
let bench: PageBench

type Fields = Readonly<Record<string, unknown>>

const offer = (id: number, privacy: number, ownerId = 9) => ({
  id,
  status: 'WAITING',
  createdAt: 'then',
  initiatorAccount: { name: 'bob', displayName: 'Bob' },
  nextOwnerAccount: { name: 'cleo', displayName: 'Cleo' },
  video: {
    name: 'Concert',
    shortUUID: 'short',
    thumbnailPath: '/t.jpg',
    privacy: { id: privacy },
    account: { id: ownerId }
  }
})
const REFUSALS: Record<string, AppError> = {
  2: new AppError('forbidden', 'Ended'),
  3: new AppError('too_large', 'Full'),
  4: new AppError('not_found', 'Gone')
}

beforeAll(async () => {
  const call: CallOperation = async <Answer>(id: string, request: OperationRequest) => {
    const { params, query, body } = request as { params?: Fields; query?: Fields; body?: Fields }
    if (id === 'getVideoOwnershipChanges') {
      calls.push(query?.['isSent'])
      return { total: 3, data: [offer(1, 1), offer(2, 3), offer(3, 3, ada.accountId)] } as Answer
    }
    calls.push([id, { ...params, ...body }])
    const refusal = REFUSALS[String(params?.['id'])]
    if (refusal) throw refusal
    return undefined as Answer
  }
  bench = await openPageBench({ ada } as unknown as People, { call })
})
afterAll(() => bench.close())
beforeEach(() => void calls.splice(0))

const post = (form: Record<string, string>, headers: Record<string, string> = as) =>
  bench.fetch(PAGE, { method: 'POST', body: new URLSearchParams(form), headers })

test('a member sees what is offered to them and by them, and opens what they may see', async () => {
  const received = await bench.show(PAGE, as)
  expect(received.page).toMatchObject({
    side: 'received',
    total: 3,
    offers: [{ path: '/w/short', other: { handle: 'bob' } }, { path: null }, { path: '/w/short' }]
  })
  const sent = await bench.show(`${PAGE}?side=sent`, as)
  expect(sent.page).toMatchObject({ side: 'sent', offers: [{ other: { handle: 'cleo' } }, {}, {}] })
  expect(calls).toEqual(['false', 'true'])
})

test('an offer is accepted into a channel, or refused', async () => {
  const accepted = await post({ form: 'accept', id: '1', channelId: '3' })
  const refused = await post({ form: 'refuse', id: '1', channelId: '3' })
  expect([accepted, refused].map(({ headers }) => headers.get('location'))).toEqual([
    `${PAGE}?done=offer-accepted`,
    `${PAGE}?done=offer-refused`
  ])
  expect(calls).toEqual([
    ['acceptVideoOwnership', { id: '1', channelId: '3' }],
    ['refuseVideoOwnership', { id: '1' }]
  ])
})

test('who made an offer withdraws it', async () => {
  const body = new URLSearchParams({ form: 'withdraw', id: '1' })
  const withdrawn = await bench.fetch(`${PAGE}?side=sent`, { method: 'POST', body, headers: as })
  expect(withdrawn.headers.get('location')).toBe(`${PAGE}?side=sent&done=offer-withdrawn`)
  expect(calls).toEqual([['withdrawVideoOwnership', { id: '1' }]])
  const late = await bench.show(`${PAGE}?side=sent`, as, { form: 'withdraw', id: '2' })
  expect([late.status, late.page]).toMatchObject([409, { side: 'sent', outcome: { fault: { kind: 'taken' } } }])
})

test.each([
  ['2', 409, { kind: 'taken' }],
  ['3', 400, { kind: 'invalid', fields: ['quota'] }],
  ['4', 404, { kind: 'gone' }]
])('why an offer cannot be accepted is told: %s', async (id, expected, fault) => {
  const { status, page } = await bench.show(PAGE, as, { form: 'accept', id, channelId: '3' })
  expect([status, page]).toMatchObject([expected, { outcome: { done: null, fault } }])
})

test('visitors are asked to sign in', async () => {
  const answer = await post({ form: 'accept', id: '1', channelId: '3' }, {})
  expect(answer.headers.get('location')).toBe(`/login?next=${encodeURIComponent(PAGE)}`)
  expect(calls).toEqual([])
})
