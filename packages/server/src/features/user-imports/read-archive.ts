/**
 * Reads an archive. Only names that we know, or that its own parts name, are opened: what an entry calls itself leads
 * nowhere, for files are written where we say. Sizes are counted while reading, for headers lie.
 */
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { posix } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { AppError } from '../../kernel/errors.ts'
import { noSpace } from '../../platform/form.ts'

const ENTRIES_MAX = 50_000
const PART_MAX_BYTES = 20_000_000
/** Where the parts lie; their names of files begin from here. */
const PARTS_FOLDER = 'peertube'

export const PART_NAMES = [
  ...['account', 'user-settings', 'channels', 'blocklist', 'following', 'likes', 'dislikes', 'video-playlists'],
  'videos'
] as const

/** A part that is there, but cannot be read. */
export const UNREADABLE = Symbol('unreadable')

export interface Archive {
  /** By name. */
  readonly parts: ReadonlyMap<string, unknown>
  /**
   * Writes a file of the archive to a path.
   *
   * @param name As a part names it.
   * @returns False when there is no such file.
   * @throws AppError `too_large`, `invalid` for one that cannot be read, or `no_space`, leaving nothing at the path; the
   *   signal's reason when it is aborted.
   */
  extract(name: string, path: string, options: { maxBytes: number; signal: AbortSignal }): Promise<boolean>
  close(): void
}

const notAnArchive = (cause?: unknown) =>
  new AppError('invalid', 'This file is not an archive that can be read.', { cause })

/** @throws AppError `invalid` for what is no archive. */
export async function openArchive(path: string): Promise<Archive> {
  let zip: ZipFile | undefined
  try {
    const opened = await openPromise(path, { strictFileNames: true, autoClose: false })
    zip = opened
    const { parts, files } = await readEntries(opened)
    return {
      parts,
      extract: async (name, to, options) => {
        const entry = files.get(posix.join(PARTS_FOLDER, name))
        if (entry) await extractEntry(opened, entry, { to, ...options })
        return entry !== undefined
      },
      close: () => opened.close()
    }
  } catch (error) {
    zip?.close()
    throw notAnArchive(error)
  }
}

/** @throws AppError `invalid` for what is no archive. */
export async function checkArchive(path: string): Promise<void> {
  const archive = await openArchive(path)
  archive.close()
}

async function readEntries(zip: ZipFile): Promise<{ parts: Map<string, unknown>; files: Map<string, Entry> }> {
  const parts = new Map<string, unknown>()
  const files = new Map<string, Entry>()
  if (zip.entryCount > ENTRIES_MAX) throw new Error('Too many entries')
  for await (const entry of zip.eachEntry()) {
    const [, name] = /^peertube\/([a-z-]+)\.json$/.exec(entry.fileName) ?? []
    if (name === undefined) files.set(entry.fileName, entry)
    if (name === undefined || !(PART_NAMES as readonly string[]).includes(name)) continue
    if (parts.has(name)) throw new Error('A part comes twice')
    parts.set(name, await readJson(zip, entry))
  }
  if (parts.size === 0) throw new Error('No part that is known')
  return { parts, files }
}

/** PostgreSQL holds neither NUL nor half characters. */
const storable = (_: string, value: unknown) =>
  typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value

async function readJson(zip: ZipFile, entry: Entry): Promise<unknown> {
  const stream = await zip.openReadStreamPromise(entry)
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of stream) {
    sizeBytes += (chunk as Buffer).length
    // Leaving the loop destroys the stream.
    if (sizeBytes > PART_MAX_BYTES) return UNREADABLE
    chunks.push(chunk as Buffer)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString(), storable)
  } catch {
    return UNREADABLE
  }
}

async function extractEntry(
  zip: ZipFile,
  entry: Entry,
  { to, maxBytes, signal }: { to: string; maxBytes: number; signal: AbortSignal }
): Promise<void> {
  let left = maxBytes
  const counted = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      left -= chunk.length
      if (left < 0) throw new AppError('too_large', 'A file in this archive is too large.')
      yield chunk
    }
  }
  try {
    const stream = await zip.openReadStreamPromise(entry)
    await pipeline(stream, counted, createWriteStream(to, { flags: 'wx' }), { signal })
  } catch (error) {
    await rm(to, { force: true })
    signal.throwIfAborted()
    throw asRefusal(error)
  }
}

/** The disk's own failures stay as they are. */
function asRefusal(error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') return noSpace(error)
  if (error instanceof AppError || syscall !== undefined) return error
  return new AppError('invalid', 'A file in this archive cannot be read.', { cause: error })
}
