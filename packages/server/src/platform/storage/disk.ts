/** Files on this machine's disk, addressed by storage key: a path below one root, forward slashes, no leading slash. */
import { mkdir, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export interface Storage {
  readonly root: string
  /** Absolute path of a key. @throws TypeError for a key that would leave the root: keys are ours, never a request's. */
  pathOf(key: string): string
  /** Puts a finished file (same disk) in its place in one step; its folder is made when missing. */
  put(fromPath: string, key: string): Promise<void>
  /** Removes a file or a folder with all it holds; what is gone already is no error. */
  remove(key: string): Promise<void>
  /** Names in a folder; empty when it does not exist. */
  list(folderKey: string): Promise<string[]>
  sizeOf(key: string): Promise<number | undefined>
  freeBytes(): Promise<number>
}

export function openDiskStorage(root: string): Storage {
  const pathOf = (key: string) => {
    const parts = key.split('/')
    if (parts.some(part => part === '' || part === '.' || part === '..' || part.includes('\0') || part.includes('\\')))
      throw new TypeError(`Not a storage key: ${key}`)
    return join(root, ...parts)
  }

  return {
    root,
    pathOf,
    async put(fromPath, key) {
      const path = pathOf(key)
      await mkdir(dirname(path), { recursive: true })
      await rename(fromPath, path)
    },
    remove: key => rm(pathOf(key), { recursive: true, force: true }),
    list: folderKey => readdir(pathOf(folderKey)).catch(ignoreMissing([])),
    sizeOf: key =>
      stat(pathOf(key))
        .then(found => found.size)
        .catch(ignoreMissing(undefined)),
    async freeBytes() {
      const { bavail, bsize } = await statfs(root)
      return bavail * bsize
    }
  }
}

function ignoreMissing<T>(instead: T): (error: NodeJS.ErrnoException) => T {
  return error => {
    if (error.code === 'ENOENT') return instead
    throw error
  }
}
