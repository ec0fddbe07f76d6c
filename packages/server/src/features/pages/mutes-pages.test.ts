import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import type { People, Person } from '../../../../../tests/support/people.ts'
import { AppError } from '../../kernel/errors.ts'
import type { CallOperation } from '../../platform/call-operation.ts'
import { handleIn, hostIn } from './mutes-pages.ts'

const ada: Person = { userId: 1, accountId: 2, channelId: 3, username: 'ada', role: 'user' }
const mona: Person = { ...ada, userId: 4, username: 'mona', role: 'moderator' }
const OWN = '/my-account/blocklist'
const SERVERS = '/admin/moderation/blocklist'
const done: unknown[] = []
let bench: PageBench

const call: CallOperation = async <Answer>(id: string, { params, body }: { params?: unknown; body?: unknown }) => {
  if (id.startsWith('get')) {
    const muted = { name: 'eve', host: 'reef.example', displayName: 'Eve' }
    const one = { blockedAccount: muted, blockedServer: { host: 'reef.example' }, createdAt: '2026-01-02T03:04:05Z' }
    return { total: 1, data: [one] } as Answer
  }
  if ((body as { accountName?: string } | undefined)?.accountName === 'nobody')
    throw new AppError('not_found', 'Account not found')
  done.push([id, body ?? params])
  return undefined as Answer
}

beforeAll(async () => {
  bench = await openPageBench({ ada, mona } as unknown as People, { call })
})
afterAll(() => bench.close())
beforeEach(() => void done.splice(0))

const post = (path: string, form: Record<string, string>, who: string) =>
  bench.fetch(path, {
    method: 'POST',
    redirect: 'manual',
    headers: { authorization: who },
    body: new URLSearchParams(form)
  })

test('members mute for themselves, moderators for everybody, accounts and servers', async () => {
  for (const [path, form, who, back] of [
    [OWN, { form: 'mute', who: '@eve@reef.example' }, 'ada', `${OWN}?of=accounts&done=muted`],
    [`${OWN}?of=servers`, { form: 'mute', who: 'https://reef.example/about' }, 'ada', `${OWN}?of=servers&done=muted`],
    [OWN, { form: 'unmute', id: 'eve@reef.example' }, 'ada', `${OWN}?of=accounts&done=unmuted`],
    [SERVERS, { form: 'mute', who: 'eve@reef.example' }, 'mona', `${SERVERS}?of=accounts&done=account-muted`],
    [
      `${SERVERS}?of=servers`,
      { form: 'unmute', id: 'reef.example' },
      'mona',
      `${SERVERS}?of=servers&done=server-unmuted`
    ]
  ] as const)
    expect((await post(path, form, who)).headers.get('location')).toBe(back)
  expect(done).toEqual([
    ['muteAccount', { accountName: 'eve@reef.example' }],
    ['muteServer', { host: 'reef.example' }],
    ['unmuteAccount', { accountName: 'eve@reef.example' }],
    ['muteAccountByServer', { accountName: 'eve@reef.example' }],
    ['unmuteServerByServer', { host: 'reef.example' }]
  ])
})

test('both sides are listed, and PeerTube’s addresses lead to them', async () => {
  const authorization = 'mona'
  const accounts = await bench.show(SERVERS, { authorization })
  expect(accounts.page).toMatchObject({
    by: 'server',
    of: 'accounts',
    muted: [{ key: 'eve@reef.example', name: 'Eve' }]
  })
  const servers = await bench.show(`${OWN}?of=servers`, { authorization })
  expect(servers.page).toMatchObject({ by: 'member', of: 'servers', muted: [{ key: 'reef.example', path: null }] })
  for (const path of [OWN, SERVERS])
    expect((await bench.fetch(`${path}/servers`)).headers.get('location')).toBe(`${path}?of=servers`)
})

test('a name that nobody has is said, and kept', async () => {
  const { status, page } = await bench.show(OWN, { authorization: 'ada' }, { form: 'mute', who: 'nobody' })
  expect([status, page]).toMatchObject([404, { outcome: { fault: { kind: 'gone', values: { who: 'nobody' } } } }])
})

test('what is muted for everybody is no matter of members, and of visitors nothing is', async () => {
  expect((await post(SERVERS, { form: 'mute', who: 'eve@reef.example' }, 'ada')).status).toBe(403)
  expect((await bench.show(SERVERS, { authorization: 'ada' })).status).toBe(403)
  for (const path of [OWN, SERVERS]) {
    expect((await bench.fetch(path)).headers.get('location')).toMatch(/^\/login/)
    expect((await post(path, { form: 'mute', who: 'eve@reef.example' }, '')).status).toBe(303)
  }
  expect(done).toEqual([])
})

test.each([
  ['https://tube.example/a/eve', 'eve@tube.example'],
  ['https://tube.example/@eve', 'eve@tube.example'],
  ['https://tube.example/accounts/eve@reef.example/videos', 'eve@reef.example'],
  ['https://tube.example/', 'https://tube.example/'],
  ['@eve@reef.example', 'eve@reef.example'],
  ['eve', 'eve']
])('%s is the handle %s', (typed, handle) => expect(handleIn(typed)).toBe(handle))

test.each(['reef.example', 'https://reef.example', 'HTTP://reef.example/a?b', 'reef.example/about'])(
  '%s is a host',
  typed => expect(hostIn(typed)).toBe('reef.example')
)
