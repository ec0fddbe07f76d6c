/** Removes files that nobody owns: what a crash between files and rows leaves, and uploads nobody went on with. */
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { STORAGE } from '@colombier/transcoder/contract'
import { log } from '../../platform/log.ts'
import type { Queryable } from '../../platform/postgres.ts'
import type { Storage } from '../../platform/storage/disk.ts'
import { deleteAbandonedUploads, listOpenUploadIds } from './store.ts'

export interface SweepDeps {
  readonly db: Queryable
  readonly storage: Storage
}

export interface SweepOptions {
  /**
   * Only what has not changed for so long. Zero when nobody else can be at work: one server, before it listens and
   * before its transcoder starts. Else what another process is making just now would be taken from it.
   */
  readonly minimumAgeMs: number
}

/** An upload that nobody went on with is given up after that; a finished one is remembered as long. */
const ABANDONED_HOURS = 36
/** What another process may take between its files and its rows, with room to spare. */
export const BUSY_MS = 3_600_000

/** Which names of a folder belong to somebody. */
const OWNERS: Readonly<Record<string, string>> = {
  [STORAGE.originals]: `SELECT replace(storage_key, '${STORAGE.originals}/', '') AS name FROM original`,
  [STORAGE.thumbnails]: `SELECT thumbnail_name AS name FROM video
    UNION ALL SELECT thumbnail_name FROM playlist WHERE thumbnail_name IS NOT NULL`,
  [STORAGE.previews]: 'SELECT preview_name AS name FROM video',
  [STORAGE.avatars]: "SELECT file_name AS name FROM actor_image WHERE kind = 'avatar'",
  [STORAGE.banners]: "SELECT file_name AS name FROM actor_image WHERE kind = 'banner'",
  [STORAGE.captions]: 'SELECT file_name AS name FROM video_caption',
  [STORAGE.torrents]: `SELECT replace(file_name, '-fragmented.mp4', '-hls.torrent') AS name
     FROM video_file JOIN video ON video.id = video_file.video_id WHERE privacy IN (1, 2)`,
  [STORAGE.exports]: 'SELECT file_name AS name FROM user_export WHERE file_name IS NOT NULL',
  [STORAGE.storyboards]: 'SELECT file_name AS name FROM storyboard',
  [STORAGE.hls]: 'SELECT uuid::text AS name FROM video'
}

/** @returns How many files and folders went. Safe at any time with a `minimumAgeMs` of `BUSY_MS`. */
export async function sweepStrayFiles(deps: SweepDeps, { minimumAgeMs }: SweepOptions): Promise<number> {
  const { db } = deps
  await deleteAbandonedUploads(db, ABANDONED_HOURS)
  // Of two names of one file, the removal of the first would make the second look as if somebody were at work.
  const before = minimumAgeMs === 0 ? Number.POSITIVE_INFINITY : Date.now() - minimumAgeMs
  let count = 0

  for (const [folder, query] of Object.entries(OWNERS)) {
    // A finished job's storyboard lies there before its row is written.
    if (folder === STORAGE.storyboards && (await hasOpenTranscoding(db))) continue
    const owned = async () => new Set((await db.query<{ name: string }>(query)).rows.map(row => row.name))
    count += await sweepFolder(deps, { folder, before, owned })
  }
  const openUploads = async () => new Set(await listOpenUploadIds(db))
  count += await sweepFolder(deps, { folder: STORAGE.uploads, before, owned: openUploads, ownerOf: uploadOf })
  count += await sweepFolder(deps, { folder: STORAGE.tmp, before, owned: async () => new Set() })
  if (count > 0) log('uploads').info('Removed {count} stray files', { count })
  return count
}

interface FolderSweep {
  readonly folder: string
  /** Milliseconds since 1970. */
  readonly before: number
  readonly owned: () => Promise<ReadonlySet<string>>
  readonly ownerOf?: (name: string) => string
}

async function sweepFolder(
  { storage }: SweepDeps,
  { folder, before, owned, ownerOf = name => name }: FolderSweep
): Promise<number> {
  // Names first, owners second: a file whose row is written in between is found to have an owner.
  const names = await storage.list(folder)
  if (names.length === 0) return 0
  const owners = await owned()
  let count = 0
  for (const name of names) {
    const key = `${folder}/${name}`
    if (owners.has(ownerOf(name)) || (await newestChange(storage.pathOf(key))) > before) continue
    await storage.remove(key)
    count++
  }
  return count
}

/** `{id}` and `{id}.image` belong to the upload; a half-made still picture to nobody. */
function uploadOf(name: string): string {
  return name.replace(/\.image$/, '')
}

async function hasOpenTranscoding(db: Queryable): Promise<boolean> {
  const { rows } = await db.query("SELECT 1 AS found FROM transcoding WHERE status IN ('waiting', 'running') LIMIT 1")
  return rows.length > 0
}

/** Of a file, or of a folder and all it holds; milliseconds since 1970. */
async function newestChange(path: string): Promise<number> {
  try {
    const { mtimeMs, ctimeMs } = await lstat(path)
    const inside = await readdir(path, { recursive: true }).catch(() => [])
    const times = await Promise.all(inside.map(name => lstat(join(path, name)).then(found => found.mtimeMs)))
    return Math.max(mtimeMs, ctimeMs, ...times)
  } catch {
    // It goes away by itself: somebody is at work there.
    return Number.POSITIVE_INFINITY
  }
}
