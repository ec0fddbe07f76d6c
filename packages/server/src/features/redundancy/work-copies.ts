/** Makes the copies that are to be, one at a time on each server. */
import { STORAGE } from '@colombier/transcoder/contract'
import type { Clock } from '../../platform/clock.ts'
import { endWork, type Lease, type LeasedWork, openLeasedWork } from '../../platform/leased-work.ts'
import { log } from '../../platform/log.ts'
import type { Database } from '../../platform/postgres.ts'
import type { Settings } from '../configuration/index.ts'
import { NoCopy } from './hls-text.ts'
import { type CopyDeps, makeCopy, NoRoom } from './make-copy.ts'
import { findStrategy, findWanted, saveCopy, saveError } from './store.ts'

export interface CopyWorkDeps extends CopyDeps {
  readonly db: Database
  readonly settings: Settings
  /** Pictures and captions, so that it can be watched as usual while its origin is out. */
  readonly bringFilesOf: (videoId: number) => Promise<void>
}

const ATTEMPTS_MAX = 9
/** Half a minute, then ever longer, to a quarter of a day: an origin that is out may be so for a weekend. */
const pauseSeconds = (attempt: number) => Math.min(30 * 4 ** (attempt - 1), 21_600)

export const openCopyWork = (deps: CopyWorkDeps): Clock => openLeasedWork(copyWork(deps))

export function copyWork(deps: CopyWorkDeps): LeasedWork {
  return {
    db: deps.db,
    table: 'video_copy',
    attemptsMax: ATTEMPTS_MAX,
    pauseSeconds,
    run: lease => workOn(deps, lease),
    giveUp: (tx, id, error) => saveError(tx, id, String(error))
  }
}

export const folderOf = (copyId: number) => `${STORAGE.copies}/${copyId}`

async function workOn(deps: CopyWorkDeps, lease: Lease): Promise<void> {
  const wanted = await findWanted(deps.db, lease.id)
  if (!wanted) return
  const { source, videoId } = wanted
  try {
    const fileNames = await makeCopy(deps, { source, folderKey: folderOf(lease.id), signal: lease.signal })
    await deps.bringFilesOf(videoId)
    await deps.db.transaction(tx => finish(deps, tx, { lease, fileNames }))
    log('redundancy').info('Holds a copy of {url}', { url: source.masterUrl })
  } catch (error) {
    if (lease.signal.aborted) throw error
    await saveError(deps.db, lease.id, String(error))
    if (isNoRoom(error)) await deps.storage.remove(folderOf(lease.id))
    if (!(error instanceof NoCopy)) throw error
    log('redundancy').warn('{url} cannot be copied: {error}', { url: source.masterUrl, error: error.message })
    await deps.db.transaction(tx => endWork(tx, 'video_copy', { ...lease, state: 'failed' }))
    await deps.storage.remove(folderOf(lease.id))
  }
}

/** Whoever was slower, or works on what nobody wants any more, changes nothing. */
async function finish(
  { settings }: CopyWorkDeps,
  tx: Parameters<typeof saveCopy>[0],
  { lease, fileNames }: { lease: Lease; fileNames: readonly string[] }
): Promise<void> {
  if (!(await endWork(tx, 'video_copy', { ...lease, state: 'completed' }))) return
  const strategy = await findStrategy(tx, lease.id)
  const wish = settings.current().redundancy.videos.strategies.find(one => one.strategy === strategy)
  const expiresAt = wish ? new Date(Date.now() + wish.minimumLifetimeSeconds * 1000) : null
  // A strategy that was switched off meanwhile leaves nothing behind.
  await saveCopy(tx, lease.id, { fileNames, expiresAt: strategy === 'manual' ? null : (expiresAt ?? new Date()) })
}

const isNoRoom = (error: unknown) =>
  error instanceof NoRoom || ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')
