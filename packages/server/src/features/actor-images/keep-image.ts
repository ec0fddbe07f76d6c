/** Pictures of people elsewhere, made again here: browsers ask no other server for them. */
import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { STORAGE } from '@colombier/transcoder/contract'
import type { CoverMaker } from '../../platform/covers.ts'
import { InvalidRequest } from '../../platform/http.ts'
import { log } from '../../platform/log.ts'
import type { Database } from '../../platform/postgres.ts'
import type { Storage } from '../../platform/storage/disk.ts'
import { rememberPicture } from '../actors/index.ts'
import { type ActorImageKind, keyOf, type MadeImage, makeImages, SMALL_SIZES } from './make-images.ts'
import { replaceImages } from './store.ts'

export interface ImageKeeper {
  readonly db: Database
  readonly storage: Storage
  readonly media: CoverMaker
}

export interface FetchedImage {
  readonly actorId: number
  readonly kind: ActorImageKind
  /** Where it was fetched; null when there is none any more. */
  readonly url: string | null
  readonly bytes: Buffer | null
}

/** What is no picture leaves none, and is not fetched again until its address changes. */
export async function keepImage(deps: ImageKeeper, { actorId, kind, url, bytes }: FetchedImage): Promise<void> {
  const images = bytes ? await made(deps, kind, bytes) : []
  const replaced = await deps.db.transaction(async tx => {
    await rememberPicture(tx, actorId, kind, url)
    return replaceImages(tx, actorId, kind, images)
  })
  // Of an actor that is gone meanwhile, nothing is kept.
  await removeImageFiles(
    deps,
    (replaced ?? images.map(({ fileName }) => fileName)).map(fileName => ({ kind, fileName }))
  )
}

async function made(deps: ImageKeeper, kind: ActorImageKind, bytes: Buffer): Promise<MadeImage[]> {
  const key = `${STORAGE.tmp}/${randomUUID()}`
  try {
    for (const folder of [STORAGE.tmp, STORAGE[`${kind}s`]])
      await mkdir(deps.storage.pathOf(folder), { recursive: true })
    await writeFile(deps.storage.pathOf(key), bytes)
    return await makeImages(deps, kind, deps.storage.pathOf(key), SMALL_SIZES[kind])
  } catch (error) {
    if (error instanceof InvalidRequest) return []
    throw error
  } finally {
    await deps.storage.remove(key)
  }
}

/** What cannot be removed now is the sweeper's. */
export async function removeImageFiles(
  { storage }: Pick<ImageKeeper, 'storage'>,
  files: readonly { readonly kind: ActorImageKind; readonly fileName: string }[]
): Promise<void> {
  await Promise.all(files.map(({ kind, fileName }) => storage.remove(keyOf(kind, fileName)))).catch(error => {
    log('actor-images').warn('Replaced pictures are left to the sweeper: {error}', { error })
  })
}
