/** Uploads in parts, as uploadx speaks it: begin, send parts in order, ask how much has come, give up. */
import { randomUUID } from 'node:crypto'
import { copyFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { STORAGE } from '@colombier/transcoder/contract'
import { type DiskStorage, isUploadxError } from '@uploadx/core'
import { UploadFields } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { noSpace } from '../../platform/form.ts'
import { acceptReplacement } from './accept-replacement.ts'
import { acceptUpload, RESERVE_BYTES, removeUploadFiles, type UploadDeps, type Uploader } from './accept-upload.ts'
import { parsePart } from './content-range.ts'
import { asRefusal } from './media.ts'
import type { UploadMetadata } from './resumable-storage.ts'
import { countOpenUploads, findUpload, type ResumableUpload, type VideoRef } from './store.ts'

export interface ResumableDeps extends UploadDeps {
  readonly resumable: DiskStorage
  /** Uploads whose part is being received, or whose file is being accepted, by this process. */
  readonly inHand: Map<string, InHand>
}

interface InHand {
  /** Cuts the line of a part that a newer request replaces. */
  readonly abort: () => void
  readonly settled: Promise<unknown>
}

export interface NewUpload {
  readonly channelId: number
  /** What is said of the video; nothing when a file replaces another. */
  readonly fields: Readonly<Record<string, unknown>>
  readonly replacesVideoId?: number
  readonly fileName: string
  readonly sizeBytes: number
  readonly contentType: string | undefined
  readonly lastModified: string | undefined
  readonly imagePath: string | undefined
}

export type Received =
  | { readonly kind: 'video'; readonly video: VideoRef }
  /** More is to come; `bytesWritten` lie here. */
  | { readonly kind: 'more'; readonly bytesWritten: number }

/** One user's open uploads: more than anybody sends at once, few enough that nobody fills the table. */
const OPEN_MAX = 100

/** @returns The upload's id, and what has come of it when the same file was begun before. */
export async function beginUpload(
  deps: ResumableDeps,
  uploader: Uploader,
  upload: NewUpload
): Promise<{ id: string; bytesWritten: number }> {
  if ((await countOpenUploads(deps.db, uploader.userId)) >= OPEN_MAX)
    throw new AppError('too_many', 'Too many uploads are open.')

  const create = (lastModified: string) => {
    const metadata: UploadMetadata = {
      channelId: upload.channelId,
      fields: upload.fields,
      replacesVideoId: upload.replacesVideoId,
      fileName: upload.fileName,
      hasImage: upload.imagePath !== undefined,
      lastModified
    }
    return deps.resumable.create({} as IncomingMessage, {
      metadata: { ...metadata },
      originalName: upload.fileName,
      userId: String(uploader.userId),
      size: upload.sizeBytes,
      ...(upload.contentType && { contentType: upload.contentType })
    })
  }
  let file = await create(upload.lastModified ?? randomUUID()).catch(rethrow)
  if ((await findUpload(deps.db, file.id))?.video) {
    // That file is a video already: this is a second upload of it.
    await removeUploadFiles(deps, file.id)
    file = await create(randomUUID()).catch(rethrow)
  }
  if (upload.imagePath) await copyFile(upload.imagePath, imagePathOf(deps, file.id))
  return { id: file.id, bytesWritten: file.bytesWritten }
}

/**
 * Undefined when this user has no such upload: whose it is otherwise is not told.
 *
 * @param replacesVideoId Of an upload that is for that video's file; others are not found then.
 */
export async function findOwnUpload(
  { db }: ResumableDeps,
  { userId }: Uploader,
  { id, replacesVideoId }: { id: unknown; replacesVideoId?: number }
): Promise<ResumableUpload | undefined> {
  if (typeof id !== 'string' || !/^[\w-]{1,200}$/.test(id)) return undefined
  const upload = await findUpload(db, id)
  return upload?.userId === userId && upload.replacesVideoId === replacesVideoId ? upload : undefined
}

/**
 * Takes one part, in order; the last one makes the video.
 *
 * A newer request replaces one that still hangs on a lost line. What lies on disk decides, not what anybody remembers.
 *
 * @throws AppError `conflict` for a part that does not begin where the last one ended; see `acceptUpload` for the end.
 */
export async function receivePart(
  deps: ResumableDeps,
  uploader: Uploader,
  { upload, req }: { upload: ResumableUpload; req: IncomingMessage }
): Promise<Received> {
  if (upload.video) return { kind: 'video', video: upload.video }
  const part = parsePart({
    contentRange: req.headers['content-range'],
    contentLength: req.headers['content-length'],
    totalBytes: sizeOf(upload)
  })
  return takeInHand(deps, upload.id, req, async () => {
    // The request that was in hand before may just have made the video.
    const now = await findUpload(deps.db, upload.id)
    if (now?.video) return { kind: 'video', video: now.video }
    if (!now) throw new AppError('gone', 'This upload was given up.')

    if (part.kind === 'bytes') {
      deps.onBytes()
      await writePart(deps, upload, { ...part, req })
    }
    const bytesWritten = (await deps.storage.sizeOf(`${STORAGE.uploads}/${upload.id}`)) ?? 0
    if (bytesWritten < sizeOf(upload)) return { kind: 'more', bytesWritten }
    return { kind: 'video', video: await finish(deps, uploader, upload) }
  })
}

export async function giveUp(deps: ResumableDeps, upload: ResumableUpload): Promise<void> {
  const before = deps.inHand.get(upload.id)
  before?.abort()
  await before?.settled
  if (!upload.video) await drop(deps, upload.id)
}

async function writePart(
  { resumable, storage }: ResumableDeps,
  upload: ResumableUpload,
  { start, lengthBytes, req }: { start: number; lengthBytes: number; req: IncomingMessage }
): Promise<void> {
  const bytesWritten = (await storage.sizeOf(`${STORAGE.uploads}/${upload.id}`)) ?? 0
  if (start !== bytesWritten) throw new AppError('conflict', `The next part must begin at byte ${bytesWritten}.`)
  if ((await storage.freeBytes()) < lengthBytes + RESERVE_BYTES) throw noSpace()
  const isCut = new Promise<never>((_, reject) =>
    req.once('close', () => !req.complete && reject(new AppError('conflict', 'This part was broken off.')))
  )
  const written = resumable.write({ id: upload.id, body: req, start, contentLength: lengthBytes, size: sizeOf(upload) })
  await Promise.race([written, isCut]).catch(rethrow)
}

async function finish(deps: ResumableDeps, uploader: Uploader, upload: ResumableUpload): Promise<VideoRef> {
  const metadata = metadataOf(upload)
  try {
    const path = deps.storage.pathOf(`${STORAGE.uploads}/${upload.id}`)
    const whole = { uploader, path, fileName: metadata.fileName, uploadId: upload.id }
    const video =
      upload.replacesVideoId === undefined
        ? await acceptUpload(deps, {
            ...whole,
            fields: UploadFields.parse(metadata.fields),
            imagePath: metadata.hasImage ? imagePathOf(deps, upload.id) : undefined
          })
        : await acceptReplacement(deps, { ...whole, videoId: upload.replacesVideoId })
    await removeUploadFiles(deps, upload.id)
    return video
  } catch (error) {
    // What another try cannot mend goes; the rest waits for one.
    if (error instanceof AppError && ['invalid', 'unprocessable', 'too_large'].includes(error.code))
      await drop(deps, upload.id)
    throw error
  }
}

async function drop(deps: ResumableDeps, id: string): Promise<void> {
  await deps.resumable.deleteMeta(id)
  await removeUploadFiles(deps, id)
}

/** One request at a time for each: who comes later goes on, for the line of the one before may be dead. */
export async function takeInHand<T>(
  { inHand }: Pick<ResumableDeps, 'inHand'>,
  id: string,
  req: IncomingMessage,
  work: () => Promise<T>
): Promise<T> {
  const before = inHand.get(id)
  const isWaiting = Promise.withResolvers<void>()
  // A third request waits for the second, and so on: entries are replaced before anything is awaited.
  const mine: InHand = { abort: () => !req.complete && req.destroy(), settled: isWaiting.promise }
  inHand.set(id, mine)
  try {
    before?.abort()
    await before?.settled
    return await work()
  } finally {
    isWaiting.resolve()
    if (inHand.get(id) === mine) inHand.delete(id)
  }
}

function sizeOf(upload: ResumableUpload): number {
  return Number(upload.meta['size'])
}

function metadataOf(upload: ResumableUpload): UploadMetadata {
  return upload.meta['metadata'] as unknown as UploadMetadata
}

function imagePathOf({ storage }: UploadDeps, id: string): string {
  return storage.pathOf(`${STORAGE.uploads}/${id}.image`)
}

/** uploadx wraps what went wrong; the disk's own word is in the cause. */
function rethrow(error: unknown): never {
  if (!isUploadxError(error)) throw asRefusal(error)
  const refusal = asRefusal(error.cause)
  if (refusal instanceof AppError) throw refusal
  const code = error.uploadxErrorCode
  if (code === 'RequestEntityTooLarge')
    throw new AppError('too_large', 'This file is larger than this server takes.', {
      wireCode: 'max_file_size_reached'
    })
  if (code === 'FileConflict') throw new AppError('conflict', 'This part does not fit its upload.', { cause: error })
  if (code === 'FileNotFound') throw new AppError('not_found', 'This upload does not exist any more.', { cause: error })
  throw error
}
