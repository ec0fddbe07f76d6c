/**
 * The file of a torrent as webtorrent reads and writes it. Names that a torrent gives are never used as paths. While it
 * is fetched the file has `.part` at its end, so that whatever has its real name is whole.
 */
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { ChunkStore, StoreCallback } from 'webtorrent'
import { log } from '../log.ts'

export interface FileStore extends ChunkStore {
  /** The last piece has been checked and written. */
  finish(): Promise<void>
}

export interface StoredFile {
  readonly path: string
  readonly sizeBytes: number
}

/** A file that nobody asks for is not held open. */
const IDLE_MS = 30_000

export const partOf = (path: string) => `${path}.part`

/** A file of its name and size lies there, and is whole by that. */
export async function isWhole({ path, sizeBytes }: StoredFile): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found?.isFile() === true && found.size === sizeBytes
}

export function openFileStore(file: StoredFile, { chunkLength, whole }: { chunkLength: number; whole: boolean }) {
  let isFinished = whole
  let opening: Promise<FileHandle> | undefined
  let idle: NodeJS.Timeout | undefined
  // Closing waits for what is under way.
  const running = new Set<Promise<unknown>>()

  const close = async () => {
    clearTimeout(idle)
    const closing = opening
    opening = undefined
    await Promise.allSettled(running)
    await (await closing?.catch(() => undefined))?.close()
  }
  const use = <T>(work: (handle: FileHandle) => Promise<T>): Promise<T> => {
    opening ??= isFinished ? open(file.path, 'r') : openPart(file)
    opening.catch(() => {
      opening = undefined
    })
    clearTimeout(idle)
    const result = opening.then(work)
    const settled = result
      .catch(() => {})
      .finally(() => {
        running.delete(settled)
        if (running.size > 0 || !opening) return
        clearTimeout(idle)
        idle = setTimeout(() => void close(), IDLE_MS).unref()
      })
    running.add(settled)
    return result
  }
  const answer = <T>(result: Promise<T>, done: StoreCallback<T>) => {
    result.then(
      value => done(null, value),
      error => done(error)
    )
  }
  const start = (index: number) => index * chunkLength

  const store: FileStore = {
    chunkLength,
    get(index, options, done) {
      const offset = options?.offset ?? 0
      const length = options?.length ?? Math.min(chunkLength, file.sizeBytes - start(index)) - offset
      answer(
        use(handle => readWhole(handle, start(index) + offset, length)),
        done
      )
    },
    put(index, bytes, done) {
      answer(
        use(handle => writeWhole(handle, start(index), bytes)).then(() => undefined),
        done
      )
    },
    close: done =>
      answer(
        close().then(() => undefined),
        done
      ),
    destroy: done =>
      answer(
        close().then(() => undefined),
        done
      ),
    async finish() {
      if (isFinished) return
      await use(handle => handle.sync())
      await rename(partOf(file.path), file.path)
      isFinished = true
    }
  }
  return store
}

async function openPart({ path, sizeBytes }: StoredFile): Promise<FileHandle> {
  await mkdir(dirname(path), { recursive: true })
  const handle = await open(partOf(path), 'r+').catch(() => open(partOf(path), 'w+'))
  const { size } = await handle.stat()
  if (size > sizeBytes) await handle.truncate(sizeBytes)
  return handle
}

async function readWhole(handle: FileHandle, from: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length)
  for (let filled = 0; filled < length; ) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, from + filled)
    if (bytesRead === 0) throw new Error('The file is shorter than its torrent')
    filled += bytesRead
  }
  return bytes
}

async function writeWhole(handle: FileHandle, from: number, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length; )
    written += (await handle.write(bytes, written, bytes.length - written, from + written)).bytesWritten
}

/** Whatever there is of it. */
export async function forgetFile(path: string): Promise<void> {
  await Promise.all([rm(path, { force: true }), rm(partOf(path), { force: true })]).catch(error =>
    log('seeding').warn('{path} cannot be removed: {error}', { path, error })
  )
}
