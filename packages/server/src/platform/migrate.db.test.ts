import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase, MIGRATIONS } from '../../../../tests/support/database.ts'
import { migrate } from './migrate.ts'
import { openDatabase } from './postgres.ts'

let fresh: FreshDatabase
let folder: string
beforeAll(async () => {
  fresh = await freshDatabase()
  folder = await mkdtemp(join(tmpdir(), 'colombier-migrations-'))
})
afterAll(async () => {
  await fresh.close()
  await rm(folder, { recursive: true })
})

test('a migrated database has nothing left to apply', async () => {
  expect(await migrate(fresh.db, MIGRATIONS)).toEqual([])
})

test('of two processes that start at once, one applies each migration', async () => {
  await writeFile(join(folder, '9001_first-thing.sql'), 'SELECT pg_sleep(0.2); CREATE TABLE first_thing (id int)')
  await writeFile(join(folder, '9002_second-thing.sql'), 'ALTER TABLE first_thing ADD COLUMN name text')
  const other = openDatabase(fresh.url)

  const applied = await Promise.all([migrate(fresh.db, folder), migrate(other, folder)])
  await other.close()

  expect(applied.flat().sort()).toEqual(['9001_first-thing.sql', '9002_second-thing.sql'])
})

test('a migration that fails leaves no trace of itself and is tried again', async () => {
  const path = join(folder, '9003_broken.sql')
  await writeFile(path, 'CREATE TABLE half_done (id int); SELECT 1 / 0')
  await expect(migrate(fresh.db, folder)).rejects.toThrow('division by zero')
  const { rows } = await fresh.db.query("SELECT to_regclass('half_done') AS name")
  expect(rows).toEqual([{ name: null }])

  await writeFile(path, 'CREATE TABLE half_done (id int)')
  expect(await migrate(fresh.db, folder)).toEqual(['9003_broken.sql'])
})

test('a file that would be passed over because of its name is refused', async () => {
  const misnamed = join(folder, '9004_with_underscore.sql')
  await writeFile(misnamed, 'SELECT 1')
  await expect(migrate(fresh.db, folder)).rejects.toThrow('9004_with_underscore.sql')
  await rm(misnamed)
})
