/**
 * Pictures, storyboards and captions of other servers' videos: fetched when somebody first looks at them, checked, made
 * anew, and kept like ours. The sweeper takes them when their video is gone.
 */
import { randomUUID } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { STORAGE } from '@colombier/transcoder/contract'
import { toWebVtt } from '../../features/captions/index.ts'
import { findRemoteFile, listRemoteFiles, type RemoteFileSource } from '../../features/videos/index.ts'
import { createCache } from '../../platform/cache.ts'
import type { CoverMaker } from '../../platform/covers.ts'
import { log } from '../../platform/log.ts'
import { type FederationDeps, Refused } from '../deps.ts'

/** Of the transcoder's media functions, which run ffmpeg guarded. */
export interface PictureMaker extends CoverMaker {
  convertImage(options: { from: string; thumbnailPath: string; previewPath: string }): Promise<unknown>
}

export type RemoteFilesDeps = Pick<FederationDeps, 'db' | 'storage' | 'remote'> & { readonly media: PictureMaker }

/** What could not be had is not asked for again so soon; nor is what was just had looked for. */
const AGAIN_MS = 5 * 60_000
const REMEMBERED = 5000
/** So that a page full of new pictures leaves the machine some breath. */
const AT_ONCE = 2

/** Brings a file that is not there yet; tells whether it is there now. */
export type BringFile = (folder: string, fileName: string) => Promise<boolean>

/** Whoever asks at once shares one fetch. */
export function openRemoteFiles(deps: RemoteFilesDeps): BringFile {
  const attempts = createCache<boolean>({ ttlMs: AGAIN_MS, maxEntries: REMEMBERED })
  const inTurn = limitAtOnce(AT_ONCE)
  const bring = (key: string, source: RemoteFileSource) =>
    inTurn(() => fetchFile(deps, key, source)).then(
      () => true,
      error => {
        log('federation').info('{url} cannot be kept: {error}', { url: source.url, error: String(error) })
        return false
      }
    )

  return async (folder, fileName) => {
    const source = await findRemoteFile(deps.db, folder, fileName)
    if (!source) return false
    // One fetch makes both pictures of a video.
    const name = source.kind === 'pictures' ? source.previewName : fileName
    return attempts.get(name, () => bring(`${folder}/${fileName}`, source))
  }
}

/** Before anybody looks at them, and as long as they can be had. What cannot is left. */
export async function bringFilesOf(
  { db, storage, bringFile }: Pick<RemoteFilesDeps, 'db' | 'storage'> & { readonly bringFile: BringFile },
  videoId: number
): Promise<void> {
  for (const { folder, fileName } of await listRemoteFiles(db, videoId))
    if ((await storage.sizeOf(`${folder}/${fileName}`)) === undefined) await bringFile(folder, fileName)
}

async function fetchFile(deps: RemoteFilesDeps, key: string, source: RemoteFileSource): Promise<void> {
  const { storage, remote } = deps
  const bytes = await remote.picture(source.url)
  const from = storage.pathOf(`${STORAGE.tmp}/${randomUUID()}`)
  await mkdir(dirname(from), { recursive: true })
  try {
    await writeFile(from, source.kind === 'caption' ? checkedCaption(bytes) : bytes, { flag: 'wx' })
    await keep(deps, { from, key, source })
  } finally {
    await rm(from, { force: true })
  }
}

async function keep(
  { storage, media }: RemoteFilesDeps,
  { from, key, source }: { from: string; key: string; source: RemoteFileSource }
): Promise<void> {
  if (source.kind === 'caption') return storage.put(from, key)
  const folders = source.kind === 'pictures' ? [STORAGE.thumbnails, STORAGE.previews] : [STORAGE.storyboards]
  for (const folder of folders) await mkdir(storage.pathOf(folder), { recursive: true })
  if (source.kind === 'pictures') {
    await media.convertImage({
      from,
      thumbnailPath: storage.pathOf(`${STORAGE.thumbnails}/${source.thumbnailName}`),
      previewPath: storage.pathOf(`${STORAGE.previews}/${source.previewName}`)
    })
    return
  }
  const { width, height } = source
  await media.makeCovers({
    from,
    targetsOf(extension) {
      if (extension !== 'jpg') throw new Refused('This storyboard is no JPEG picture')
      return [{ path: storage.pathOf(key), width, height }]
    }
  })
}

function checkedCaption(bytes: Buffer): string {
  const text = toWebVtt(bytes)
  if (text === undefined) throw new Refused('This is no caption')
  return text
}

function limitAtOnce(most: number) {
  const waiting: (() => void)[] = []
  let running = 0
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= most) await new Promise<void>(resolve => waiting.push(resolve))
    else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
