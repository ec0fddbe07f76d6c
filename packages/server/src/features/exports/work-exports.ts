/** Makes the archives that were asked for, one at a time. */
import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { STORAGE } from '@colombier/transcoder/contract'
import { siteOf } from '../../kernel/site.ts'
import type { Clock } from '../../platform/clock.ts'
import { endWork, type LeasedWork, openLeasedWork } from '../../platform/leased-work.ts'
import type { Database } from '../../platform/postgres.ts'
import type { Storage } from '../../platform/storage/disk.ts'
import type { Settings } from '../configuration/index.ts'
import { enqueueMail } from '../mail/index.ts'
import { describeMyUser } from '../users/index.ts'
import { ARCHIVE_READY } from './letter.ts'
import { makeArchive } from './make-archive.ts'
import { deleteExpired, findArchiveUser, listExports, nameFile, setSize } from './store.ts'

export interface ExportWorkDeps {
  readonly db: Database
  readonly storage: Storage
  /** Public origin of this server. */
  readonly origin: string
  readonly settings: Settings
  /** Whether a mail server is set. */
  readonly hasMail: boolean
}

export const archiveKey = (fileName: string) => `${STORAGE.exports}/${fileName}`

export const openExportWork = (deps: ExportWorkDeps): Clock => openLeasedWork(exportWork(deps))

export function exportWork(deps: ExportWorkDeps): LeasedWork {
  return { db: deps.db, table: 'user_export', run: lease => makeExport(deps, lease) }
}

async function makeExport(deps: ExportWorkDeps, { id, attempt, signal }: Parameters<LeasedWork['run']>[0]) {
  const { db, storage, origin } = deps
  const fileName = `${randomUUID()}.zip`
  const wish = await nameFile(db, id, fileName)
  // An archive may be as large as everything that somebody has: none waits for the sweeper.
  if (wish?.tornFile) await storage.remove(archiveKey(wish.tornFile))
  const user = wish && (await findArchiveUser(db, wish.userId))
  if (!user) return
  const path = storage.pathOf(archiveKey(fileName))
  await mkdir(storage.pathOf(STORAGE.exports), { recursive: true })
  const me = await describeMyUser(db, user.userId, deps)
  await makeArchive(
    { ...deps, ...wish, site: siteOf(origin), accountId: user.accountId, settings: settingsOf(me) },
    path,
    signal
  )
  const sizeBytes = (await storage.sizeOf(archiveKey(fileName))) ?? 0
  const isDone = await db.transaction(async tx => {
    if (!(await endWork(tx, 'user_export', { id, attempt, state: 'completed' }))) return false
    await setSize(tx, id, sizeBytes)
    const [made] = (await listExports(tx, user.userId)).filter(row => row.id === id)
    if (!deps.hasMail || !made) return true
    const name = deps.settings.current().instance.name
    const letter = ARCHIVE_READY[user.language]({ ...user, name, origin, expiresAt: made.expiresAt })
    await enqueueMail(tx, { to: user.email, ...letter })
    return true
  })
  if (!isDone) await storage.remove(archiveKey(fileName))
}

function settingsOf(me: Awaited<ReturnType<typeof describeMyUser>>) {
  return {
    email: me.email,
    nsfwPolicy: me.nsfwPolicy,
    nsfwFlagsDisplayed: me.nsfwFlagsDisplayed,
    nsfwFlagsHidden: me.nsfwFlagsHidden,
    nsfwFlagsWarned: me.nsfwFlagsWarned,
    nsfwFlagsBlurred: me.nsfwFlagsBlurred,
    autoPlayVideo: me.autoPlayVideo,
    autoPlayNextVideo: me.autoPlayNextVideo,
    autoPlayNextVideoPlaylist: me.autoPlayNextVideoPlaylist,
    p2pEnabled: me.p2pEnabled,
    videosHistoryEnabled: me.videosHistoryEnabled,
    videoLanguages: me.videoLanguages,
    theme: me.theme,
    createdAt: me.createdAt,
    notificationSettings: me.notificationSettings
  }
}

/** Rows first: a crash in between leaves files that the sweeper removes. */
export async function removeExpiredExports({ db, storage }: Pick<ExportWorkDeps, 'db' | 'storage'>): Promise<void> {
  for (const fileName of await deleteExpired(db)) await storage.remove(archiveKey(fileName))
}
