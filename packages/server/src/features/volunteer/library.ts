/**
 * The folder of a volunteer. Names in it are hashes; a file with its own name is whole and was checked piece by piece,
 * so that nothing is fetched twice, whenever the process ends.
 */
import { mkdir, open, readdir, readFile, rename, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { lockFolder } from '../../platform/embedded-postgres/folder-lock.ts'
import { forgetFile, isWhole } from '../../platform/torrent/index.ts'
import type { InstanceVideo } from './instance.ts'

export interface KnownVideo extends InstanceVideo {
  /** When the instance was asked last, in milliseconds. */
  readonly askedAt: number
}

export interface Library {
  /** By UUID. */
  readonly videos: Map<string, KnownVideo>
  givenBytes: number
  /** Hashes of everything there is something of. */
  readonly held: ReadonlySet<string>
  mediaPath(infoHash: string): string
  torrentPath(infoHash: string): string
  isWhole(file: { infoHash: string; sizeBytes: number }): Promise<boolean>
  putTorrent(infoHash: string, bytes: Buffer): Promise<void>
  /** Frees its space. */
  forget(infoHash: string): Promise<void>
  /** On the disk. */
  freeBytes(): Promise<number>
  /** By its files, holes in them not counted. */
  usedBytes(): Promise<number>
  save(): Promise<void>
  close(): Promise<void>
}

/** The folder holds the videos of another instance. */
export class ForeignFolder extends Error {}

const State = z.object({
  origin: z.string(),
  givenBytes: z.number().nonnegative(),
  videos: z.array(
    z.object({
      uuid: z.uuid(),
      name: z.string(),
      updatedAt: z.string(),
      askedAt: z.number(),
      files: z.array(
        z.object({
          infoHash: z.string().regex(/^[0-9a-f]{40}$/),
          sizeBytes: z.number().int().positive(),
          resolution: z.number(),
          fileUrl: z.string().optional(),
          torrentUrl: z.string(),
          trackers: z.array(z.string())
        })
      )
    })
  )
})

/** @throws ForeignFolder; CannotStart when another process has it. */
export async function openLibrary(folder: string, origin: string): Promise<Library> {
  const files = join(folder, 'files')
  await mkdir(files, { recursive: true, mode: 0o700 })
  const lock = await lockFolder(folder)
  const statePath = join(folder, 'library.json')
  const state = await readState(statePath)
  if (state && state.origin !== origin) {
    await lock.release()
    throw new ForeignFolder(state.origin)
  }
  const mediaPath = (infoHash: string) => join(files, `${infoHash}.mp4`)
  const torrentPath = (infoHash: string) => join(files, `${infoHash}.torrent`)
  const held = new Set((await readdir(files)).flatMap(name => /^([0-9a-f]{40})\./.exec(name)?.[1] ?? []))

  const library: Library = {
    videos: new Map((state?.videos ?? []).map(video => [video.uuid, withoutUndefined(video)])),
    givenBytes: state?.givenBytes ?? 0,
    held,
    mediaPath,
    torrentPath,
    isWhole: ({ infoHash, sizeBytes }) => isWhole({ path: mediaPath(infoHash), sizeBytes }),
    async putTorrent(infoHash, bytes) {
      await writeWhole(torrentPath(infoHash), bytes)
      held.add(infoHash)
    },
    async forget(infoHash) {
      await forgetFile(mediaPath(infoHash))
      await rm(torrentPath(infoHash), { force: true })
      held.delete(infoHash)
    },
    async freeBytes() {
      const { bavail, bsize } = await statfs(folder)
      return bavail * bsize
    },
    async usedBytes() {
      const found = await Promise.all(
        (await readdir(files)).map(name => stat(join(files, name)).catch(() => undefined))
      )
      return found.reduce((sum, file) => sum + (file ? file.blocks * 512 : 0), 0)
    },
    async save() {
      const { videos, givenBytes } = library
      await writeWhole(statePath, JSON.stringify({ origin, givenBytes, videos: [...videos.values()] }))
    },
    close: () => lock.release()
  }
  return library
}

const withoutUndefined = (video: z.infer<typeof State>['videos'][number]): KnownVideo => ({
  ...video,
  files: video.files.map(({ fileUrl, ...file }) => ({ ...file, fileUrl }))
})

/** Nothing for what cannot be read: the instance tells it again, and the files are still there. */
async function readState(path: string): Promise<z.infer<typeof State> | undefined> {
  try {
    return State.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    return undefined
  }
}

/** The old or the new, whenever the process ends. */
async function writeWhole(path: string, content: string | Buffer): Promise<void> {
  const temporary = `${path}.new`
  await writeFile(temporary, content, { mode: 0o600 })
  const file = await open(temporary, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(temporary, path)
}
