import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hasVideos } from '../features/videos/index.ts'
import { CannotStart } from '../platform/cannot-start.ts'
import type { Database } from '../platform/postgres.ts'
import { serverSecret } from '../platform/server-secret.ts'

/** In the data folder; says which database its files belong to. */
const MARK = 'storage-id'

/**
 * Makes sure that the files in the data folder are those the database speaks of. Two servers on one database with a
 * folder each would take each other's jobs and find no files; so would a restored database beside an empty folder.
 *
 * @throws CannotStart
 */
export async function assertOwnStorage(db: Database, dataFolder: string): Promise<void> {
  const id = (await serverSecret(db, 'storage')).toString('hex')
  const path = join(dataFolder, MARK)
  const found = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (found?.trim() === id) return

  if (found !== undefined || (await hasVideos(db)))
    throw new CannotStart(
      `The files of this database are in another folder than ${dataFolder}: set COLOMBIER_DATA to the folder they share.`
    )
  await writeFile(path, `${id}\n`, { mode: 0o640 })
}
