import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import { QUIET_ADMINISTRATION } from '../../../../../tests/support/page-bench-administration.ts'
import type { People, Person } from '../../../../../tests/support/people.ts'
import { AppError } from '../../kernel/errors.ts'
import { wantedOf } from './admin-follows.ts'

const ada: Person = { userId: 1, accountId: 2, channelId: 3, username: 'ada', role: 'user' }
const mona: Person = { ...ada, userId: 4, username: 'mona', role: 'moderator' }
const ruth: Person = { ...ada, userId: 5, username: 'ruth', role: 'administrator' }
const UUID = '3bfb1a28-4e44-4c0e-a0d0-4b4b4f0a6b0e'
let bench: PageBench
const done: unknown[] = []
const note = (...what: unknown[]) => void done.push(what)

beforeAll(async () => {
  bench = await openPageBench({ ada, mona, ruth } as unknown as People, {
    administration: {
      ...QUIET_ADMINISTRATION,
      hasMail: false,
      readDisk: async () => ({ freeBytes: 9, totalBytes: 100 }),
      countAttention: async () => ({ registrations: 2, abuses: 0, jobs: 1, peers: 0, inbox: 0, followers: 0 }),
      retryTranscoding: async (uuid, by) => note('retry', uuid, by),
      runners: { ...QUIET_ADMINISTRATION.runners, makeToken: async by => note('token', by) },
      follows: {
        ...QUIET_ADMINISTRATION.follows,
        async follow(wanted, by) {
          if (wanted.includes('nobody')) throw new AppError('not_found', 'Follow nobody not found.')
          note('follow', wanted, by)
        },
        answerFollower: async (handle, state) => note(state, handle)
      }
    }
  })
})
afterAll(() => bench.close())

const as = (authorization: string) => ({ authorization })
const post = (path: string, form: Record<string, string>, who = 'ruth') =>
  bench.fetch(path, { method: 'POST', redirect: 'manual', body: new URLSearchParams(form), headers: as(who) })

test('the overview says what waits, the most pressing first', async () => {
  const { page } = await bench.show('/admin', as('ruth'))
  expect(page).toMatchObject({
    kind: 'admin-overview',
    attention: [
      { kind: 'disk', count: 1 },
      { kind: 'registrations', count: 2 },
      { kind: 'jobs', count: 1 },
      { kind: 'mail', count: 1 }
    ]
  })
})

test('forms do what they say, and come back with what became of it', async () => {
  for (const [path, form, back] of [
    ['/admin/jobs?state=failed', { retry: UUID }, '/admin/jobs?state=failed&done=retried'],
    ['/admin/runners', { make: 'yes' }, '/admin/runners?done=made'],
    ['/admin/follows', { follow: 'https://a.example/about b@c.example' }, '/admin/follows?done=asked'],
    ['/admin/follows?side=followers', { accept: 'a@b.example' }, '/admin/follows?side=followers&done=accepted']
  ] as const) {
    const answer = await post(path, form)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, back])
  }
  expect(done.splice(0)).toEqual([
    ['retry', UUID, 'ruth'],
    ['token', 'ruth'],
    ['follow', ['a.example', 'b@c.example'], 'ruth'],
    ['accepted', 'a@b.example']
  ])
  expect((await bench.show('/admin/jobs?done=retried', as('ruth'))).page).toMatchObject({
    outcome: { done: 'retried' }
  })
})

test('what cannot be followed is shown again, with what was typed', async () => {
  for (const follow of ['nobody', '']) {
    const { status, page } = await bench.show('/admin/follows', as('ruth'), { follow })
    expect([status, page]).toMatchObject([400, { kind: 'admin-follows', typed: follow, isFaulty: true }])
  }
})

test.each([
  ['/admin/jobs', { retry: 'x' }],
  ['/admin/runners', { drop: 'x' }],
  ['/admin/follows', { refuse: '' }]
])('nonsense is refused on %s', async (path, form) => {
  expect((await post(path, form)).status).toBe(404)
})

test.each(['/admin', '/admin/jobs', '/admin/runners', '/admin/logs', '/admin/storage', '/admin/follows'])(
  '%s is for administrators alone',
  async path => {
    for (const who of ['ada', 'mona']) expect((await bench.show(path, as(who))).status).toBe(403)
    expect((await bench.fetch(path, { redirect: 'manual' })).status).toBe(303)
    expect((await bench.show(path, as('ruth'))).status).toBe(200)
    expect((await post('/admin/runners', { make: 'yes' }, 'mona')).status).toBe(403)
    expect(done).toEqual([])
  }
)

test('addresses of pages are taken for their hosts, each once', () => {
  expect(wantedOf(' https://a.example/w/x, a.example;b@c.example\n')).toEqual(['a.example', 'b@c.example'])
})
