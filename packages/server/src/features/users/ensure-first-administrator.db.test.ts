import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { openDatabase } from '../../platform/postgres.ts'
import { ensureFirstAdministrator } from './ensure-first-administrator.ts'
import { isPasswordRight } from './password.ts'
import { findLogin, hasAdministrator } from './store.ts'

let database: FreshDatabase

beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.close())

const opens = async (password: string) =>
  isPasswordRight(password, (await findLogin(database.db, 'root'))?.passwordHash)

test('the first administrator is root, with a made-up password that opens', async () => {
  const { created, password } = await ensureFirstAdministrator(database.db, {
    password: undefined,
    email: 'root@localhost.invalid'
  })
  expect(created).toBe(true)
  expect(await opens(password!)).toBe(true)
})

test('a given password is used and not told again', async () => {
  const given = { password: 'given password', email: 'root@localhost.invalid' }
  expect(await ensureFirstAdministrator(database.db, given)).toEqual({ created: true, password: undefined })
  expect(await opens('given password')).toBe(true)
})

test('a second start changes nothing', async () => {
  await ensureFirstAdministrator(database.db, { password: 'first password', email: 'root@localhost.invalid' })
  expect(
    await ensureFirstAdministrator(database.db, { password: 'second password', email: 'root@localhost.invalid' })
  ).toEqual({ created: false, password: undefined })
  expect(await opens('first password')).toBe(true)
})

test('two processes that start at once make one administrator, and only its password is kept', async () => {
  const other = openDatabase(database.url)
  const kept: string[] = []
  const start = {
    password: undefined,
    email: 'root@localhost.invalid',
    keepPassword: async (password: string) => void kept.push(password)
  }
  const outcomes = await Promise.all([database.db, other].map(db => ensureFirstAdministrator(db, start)))
  await other.close()

  const made = outcomes.filter(outcome => outcome.created)
  expect(made).toHaveLength(1)
  expect(kept).toEqual([made[0]?.password])
  expect(await opens(kept[0]!)).toBe(true)
})

test('when the password cannot be kept, there is no administrator nobody could be', async () => {
  const failing = {
    password: undefined,
    email: 'root@localhost.invalid',
    keepPassword: () => Promise.reject(new Error('No space left'))
  }
  await expect(ensureFirstAdministrator(database.db, failing)).rejects.toThrow('No space left')
  expect(await hasAdministrator(database.db)).toBe(false)
})
