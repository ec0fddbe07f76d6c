import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../tests/support/database.ts'
import { asAppError } from './http.ts'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

test.each([
  ['SELECT $1::text', 'a\u0000b'],
  ['SELECT $1::jsonb', JSON.stringify({ theme: 'a\u0000b' })]
])('a text that %s cannot hold is the fault of who sent it', async (query, value) => {
  const error = await database.db.query(query, [value]).catch((thrown: unknown) => thrown)
  expect(asAppError(error)?.code).toBe('invalid')
})
