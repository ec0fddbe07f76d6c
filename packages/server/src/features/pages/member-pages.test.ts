import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import type { People, Person } from '../../../../../tests/support/people.ts'
import { AppError } from '../../kernel/errors.ts'
import type { CallOperation } from '../../platform/call-operation.ts'
import { invalidField } from '../../platform/http.ts'

const ada: Person = { userId: 1, accountId: 2, channelId: 3, username: 'ada', role: 'user' }
const SETTINGS = '/my-account/settings'
const FACTOR = { requestToken: 'ab12', secret: 'ABC234', uri: 'otpauth://totp/a' }
const calls: unknown[] = []
let isPictureBad = false
let bench: PageBench

const ANSWERS: Readonly<Record<string, unknown>> = {
  getUserInfo: { username: 'ada', account: { id: 2, avatars: [] } },
  getScopedTokens: { feedToken: 'a b' },
  getMyNotifications: {
    total: 1,
    data: [{ id: 4, type: 6, read: false, createdAt: 'now', video: { name: 'Film', shortUUID: 's', channel: {} } }]
  }
}

beforeAll(async () => {
  const call: CallOperation = async <Answer>(id: string, { params, body }: { params?: unknown; body?: unknown }) => {
    if (body || params) calls.push([id, body ?? params])
    else if (id === 'delMe') calls.push([id])
    if (id === 'putUserInfo' && (body as { currentPassword?: string }).currentPassword === 'wrong')
      throw new AppError('unauthenticated', 'currentPassword is invalid.')
    if (id === 'pickMyAvatar' && isPictureBad) throw invalidField('avatarfile', 'No picture')
    if (id === 'deleteSubscription' && (params as { handle: string }).handle === 'gone')
      throw new AppError('not_found', 'Gone')
    if (id === 'requestTwoFactor') return { otpRequest: FACTOR } as Answer
    if (id === 'confirmTwoFactorRequest' && (body as { otpToken: string }).otpToken !== '123456')
      throw new AppError('forbidden', 'Two factor token is invalid.', { wireCode: 'invalid_two_factor' })
    return (ANSWERS[id] ?? { total: 0, data: [] }) as Answer
  }
  bench = await openPageBench({ ada } as unknown as People, { call })
})
afterAll(() => bench.close())
beforeEach(() => void calls.splice(0))

const as = (authorization: string) => (authorization ? { authorization } : {})
const post = (path: string, form: Record<string, string>, who = 'ada') =>
  bench.fetch(path, { method: 'POST', redirect: 'manual', body: new URLSearchParams(form), headers: as(who) })

