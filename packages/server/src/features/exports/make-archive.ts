/** Writes an archive: PeerTube's layout, `peertube/{part}.json` and `files/{part}/…`. */
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import type { Site } from '../../kernel/site.ts'
import type { Queryable } from '../../platform/postgres.ts'
import type { Storage } from '../../platform/storage/disk.ts'
import { PARTS, type Part } from './parts.ts'
import { ACCOUNT, type PartRow, type RowFile, readList } from './queries.ts'

export interface ArchiveSource {
  readonly db: Queryable
  readonly storage: Storage
  readonly site: Site
  readonly accountId: number
  readonly withVideoFiles: boolean
  /** As `user-settings.json` tells them. */
  readonly settings: object
}

interface ArchivedFile extends RowFile {
  /** In the archive. */
  readonly name: string
}

/** @throws Error, leaving nothing at the path, when the signal is aborted or a file goes away meanwhile. */
export async function makeArchive(source: ArchiveSource, path: string, signal: AbortSignal): Promise<void> {
  const zip = new ZipFile()
  const output = createWriteStream(path, { flags: 'wx' })
  const failed = new Promise<never>((_, reject) => zip.once('error', reject))
  const written = pipeline(zip.outputStream, output, { signal })
  try {
    await Promise.race([written, failed, fill(zip, source, signal).then(() => written)])
  } catch (error) {
    output.destroy()
    await finished(output).catch(() => {})
    await rm(path, { force: true })
    throw error
  }
}

async function fill(zip: ZipFile, source: ArchiveSource, signal: AbortSignal): Promise<void> {
  for (const part of PARTS) await addPart(zip, source, { part, signal })
  for await (const row of readList(source.db, source.site, { accountId: source.accountId, list: ACCOUNT })) {
    const files = await storedFiles(source, 'account', row)
    addJson(zip, 'account', withFiles(row, { avatar: null }, files))
    addFiles(zip, source, files)
  }
  addJson(zip, 'user-settings', source.settings)
  zip.end()
}

function addJson(zip: ZipFile, name: string, value: unknown): void {
  zip.addBuffer(Buffer.from(JSON.stringify(value, undefined, 2)), `peertube/${name}.json`)
}

async function addPart(
  zip: ZipFile,
  source: ArchiveSource,
  { part, signal }: { part: Part; signal: AbortSignal }
): Promise<void> {
  const found: ArchivedFile[] = []
  const json = Readable.from(writeLists(source, part, found), { signal })
  zip.addReadStream(json, `peertube/${part.name}.json`)
  await finished(json)
  addFiles(zip, source, found)
}

async function* writeLists(source: ArchiveSource, part: Part, found: ArchivedFile[]): AsyncGenerator<string> {
  let isFirstList = true
  for (const list of part.lists) {
    yield `${isFirstList ? '{' : ','}\n${JSON.stringify(list.name)}: [`
    isFirstList = false
    let isFirst = true
    for await (const row of readList(source.db, source.site, { accountId: source.accountId, list })) {
      const files = await storedFiles(source, part.name, row)
      found.push(...files)
      yield `${isFirst ? '' : ','}\n${JSON.stringify(withFiles(row, part.slots, files))}`
      isFirst = false
    }
    yield ']'
  }
  yield '}\n'
}

/** Only what is there: a file may have gone since its row was read, or never have come. */
async function storedFiles(source: ArchiveSource, part: string, { files }: PartRow): Promise<ArchivedFile[]> {
  const stored: ArchivedFile[] = []
  for (const file of files ?? []) {
    if (file.slot === 'videoFile' && !source.withVideoFiles) continue
    if ((await source.storage.sizeOf(file.key)) !== undefined)
      stored.push({ ...file, name: `files/${part}/${file.path}` })
  }
  return stored
}

function withFiles({ item }: PartRow, slots: Part['slots'], files: readonly ArchivedFile[]): Record<string, unknown> {
  if (!slots) return item
  const archiveFiles: Record<string, unknown> = structuredClone(slots)
  for (const { slot, name } of files) {
    const [place = '', key] = slot.split('.')
    // Relative to the folder of the JSON files.
    if (key === undefined) archiveFiles[place] = `../${name}`
    else Object.assign(archiveFiles[place] as object, { [key]: `../${name}` })
  }
  return { ...item, archiveFiles }
}

/** Media do not get smaller. */
function addFiles(zip: ZipFile, { storage }: ArchiveSource, files: readonly ArchivedFile[]): void {
  for (const { key, name } of files) zip.addFile(storage.pathOf(key), name, { compress: false })
}
