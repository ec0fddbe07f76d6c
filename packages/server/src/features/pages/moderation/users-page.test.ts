import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../../tests/support/page-bench.ts'
import type { People, Person } from '../../../../../../tests/support/people.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { CallOperation } from '../../../platform/call-operation.ts'
import { invalidField } from '../../../platform/http.ts'

const ada: Person = { userId: 1, accountId: 2, channelId: 3, username: 'ada', role: 'user' }
const mona: Person = { ...ada, userId: 4, username: 'mona', role: 'moderator' }
const ruth: Person = { ...ada, userId: 5, username: 'ruth', role: 'administrator' }
const MEMBERS = [
  { id: 1, username: 'ada', email: 'ada@a.example', role: { id: 2 } },
  { id: 2, username: 'bob', email: 'bob@a.example', role: { id: 2 } },
  { id: 5, username: 'ruth', email: 'ruth@a.example', role: { id: 0 } },
  { id: 6, username: 'root', email: 'root@a.example', role: { id: 0 } }
]
const asked: unknown[] = []
const done: unknown[] = []
let bench: PageBench

const call: CallOperation = async <Answer>(
  id: string,
  { params, query, body }: { params?: unknown; query?: unknown; body?: unknown }
) => {
  const { id: userId } = (params ?? {}) as { id?: string }
  if (id === 'getUsers') {
    asked.push(query)
    return { total: MEMBERS.length, data: MEMBERS } as Answer
  }
  if (id === 'getUser') {
    const user = MEMBERS.find(one => String(one.id) === userId)
    if (!user) throw new AppError('not_found', 'User not found')
    return user as Answer
  }
  const { email, videoQuota } = (body ?? {}) as { email?: string; videoQuota?: unknown }
  if (email === 'taken@a.example') throw new AppError('conflict', 'User with this email already exists.')
  if (typeof videoQuota === 'string') throw invalidField('videoQuota', 'Invalid value')
  done.push([id, userId, body])
  return { user: { id: 9 } } as Answer
}

beforeAll(async () => {
  bench = await openPageBench({ ada, mona, ruth } as unknown as People, { call, hasMail: true })
})
afterAll(() => bench.close())
beforeEach(() => {
  asked.splice(0)
  done.splice(0)
})

const as = (authorization: string) => ({ authorization })
const post = (path: string, form: readonly (readonly [string, string])[], who = 'ruth') =>
  bench.fetch(path, {
    method: 'POST',
    redirect: 'manual',
    headers: as(who),
    body: new URLSearchParams(form.map(([name, value]): [string, string] => [name, value]))
  })
const choose = (...ids: number[]) => ids.map(id => ['user', String(id)] as const)

test('the list asks for what was chosen, and offers to end nobody who may not be ended', async () => {
  const { page } = await bench.show('/admin/users?role=2&blocked=maybe&sort=username&search=ad', as('ruth'))
  expect(asked).toEqual([{ search: 'ad', role: '2', sort: 'username', start: 0, count: 24 }])
  expect(page).toMatchObject({ kind: 'users', choice: { blocked: '' } })
  const mayEnd = (shown: typeof page) =>
    'users' in shown ? shown.users.map(user => 'mayEnd' in user && user.mayEnd) : []
  expect(mayEnd(page)).toEqual([true, true, false, false])
  expect(mayEnd((await bench.show('/admin/users', as('mona'))).page)).toEqual([true, true, false, false])
})

test('it is not for members, and nothing is done for them', async () => {
  for (const path of ['/admin/users', '/admin/users/create', '/admin/users/2']) {
    expect((await bench.show(path, as('ada'))).status).toBe(403)
    expect(
      (
        await post(
          path,
          [
            ['form', 'delete'],
            ['confirm', 'bob']
          ],
          'ada'
        )
      ).status
    ).toBe(403)
    expect((await bench.fetch(path)).headers.get('location')).toMatch(/^\/login/)
  }
  expect(done).toEqual([])
})

