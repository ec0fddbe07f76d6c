/** What goes on by itself: strategies are pursued, and what is not to be any more goes. */
import { STORAGE } from '@colombier/transcoder/contract'
import { type Clock, every } from '../../platform/clock.ts'
import { log } from '../../platform/log.ts'
import type { Storage } from '../../platform/storage/disk.ts'
import { forgetPeerCopies } from './peer-store.ts'
import { deleteCopies, listCopyIds, listUnwanted, wishForCopy } from './store.ts'
import { pursueStrategy } from './strategies.ts'
import { type CopyWorkDeps, folderOf, openCopyWork } from './work-copies.ts'

const MINUTE_MS = 60_000

export function openRedundancy(deps: CopyWorkDeps): Clock {
  const clocks = [openCopyWork(deps), every(MINUTE_MS, 'Looking after copies', () => lookAfterCopies(deps))]
  return {
    async stop() {
      await Promise.all(clocks.map(clock => clock.stop()))
    }
  }
}

/** Safe at any time, and by several servers at once. */
export async function lookAfterCopies(deps: Omit<CopyWorkDeps, 'peerRules' | 'bringFilesOf'>): Promise<void> {
  const { db, settings } = deps
  for (const strategy of settings.current().redundancy.videos.strategies) await pursueStrategy(db, strategy)
  await removeUnwanted(deps)
  await forgetPeerCopies(db)
  await sweepFolders(deps)
}

async function removeUnwanted(deps: Omit<CopyWorkDeps, 'peerRules' | 'bringFilesOf'>): Promise<void> {
  const unwanted = await listUnwanted(deps.db)
  if (unwanted.length === 0) return
  const gone = await deps.db.transaction(async tx => {
    const ids = await deleteCopies(
      tx,
      unwanted.map(({ id }) => id)
    )
    for (const { videoId, isWantedAgain } of unwanted) if (isWantedAgain) await wishForCopy(tx, videoId, 'manual')
    return ids
  })
  await removeCopyFolders(deps, gone)
}

/** Once the rows are gone. What cannot be removed now goes within a minute. */
export async function removeCopyFolders({ storage }: { storage: Storage }, ids: readonly number[]): Promise<void> {
  for (const id of ids)
    await storage.remove(folderOf(id)).catch(error => {
      log('redundancy').warn('Files of the copy {id} are left for later: {error}', { id, error })
    })
}

/** Names first, rows second: a copy that comes in between is found to be one. */
async function sweepFolders({ db, storage }: Pick<CopyWorkDeps, 'db' | 'storage'>): Promise<void> {
  const names = await storage.list(STORAGE.copies)
  if (names.length === 0) return
  const known = await listCopyIds(db)
  for (const name of names) if (!known.has(name)) await storage.remove(`${STORAGE.copies}/${name}`)
}
