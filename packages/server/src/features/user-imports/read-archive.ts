/**
 * Reads the JSON parts of an archive. Nothing is written to disk, and only names that we know are opened: what an entry
 * calls itself leads nowhere. Sizes are counted while reading, for headers lie.
 */
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { AppError } from '../../kernel/errors.ts'

const ENTRIES_MAX = 20_000
const PART_MAX_BYTES = 5_000_000

export const PART_NAMES = [
  ...['account', 'user-settings', 'channels', 'blocklist', 'following', 'likes', 'dislikes', 'video-playlists'],
  'videos'
] as const

/** A part that is there, but cannot be read. */
export const UNREADABLE = Symbol('unreadable')

const notAnArchive = (cause?: unknown) =>
  new AppError('invalid', 'This file is not an archive that can be read.', { cause })

/** @returns By the name of the part. @throws AppError `invalid` for what is no archive. */
export async function readArchive(path: string): Promise<Map<string, unknown>> {
  const parts = new Map<string, unknown>()
  let zip: ZipFile | undefined
  try {
    zip = await openPromise(path, { strictFileNames: true, autoClose: false })
    if (zip.entryCount > ENTRIES_MAX) throw new Error('Too many entries')
    for await (const entry of zip.eachEntry()) {
      const [, name] = /^peertube\/([a-z-]+)\.json$/.exec(entry.fileName) ?? []
      if (name === undefined || !(PART_NAMES as readonly string[]).includes(name)) continue
      if (parts.has(name)) throw new Error('A part comes twice')
      parts.set(name, await readJson(zip, entry))
    }
  } catch (error) {
    throw notAnArchive(error)
  } finally {
    zip?.close()
  }
  if (parts.size === 0) throw notAnArchive()
  return parts
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
