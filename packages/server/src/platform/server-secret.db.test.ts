import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../tests/support/database.ts'
import { serverSecret } from './server-secret.ts'

let database: FreshDatabase

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

test('all who ask, at once or later, get the same key', async () => {
  const keys = await Promise.all(Array.from({ length: 5 }, () => serverSecret(database.db, 'test')))
  keys.push(await serverSecret(database.db, 'test'))
  expect(new Set(keys.map(key => key.toString('hex'))).size).toBe(1)
  expect(keys[0]).toHaveLength(32)
})

test('each name has its own key', async () => {
  expect(await serverSecret(database.db, 'one')).not.toEqual(await serverSecret(database.db, 'other'))
})
