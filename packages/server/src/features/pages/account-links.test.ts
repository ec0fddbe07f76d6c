import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import type { People } from '../../../../../tests/support/people.ts'
import { AppError } from '../../kernel/errors.ts'

let bench: PageBench
const done: unknown[] = []
const use = (...what: unknown[]) => {
  done.push(what)
  if (what.includes('bad')) throw new AppError('forbidden', 'Invalid verification string.')
}

beforeAll(async () => {
  bench = await openPageBench({} as People, {
    hasMail: true,
    accountLinks: {
      askForPasswordLink: async email => use('ask', email),
      resetPassword: async (userId, { password, token }) => use('reset', userId, password, token),
      verifyEmail: async (owner, token) => use('verify', owner, token)
    }
  })
})
afterAll(() => bench.close())
beforeEach(() => {
  done.length = 0
})

const RESET = '/reset-password?userId=7&verificationString='
const VERIFY = '/verify-account/email?verificationString=good'

test.each([
  ['/forgot-password', { email: 'ada@example.org' }, 'done', 200, ['ask', 'ada@example.org']],
  ['/forgot-password', { email: 'ada' }, 'bad-input', 400, undefined],
  [`${RESET}good`, { password: 'long enough' }, 'done', 200, ['reset', 7, 'long enough', 'good']],
  [`${RESET}good`, { password: 'x' }, 'bad-input', 400, undefined],
  [`${RESET}bad`, { password: 'long enough' }, 'bad-link', 403, ['reset', 7, 'long enough', 'bad']],
  ['/reset-password?userId=x', { password: 'long enough' }, 'bad-link', 403, undefined],
  [`${VERIFY}&userId=7`, {}, 'done', 200, ['verify', { userId: 7 }, 'good']],
  [`${VERIFY}&registrationId=8`, {}, 'done', 200, ['verify', { registrationId: 8 }, 'good']],
  [VERIFY, {}, 'bad-link', 403, undefined]
])('%s with %j ends in %s', async (path, form, outcome, status, what) => {
  const shown = await bench.show(path, {}, form as Record<string, string>)
  expect([shown.status, shown.page]).toMatchObject([status, { kind: 'account-link', outcome }])
  expect(done).toEqual(what ? [what] : [])
})

test.each(['/forgot-password', `${RESET}good`, `${VERIFY}&userId=7`])('looking at %s changes nothing', async path => {
  expect((await bench.show(path)).page).toMatchObject({ kind: 'account-link', outcome: null })
  expect(done).toEqual([])
})

test('the sign-in page leads there where mail can be sent', async () => {
  expect((await bench.show('/login')).page).toMatchObject({ canReset: true })
})