test('forms call the operations of the API, and come back with what became of it', async () => {
  const answer = await post(SETTINGS, { form: 'profile', displayName: 'Ada', description: '' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${SETTINGS}?done=saved#profile`])
  await post(SETTINGS, { form: 'notices', 'has-newFollow': 'yes', 'web-newFollow': 'yes', 'email-newFollow': 'yes' })
  await post('/my-library/history/videos', { form: 'forget', id: '9' })
  expect(calls).toEqual([
    ['putUserInfo', { displayName: 'Ada', description: '' }],
    ['updateMyNotificationSettings', { newFollow: 3 }],
    ['delMyHistoryVideo', { videoId: '9' }]
  ])
})

test('what was not touched is not chosen', async () => {
  await post(SETTINGS, { form: 'watching', nsfwPolicy: 'blur', language: '', 'p2p-was': 'yes', p2p: 'yes' })
  await post(SETTINGS, { form: 'watching', nsfwPolicy: 'blur', language: 'fr', 'p2p-was': 'yes', history: 'yes' })
  expect(calls).toEqual([
    ['putUserInfo', expect.not.objectContaining({ p2pEnabled: expect.anything(), language: expect.anything() })],
    ['putUserInfo', expect.objectContaining({ language: 'fr', p2pEnabled: false, videosHistoryEnabled: true })]
  ])
})

test('a kind of sensitive videos is chosen for apart', async () => {
  const kinds = { 'nsfwPolicy-violent': 'do_not_list', 'nsfwPolicy-explicitSex': '' }
  await post(SETTINGS, { form: 'watching', nsfwPolicy: 'warn', language: '', history: 'yes', ...kinds })
  expect(calls).toEqual([
    [
      'putUserInfo',
      {
        nsfwPolicy: 'warn',
        nsfwFlagsDisplayed: 0,
        nsfwFlagsWarned: 0,
        nsfwFlagsBlurred: 0,
        nsfwFlagsHidden: 1,
        videosHistoryEnabled: true
      }
    ]
  ])
})

test('an archive makes room for the next one', async () => {
  const answer = await post(SETTINGS, { form: 'export-delete', id: '5' })
  expect(answer.headers.get('location')).toBe(`${SETTINGS}?done=removed#export`)
  expect(calls).toEqual([['deleteUserExport', { userId: '1', id: '5' }]])
})

test('what is refused is named beside its form, with what was typed', async () => {
  const form = { form: 'email', email: 'new@a.example', currentPassword: 'wrong' }
  const { status, page } = await bench.show(SETTINGS, as('ada'), form)
  expect([status, page]).toMatchObject([
    400,
    { outcome: { fault: { form: 'email', fields: ['currentPassword'], values: { email: 'new@a.example' } } } }
  ])
  expect(JSON.stringify(page)).not.toContain('wrong')
})

test('an account is deleted once its name and password are typed', async () => {
  const { status, page } = await bench.show(SETTINGS, as('ada'), { form: 'delete', username: 'root' })
  expect([status, page]).toMatchObject([400, { outcome: { fault: { form: 'delete', fields: ['username'] } } }])
  const wrong = await bench.show(SETTINGS, as('ada'), { form: 'delete', username: 'ada', currentPassword: 'wrong' })
  expect([wrong.status, wrong.page]).toMatchObject([
    400,
    { outcome: { fault: { form: 'delete', fields: ['currentPassword'] } } }
  ])
  expect(calls).not.toContainEqual(['delMe'])
  const sure = { form: 'delete', username: 'ada', currentPassword: 'right' }
  expect((await post(SETTINGS, sure)).headers.get('location')).toBe('/?done=account-deleted')
  expect(calls).toContainEqual(['delMe'])
})

test('a second factor is asked for, and is on once a code was right', async () => {
  const asked = await bench.show(SETTINGS, as('ada'), { form: 'factor', currentPassword: 'right' })
  expect([asked.status, asked.page]).toMatchObject([200, { factor: FACTOR }])
  const wrong = await bench.show(SETTINGS, as('ada'), { form: 'factor-confirm', ...FACTOR, otpToken: '000000' })
  expect([wrong.status, wrong.page]).toMatchObject([
    400,
    { factor: FACTOR, outcome: { fault: { fields: ['otpToken'] } } }
  ])
  const right = await post(SETTINGS, { form: 'factor-confirm', ...FACTOR, otpToken: '123 456' })
  expect(right.headers.get('location')).toBe(`${SETTINGS}?done=factor-on#factor-off`)
  await post(SETTINGS, { form: 'factor-off', currentPassword: 'right' })
  expect(calls).toContainEqual(['disableTwoFactor', { currentPassword: 'right' }])
})

test('a picture is chosen and removed, and a refused one is said at its field', async () => {
  const picture = await post('/my-account/avatar', {})
  expect([picture.status, picture.headers.get('location')]).toEqual([303, `${SETTINGS}?done=avatarSaved#avatar`])
  const removed = await post('/my-account/avatar/remove', {})
  expect(removed.headers.get('location')).toBe(`${SETTINGS}?done=avatarRemoved#avatar`)
  isPictureBad = true
  const refused = await bench.show('/my-account/avatar', as('ada'), {})
  expect([refused.status, refused.page]).toMatchObject([
    400,
    { outcome: { fault: { form: 'avatar', fields: ['avatarfile'] } } }
  ])
  isPictureBad = false
})

test('a made-up form gives no link', async () => {
  const form = { form: 'factor-confirm', ...FACTOR, uri: 'javascript:alert(1)', otpToken: '000000' }
  expect((await bench.show(SETTINGS, as('ada'), form)).page).toMatchObject({ factor: null })
})

test('what a list cannot do is told above it', async () => {
  const address = '/my-library/subscriptions?search=choir'
  const { status, page } = await bench.show(address, as('ada'), { form: 'unsubscribe', id: 'gone' })
  expect([status, page]).toMatchObject([404, { search: 'choir', outcome: { done: null, fault: { kind: 'gone' } } }])
  const answer = await post(address, { form: 'unsubscribe', id: 'choir@a.example' })
  expect(answer.headers.get('location')).toBe(`${address}&done=removed`)
  expect((await post('/my-library/subscriptions', { form: 'clear' })).status).toBe(400)
  expect(calls.filter(call => String(call).includes('clear'))).toEqual([])
})

test('notifications lead where they are about', async () => {
  const { page } = await bench.show('/my-account/notifications', as('ada'))
  expect(page).toMatchObject({ items: [{ key: '4', name: 'Film', path: '/w/s', isNew: true, noticeType: 6 }] })
})

test.each([SETTINGS, '/my-account/notifications', '/my-library/history/videos'])('%s is for members', async path => {
  const clear = await post(path, { form: 'clear' }, '')
  for (const answer of [await bench.fetch(path, { redirect: 'manual' }), clear])
    expect([answer.status, answer.headers.get('location')]).toMatchObject([303, expect.stringMatching(/^\/login/)])
  expect((await post(path, { form: 'nonsense' })).status).toBe(400)
  expect(calls.filter(call => String(call).includes('clear'))).toEqual([])
})
