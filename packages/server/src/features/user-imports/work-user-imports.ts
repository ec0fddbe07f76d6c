/** Takes in the archives that were sent, one at a time. */
import { STORAGE } from '@colombier/transcoder/contract'
import type { ImportCounts } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { siteOf } from '../../kernel/site.ts'
import type { Clock } from '../../platform/clock.ts'
import { endWork, type Lease, type LeasedWork, openLeasedWork } from '../../platform/leased-work.ts'
import type { UploadDeps } from '../uploads/index.ts'
import { openArchive } from './read-archive.ts'
import { findWish, type ImportWish, setSummary } from './store.ts'
import { PART_TAKERS, takePart } from './take-parts.ts'
import { takeVideo } from './take-video.ts'

export const archiveKey = (name: string) => `${STORAGE.uploads}/${name}`

export const openUserImportWork = (deps: UploadDeps): Clock => openLeasedWork(userImportWork(deps))

export function userImportWork(deps: UploadDeps): LeasedWork {
  return { db: deps.db, table: 'user_import', run: lease => takeArchive(deps, lease) }
}

/** The file goes after the row says that the work has ended; the sweeper has what a crash leaves. */
async function takeArchive(deps: UploadDeps, lease: Lease): Promise<void> {
  const user = await findWish(deps.db, lease.id)
  if (!user) return
  const stats = await takeAll(deps, lease, user).catch(error => {
    if (error instanceof AppError && error.code === 'invalid') return undefined
    throw error
  })
  const hasEnded = await deps.db.transaction(async tx => {
    const state = stats ? 'completed' : 'failed'
    if (!(await endWork(tx, 'user_import', { ...lease, state }))) return false
    if (stats) await setSummary(tx, lease.id, { stats })
    return true
  })
  if (hasEnded) await deps.storage.remove(archiveKey(user.name))
}

/** @throws AppError `invalid` for what another try cannot mend. */
async function takeAll(
  uploads: UploadDeps,
  { signal }: Lease,
  user: ImportWish
): Promise<Record<string, ImportCounts>> {
  const { db, storage, origin, settings } = uploads
  if (user.isBlocked) throw new AppError('invalid', 'This account is blocked.')
  const archive = await openArchive(storage.pathOf(archiveKey(user.name)))
  try {
    const taker = {
      db,
      site: siteOf(origin),
      user,
      signal,
      channelsMax: settings.current().videoChannels.maxPerUser,
      takeVideo: (item: unknown) => takeVideo(item, { uploads, archive, user, signal })
    }
    const stats: Record<string, ImportCounts> = {}
    for (const part of PART_TAKERS) {
      stats[part.stat] = archive.parts.has(part.part)
        ? await takePart(taker, part, archive.parts.get(part.part))
        : { success: 0, duplicates: 0, errors: 0 }
    }
    return stats
  } finally {
    archive.close()
  }
}
