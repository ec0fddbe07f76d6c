import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../tests/support/database.ts'
import { assertOwnStorage } from './start-storage.ts'

let database: FreshDatabase
let folder: string
beforeEach(async () => {
  database = await freshDatabase()
  folder = await mkdtemp(join(tmpdir(), 'colombier-storage-'))
})
afterEach(async () => {
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

test('a new database takes an empty folder, and knows it again', async () => {
  await assertOwnStorage(database.db, folder)
  await expect(assertOwnStorage(database.db, folder)).resolves.toBeUndefined()
})

test('the folder of another database is refused in one sentence', async () => {
  await writeFile(join(folder, 'storage-id'), 'of another one\n')
  await expect(assertOwnStorage(database.db, folder)).rejects.toThrow(/COLOMBIER_DATA/)
})
