import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../tests/support/database.ts'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
  await database.db.query('CREATE TABLE note (text text)')
})
afterAll(() => database.close())

const countNotes = async () => (await database.db.query<{ count: number }>('SELECT count(*) FROM note')).rows[0]?.count

test('a transaction that throws leaves nothing', async () => {
  const failing = database.db.transaction(async tx => {
    await tx.query("INSERT INTO note VALUES ('one')")
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await countNotes()).toBe(0)
})

test('a connection lost between two statements of a transaction fails that transaction and nothing else', async () => {
  const { db } = database
  const failing = db.transaction(async tx => {
    await tx.query("INSERT INTO note VALUES ('two')")
    const { rows } = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    await db.query('SELECT pg_terminate_backend($1)', [rows[0]!.pid])
    await sleep(200)
    await tx.query("INSERT INTO note VALUES ('three')")
  })
  await expect(failing).rejects.toThrow()
  expect(await countNotes()).toBe(0)
})

test('ids and counts come back as numbers', async () => {
  const { rows } = await database.db.query<{ big: number }>('SELECT 9007199254740991::bigint AS big')
  expect(rows).toEqual([{ big: Number.MAX_SAFE_INTEGER }])
})
