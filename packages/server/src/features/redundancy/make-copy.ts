/** Fetches the files of a copy. What is there already is kept, so that a try that ended early is gone on with. */
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { FetchError, type FetchOptions, fetchBytes, fetchRestToFile } from '../../platform/fetch.ts'
import type { Storage } from '../../platform/storage/disk.ts'
import { isAsTold } from './check-file.ts'
import { fileNameOf, NoCopy, type PlaylistText, readHashes, readPlaylist, type Segment } from './hls-text.ts'
import type { CopySource } from './store.ts'

export interface CopyDeps {
  readonly storage: Storage
  /** Which addresses of other servers are spoken to at all. */
  readonly peerRules: Required<Pick<FetchOptions, 'isAllowed' | 'isAllowedUrl'>>
  /** A file of which less comes in that time is given up, for tests. */
  readonly slowest?: FetchOptions['slowest']
}

export interface CopyWork {
  readonly source: CopySource
  /** Nobody else's. */
  readonly folderKey: string
  readonly signal: AbortSignal
}

/** No disk is filled to its brim with what others have, too. */
const RESERVE_BYTES = 1_000_000_000
const PLAYLIST_BYTES = 8_000_000
const HASHES_BYTES = 16_000_000
const TEXT_MS = 60_000
/** Of one file in one try; the next one goes on. */
const FILE_MS = 12 * 3_600_000

interface MediaFile {
  readonly name: string
  readonly url: string
  readonly sizeBytes: number
  readonly segments: readonly Segment[]
}

/**
 * Every file of media is checked against the hashes of its origin before it gets its name.
 *
 * @returns Names of all files, which are on the disk by now.
 * @throws NoCopy for what cannot be copied; FetchError; the disk's own errors.
 */
export async function makeCopy(deps: CopyDeps, work: CopyWork): Promise<string[]> {
  const texts = await readTexts(deps, work)
  const media = mediaOf(work.source, texts)
  await assertRoom(deps, work)
  const folder = deps.storage.pathOf(work.folderKey)
  await mkdir(folder, { recursive: true })
  for (const file of media) await bring(deps, work, { file, path: join(folder, file.name) })
  for (const [name, text] of texts.written) await writeWhole(join(folder, name), text)
  return [...media.map(({ name }) => name), ...texts.written.keys()]
}

interface Texts {
  /** By their names. */
  readonly written: ReadonlyMap<string, string>
  /** Which the playlists name. */
  readonly mediaUrls: readonly string[]
  readonly hashesOf: (fileName: string, sizeBytes: number) => readonly Segment[]
}

async function readTexts(deps: CopyDeps, { source, signal }: CopyWork): Promise<Texts> {
  const get = (url: string, maxBytes: number) => fetchText(deps, url, { maxBytes, signal })
  const master = readPlaylist(await get(source.masterUrl, PLAYLIST_BYTES), source.masterUrl, 'm3u8')
  if (master.addresses.length > source.files.length) throw new NoCopy('There are more playlists than files')
  const playlists = new Map<string, PlaylistText>([[fileNameOf(source.masterUrl, 'm3u8'), master]])
  for (const url of master.addresses)
    playlists.set(fileNameOf(url, 'm3u8'), readPlaylist(await get(url, PLAYLIST_BYTES), url, 'mp4'))
  if (playlists.size !== master.addresses.length + 1) throw new NoCopy('Two playlists have one name')
  const hashes = await get(source.sha256Url, HASHES_BYTES)
  const written = new Map([...playlists].map(([name, { text }]) => [name, text] as const))
  const media = [...playlists.values()].filter(playlist => playlist !== master)
  return {
    written: written.set(fileNameOf(source.sha256Url, 'json'), hashes),
    mediaUrls: media.flatMap(({ addresses }) => addresses),
    hashesOf: readHashes(hashes)
  }
}

async function fetchText(
  { peerRules }: CopyDeps,
  url: string,
  { maxBytes, signal }: Pick<FetchOptions, 'maxBytes' | 'signal'>
): Promise<string> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(TEXT_MS)])
  const { bytes } = await fetchBytes(url, { ...peerRules, maxBytes, signal: limited })
  return bytes.toString('utf8')
}

/** What the playlists name, and nothing else, from the addresses that the origin told. */
function mediaOf({ files }: CopySource, { mediaUrls, hashesOf }: Texts): MediaFile[] {
  const told = new Map(files.map(file => [fileNameOf(file.fileUrl, 'mp4'), file]))
  if (told.size !== files.length) throw new NoCopy('Two files have one name')
  const names = new Set(mediaUrls.map(url => fileNameOf(url, 'mp4')))
  return [...names].map(name => {
    const file = told.get(name)
    if (!file) throw new NoCopy(`${name} was not told of`)
    return { name, url: file.fileUrl, sizeBytes: file.sizeBytes, segments: hashesOf(name, file.sizeBytes) }
  })
}

/** What is there of it already needs no more room. */
async function assertRoom({ storage }: CopyDeps, { source, folderKey }: CopyWork): Promise<void> {
  const names = await storage.list(folderKey)
  const here = await Promise.all(names.map(name => storage.sizeOf(`${folderKey}/${name}`)))
  const missing = sum(source.files.map(({ sizeBytes }) => sizeBytes)) - sum(here.map(size => size ?? 0))
  if ((await storage.freeBytes()) < Math.max(0, missing) + RESERVE_BYTES) throw new NoRoom()
}

const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0)

/** The disk may have room another day. */
export class NoRoom extends Error {
  override readonly name = 'NoRoom'
  override readonly message = 'There is no room for this copy'
}

async function bring(
  { peerRules, slowest }: CopyDeps,
  { signal }: CopyWork,
  { file, path }: { file: MediaFile; path: string }
): Promise<void> {
  const { url, sizeBytes, segments, name } = file
  // A machine that lost its power may have lost what it had written.
  if ((await sizeAt(path)) === sizeBytes && (await isAsTold(path, segments))) return
  const part = `${path}.part`
  await fetchRestToFile(url, part, {
    ...peerRules,
    sizeBytes,
    totalMs: FILE_MS,
    signal,
    ...(slowest && { slowest })
  }).catch(error => {
    if (!(error instanceof FetchError) || error.failure !== 'too-large') throw error
    throw new NoCopy(`${name} is larger than its origin says`)
  })
  if (!(await isAsTold(part, segments))) {
    await rm(part, { force: true })
    throw new NoCopy(`${name} is not what its origin’s hashes say`)
  }
  await sync(part)
  await rename(part, path)
}

const sizeAt = (path: string) =>
  stat(path).then(
    found => found.size,
    () => undefined
  )

async function writeWhole(path: string, text: string): Promise<void> {
  const part = `${path}.part`
  const file = await open(part, 'w')
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(part, path)
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