test('several are deleted once their number was written, and never with one who may not be', async () => {
  const asking = await post('/admin/users', [['form', 'ask-delete'], ...choose(1, 2)])
  expect(await asking.json()).toMatchObject({
    page: { kind: 'users-sure', deed: 'delete', users: [{ id: 1 }, { id: 2 }] }
  })
  const wrong = await post('/admin/users', [['form', 'delete-several'], ['confirm', '3'], ...choose(1, 2)])
  expect([wrong.status, await wrong.json()]).toMatchObject([
    400,
    { page: { outcome: { fault: { fields: ['confirm'] } } } }
  ])
  for (const [untouchable, status] of [
    [5, 403],
    [6, 403],
    [99, 404]
  ] as const) {
    const answer = await post('/admin/users', [['form', 'delete-several'], ['confirm', '2'], ...choose(1, untouchable)])
    expect(answer.status).toBe(status)
  }
  expect(done).toEqual([])

  const right = await post('/admin/users', [['form', 'delete-several'], ['confirm', '2'], ...choose(1, 2, 2)])
  expect(right.headers.get('location')).toBe('/admin/users?done=members-leaving')
  expect(done).toEqual([['deleteUsers', undefined, { ids: [1, 2] }]])
})

test('several are blocked with a reason, and unblocked', async () => {
  await post('/admin/users', [['form', 'block-several'], ['reason', 'Spam'], ...choose(1, 2)])
  await post('/admin/users', [['form', 'unblock-several'], ...choose(1)])
  const none = await post('/admin/users', [['form', 'ask-block']])
  expect(none.headers.get('location')).toBe('/admin/users?done=nothing')
  expect(done).toEqual([
    ['blockUser', '1', { reason: 'Spam' }],
    ['blockUser', '2', { reason: 'Spam' }],
    ['unblockUser', '1', {}]
  ])
})

test('an account is changed in gigabytes, and a box that was not touched changes nothing', async () => {
  const email = ['email', 'new@a.example'] as const
  await post('/admin/users/2', [
    ['form', 'account'],
    email,
    ['role', '1'],
    ['videoQuota', '2,5'],
    ['videoQuotaDaily', '']
  ])
  await post('/admin/users/2', [
    ['form', 'account'],
    email,
    ['videoQuota', '1'],
    ['verified', 'yes'],
    ['verified-was', '']
  ])
  const body = { email: 'new@a.example', videoQuotaDaily: -1 }
  expect(done).toEqual([
    ['putUser', '2', { ...body, videoQuota: 2.5e9, role: '1' }],
    ['putUser', '2', { ...body, videoQuota: 1e9, emailVerified: true }]
  ])
})

test('what is refused comes back as it was written, but for the password', async () => {
  const form = { form: 'account', email: 'x@a.example', videoQuota: 'much', password: 'secret' }
  const { status, page } = await bench.show('/admin/users/2', as('ruth'), form)
  expect([status, page]).toMatchObject([
    400,
    { outcome: { fault: { fields: ['videoQuota'], values: { videoQuota: 'much' } } } }
  ])
  expect(JSON.stringify(page)).not.toContain('secret')
  const taken = await bench.show('/admin/users/2', as('ruth'), { form: 'account', email: 'taken@a.example' })
  expect([taken.status, taken.page]).toMatchObject([409, { outcome: { fault: { kind: 'taken' } } }])
})

test('one is deleted once their name was written', async () => {
  const wrong = await post('/admin/users/2', [
    ['form', 'delete'],
    ['confirm', 'ada']
  ])
  expect([wrong.status, done]).toEqual([400, []])
  const right = await post('/admin/users/2', [
    ['form', 'delete'],
    ['confirm', 'bob']
  ])
  expect(right.headers.get('location')).toBe('/admin/users?done=members-deleted')
  expect(done).toEqual([['delUser', '2', undefined]])
})

test('who is made without a password is sent a link, and nobody knows the password', async () => {
  const member = [
    ['form', 'create'],
    ['username', 'new'],
    ['email', 'new@a.example']
  ] as const
  const answer = await post('/admin/users/create', [...member, ['password', '']])
  expect(answer.headers.get('location')).toBe('/admin/users/9?done=member-made')
  await post('/admin/users/create', [...member, ['password', ' with spaces ']])
  const [made, mailed, typed] = done
  expect(made).toMatchObject(['addUser', undefined, { password: expect.stringMatching(/^[\w-]{32}$/), role: '2' }])
  expect(mailed).toEqual(['askResetPassword', undefined, { email: 'new@a.example' }])
  expect(typed).toMatchObject(['addUser', undefined, { password: ' with spaces ' }])
})
