/** The storage as the transcoder sees it: a folder shared with the server, addressed by storage key. */
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { STORAGE } from './contract.ts'
import { isOwnerGone, nameOwner } from './owner.ts'

export interface Storage {
  /** Absolute path of a key. @throws TypeError for a key that would leave the root. */
  pathOf(key: string): string
  /** Moves a finished file into its place in one step, replacing what was there. */
  put(fromPath: string, key: string): Promise<void>
  remove(key: string): Promise<void>
  /** A new private folder under `tmp/`; folders that earlier work left under the same prefix are removed. */
  makeWorkFolder(prefix: string): Promise<string>
  /** Removes the work folders of processes that this machine has lost. */
  sweepWorkFolders(): Promise<void>
  /** Makes sure the folder exists. @returns Its absolute path. */
  openFolder(key: string): Promise<string>
  /** Leaves only the names in `keep`. */
  clearFolder(key: string, keep: readonly string[]): Promise<void>
}

export function openStorage(root: string): Storage {
  const pathOf = (key: string) => {
    const parts = key.split('/')
    if (parts.some(part => part === '' || part === '.' || part === '..' || /[\0\\]/.test(part)))
      throw new TypeError(`Not a storage key: ${key}`)
    return join(root, ...parts)
  }

  return {
    pathOf,

    async put(fromPath, key) {
      const path = pathOf(key)
      await mkdir(dirname(path), { recursive: true })
      await rename(fromPath, path)
    },

    remove: key => rm(pathOf(key), { recursive: true, force: true }),

    async makeWorkFolder(prefix) {
      const tmp = pathOf(STORAGE.tmp)
      await mkdir(tmp, { recursive: true })
      const stale = (await readdir(tmp)).filter(name => name.startsWith(prefix))
      await Promise.all(stale.map(name => rm(join(tmp, name), { recursive: true, force: true })))
      return mkdtemp(join(tmp, `${prefix}${await nameOwner()}-`))
    },

    async sweepWorkFolders() {
      for (const name of await readdir(pathOf(STORAGE.tmp)).catch(() => []))
        if (await isOwnerGone(name)) await rm(join(pathOf(STORAGE.tmp), name), { recursive: true, force: true })
    },

    async openFolder(key) {
      const folder = pathOf(key)
      await mkdir(folder, { recursive: true })
      return folder
    },

    async clearFolder(key, keep) {
      const folder = pathOf(key)
      const stale = (await readdir(folder)).filter(name => !keep.includes(name))
      await Promise.all(stale.map(name => rm(join(folder, name), { recursive: true, force: true })))
    }
  }
}
