import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import type { AppError } from '../../kernel/errors.ts'
import { sweepAuth } from './sweep.ts'
import { beginAttempt, FAILURES_MAX } from './throttle.ts'

let database: FreshDatabase

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.db.query('DELETE FROM sign_in_failure')
})

const fail = (account: string, address: string) => beginAttempt(database.db, { account, address })

async function failTimes(count: number, account: string, address: string): Promise<void> {
  for (let index = 0; index < count; index++) await fail(account, address)
}

const passTime = (interval: string) =>
  database.db.query('UPDATE sign_in_failure SET failed_at = failed_at - $1::interval', [interval])

const countRows = async () =>
  (await database.db.query<{ count: number }>('SELECT count(*) AS count FROM sign_in_failure')).rows[0]!.count

test('an account is closed to an address after ten failures, and says for how long', async () => {
  await failTimes(FAILURES_MAX.accountFromAddress, 'user 1', '192.0.2.1')
  const refusal = await fail('user 1', '192.0.2.1').catch((error: unknown) => error)
  expect(refusal).toMatchObject({ code: 'too_many' })
  const { retryAfterSeconds } = refusal as AppError
  expect(retryAfterSeconds).toBeGreaterThan(500)
  expect(retryAfterSeconds).toBeLessThanOrEqual(600)
})

test('the owner still gets in from elsewhere', async () => {
  await failTimes(FAILURES_MAX.accountFromAddress, 'user 1', '192.0.2.1')
  await expect(fail('user 1', '198.51.100.1')).resolves.toBeDefined()
})

test('an address that goes through many accounts is stopped', async () => {
  for (let index = 0; index < FAILURES_MAX.address; index++) await fail(`user ${index}`, '192.0.2.1')
  await expect(fail('user 99', '192.0.2.1')).rejects.toMatchObject({ code: 'too_many' })
})

test('many addresses that guess one account together are stopped', async () => {
  for (let index = 0; index < FAILURES_MAX.account; index++) await fail('user 1', `192.0.2.${index}`)
  await expect(fail('user 1', '198.51.100.1')).rejects.toMatchObject({ code: 'too_many' })
  await expect(fail('user 2', '198.51.100.1')).resolves.toBeDefined()
})

test('refused attempts do not lengthen the wait, and the window frees the account', async () => {
  await failTimes(FAILURES_MAX.accountFromAddress, 'user 1', '192.0.2.1')
  await passTime('9 minutes')
  for (let index = 0; index < 5; index++) await expect(fail('user 1', '192.0.2.1')).rejects.toThrow()
  await passTime('61 seconds')
  await expect(fail('user 1', '192.0.2.1')).resolves.toBeDefined()
})

test('a success does not count, and forgets the slips before it', async () => {
  await failTimes(FAILURES_MAX.accountFromAddress - 1, 'user 1', '192.0.2.1')
  const attempt = await fail('user 1', '192.0.2.1')
  await attempt.succeed()
  await failTimes(FAILURES_MAX.accountFromAddress, 'user 1', '192.0.2.1')
  await expect(fail('user 1', '192.0.2.1')).rejects.toMatchObject({ code: 'too_many' })
})

test('a success does not clear what the address did to others', async () => {
  for (let index = 0; index < FAILURES_MAX.address - 1; index++) await fail(`user ${index}`, '192.0.2.1')
  await (await fail('mine', '192.0.2.1')).succeed()
  await fail('user 98', '192.0.2.1')
  await expect(fail('user 99', '192.0.2.1')).rejects.toMatchObject({ code: 'too_many' })
})

test('attempts made at the same moment cannot slip through together', async () => {
  const attempts = await Promise.allSettled(Array.from({ length: 25 }, () => fail('user 1', '192.0.2.1')))
  expect(attempts.filter(attempt => attempt.status === 'fulfilled')).toHaveLength(FAILURES_MAX.accountFromAddress)
})

test('old failures are deleted, and none names an account or an address', async () => {
  await fail('user 1', '192.0.2.1')
  const { rows } = await database.db.query<{ key: string }>('SELECT key FROM sign_in_failure')
  expect(rows).toHaveLength(3)
  for (const { key } of rows) expect(key).toMatch(/^[A-Za-z0-9_-]{43}$/)

  await sweepAuth(database.db)
  expect(await countRows()).toBe(3)
  await passTime('11 minutes')
  await sweepAuth(database.db)
  expect(await countRows()).toBe(0)
})
