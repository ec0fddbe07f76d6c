/** Keeps two servers from using one data folder. A lock of a process that is gone counts for nothing. */
import { randomUUID } from 'node:crypto'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CannotStart } from '../cannot-start.ts'
import { identityOf } from './processes.ts'

export interface FolderLock {
  release(): Promise<void>
}

/** @throws CannotStart when a living process holds it. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = join(folder, 'server.lock')
  const mine = join(folder, `server.lock.${randomUUID()}`)
  await writeFile(mine, (await identityOf(process.pid)) ?? String(process.pid), { mode: 0o600 })
  try {
    // A hard link is made by exactly one of those who try at once.
    for (let attempt = 0; attempt < 10; attempt++) {
      const isMine = await link(mine, path).then(
        () => true,
        () => false
      )
      if (isMine) return { release: () => rm(path, { force: true }) }
      await removeWhenStale(path, folder)
    }
    throw new CannotStart(`The lock file ${path} cannot be made.`)
  } finally {
    await rm(mine, { force: true })
  }
}

async function removeWhenStale(path: string, folder: string): Promise<void> {
  const holder = await readFile(path, 'utf8').catch(() => undefined)
  if (holder === undefined) return
  const pid = Number.parseInt(holder, 10)
  if ((await identityOf(pid)) === holder)
    throw new CannotStart(`Another Colombier (process ${pid}) already runs on the data folder of ${folder}.`)

  const aside = `${path}.${randomUUID()}`
  await rename(path, aside).catch(() => undefined)
  // Between reading and renaming, another process may have taken the lock: then it gets it back.
  const renamed = await readFile(aside, 'utf8').catch(() => undefined)
  if (renamed !== undefined && renamed !== holder) await link(aside, path).catch(() => undefined)
  await rm(aside, { force: true })
}
