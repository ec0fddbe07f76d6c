import { randomUUID } from 'node:crypto'
import { link, rename, rm, stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { STORAGE } from '@colombier/transcoder/contract'
import { PRIVACY, type UploadFields } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { siteOf } from '../../kernel/site.ts'
import { appendEvent } from '../../platform/events.ts'
import { noSpace } from '../../platform/form.ts'
import { log } from '../../platform/log.ts'
import type { Database, Queryable } from '../../platform/postgres.ts'
import type { Storage } from '../../platform/storage/disk.ts'
import { ownedChannel } from '../channels/index.ts'
import { putSource } from '../sources/index.ts'
import { enqueueTranscoding, requestTranscoding, type TranscodingDeps } from '../transcoding/index.ts'
import { assertQuota, quotaLeft, quotaReached } from '../users/index.ts'
import { holdNewVideo } from '../video-blocks/index.ts'
import { findAccess, insertVideo } from '../videos/index.ts'
import { tagVideo } from '../watched-words/index.ts'
import { commentsPolicyOf, sensitivityOf } from './fields.ts'
import { makeImages } from './images.ts'
import { describeSource, type Media, type Probe, probeUpload } from './media.ts'
import { claimUpload, findUpload, insertOriginal, type VideoRef } from './store.ts'

export interface UploadDeps extends TranscodingDeps {
  readonly db: Database
  readonly storage: Storage
  readonly media: Media
  readonly onBytes: () => void
  /** Public origin, without trailing slash. */
  readonly origin: string
  /** Largest file somebody may upload, -1 for no limit. */
  readonly maxUploadBytes: number
}

export interface Uploader {
  readonly userId: number
  readonly accountId: number
}

export interface WholeUpload {
  readonly uploader: Uploader
  readonly fields: UploadFields
  /** The whole file, in the storage's `uploads` folder; the caller removes it afterwards. */
  readonly path: string
  readonly fileName: string
  /** The uploader's own picture. */
  readonly imagePath: string | undefined
  /** Of a resumable upload, which leads to one video, however often its end is told. */
  readonly uploadId: string | undefined
  /** Happens in the transaction that stores the video, so that either both are there or neither. */
  readonly alongside?: (tx: Queryable, video: VideoRef) => Promise<void>
}

/** What is left free for everybody else: the database above all. */
export const RESERVE_BYTES = 100e6

/** @throws AppError `invalid` in PeerTube's words when the channel is somebody else's or no channel at all. */
export async function assertOwnChannel(
  db: Queryable,
  channelId: number,
  { accountId }: Pick<Uploader, 'accountId'>
): Promise<void> {
  if (await ownedChannel(db, channelId, accountId)) return
  throw new AppError('invalid', 'Unknown video "video channel" for this account.')
}

/**
 * @param openBytes Room that this user's other uploads will take.
 * @throws AppError `too_large` or `no_space` when a file of that size cannot be taken.
 */
export async function assertRoom(
  deps: UploadDeps,
  uploader: Uploader,
  { sizeBytes, openBytes }: { sizeBytes: number; openBytes: number }
): Promise<void> {
  const { maxBytes, refusal } = await findRoom(deps, uploader, openBytes)
  if (sizeBytes > maxBytes) throw refusal
}

export interface Room {
  readonly maxBytes: number
  /** What to say of a larger file. */
  readonly refusal: AppError
}

/** How large a file may be that this user sends now: the tightest of quota, server's limit and free space. */
export async function findRoom(
  { db, storage, maxUploadBytes }: UploadDeps,
  { userId }: Uploader,
  openBytes = 0
): Promise<Room> {
  const left = await db.transaction(tx => quotaLeft(tx, userId))
  const tooLarge = new AppError('too_large', 'This file is larger than this server takes.', {
    wireCode: 'max_file_size_reached'
  })
  const rooms: Room[] = [
    { maxBytes: left - openBytes, refusal: quotaReached() },
    { maxBytes: maxUploadBytes < 0 ? Number.POSITIVE_INFINITY : maxUploadBytes, refusal: tooLarge },
    { maxBytes: (await storage.freeBytes()) - RESERVE_BYTES - openBytes, refusal: noSpace() }
  ]
  return rooms.reduce((tightest, room) => (room.maxBytes < tightest.maxBytes ? room : tightest))
}

/**
 * A whole file becomes a video that waits for its renditions.
 *
 * Files come first, rows last, all rows at once: a crash in between leaves files that no row names, which the sweeper
 * removes, and the uploaded file where it was, so that the client's next attempt ends well. A refusal leaves nothing.
 *
 * @throws AppError `invalid`, `unprocessable`, `too_large` or `no_space`.
 */
export async function acceptUpload(deps: UploadDeps, upload: WholeUpload): Promise<VideoRef> {
  const { db, storage, media } = deps
  await assertOwnChannel(db, upload.fields.channelId, upload.uploader)
  const sizeBytes = (await stat(upload.path)).size
  await assertRoom(deps, upload.uploader, { sizeBytes: 0, openBytes: 0 })
  const probe = await probeUpload(media, upload.path)
  const source = await describeSource(media, upload.path, probe)

  const uuid = randomUUID()
  const originalKey = `${STORAGE.originals}/${uuid}${safeExtension(upload.fileName)}`
  const names = { thumbnailName: `${randomUUID()}.jpg`, previewName: `${randomUUID()}.jpg` }
  const keys = [originalKey, `${STORAGE.thumbnails}/${names.thumbnailName}`, `${STORAGE.previews}/${names.previewName}`]

  const insert = async (tx: Queryable) => {
    const video = await insertRows(tx, upload, { uuid, originalKey, sizeBytes, probe, source, ...names })
    await tagVideo(tx, siteOf(deps.origin), { ...upload.fields, videoId: video.id })
    await holdNewVideo(tx, deps.settings, { videoId: video.id, userId: upload.uploader.userId })
    await upload.alongside?.(tx, video)
    return video
  }

  try {
    await makeImages(deps, { source: upload.path, imagePath: upload.imagePath, probe, ...names })
    await linkOrMove(upload.path, storage.pathOf(originalKey))
    const video = await db.transaction(insert)
    await enqueueTranscoding(deps, { videoUuid: uuid, number: 1 }).catch(error =>
      log('uploads').warn('{uuid} is uploaded and will be queued later: {error}', { uuid, error })
    )
    return video
  } catch (error) {
    // A commit whose answer was lost may have happened: then the files are not strays.
    const isStored = await isVideoStored(db, uuid)
    if (isStored === false) await Promise.all(keys.map(key => storage.remove(key)))
    const earlier = upload.uploadId && isStored === false ? await findUpload(db, upload.uploadId) : undefined
    if (earlier?.video) return earlier.video
    throw error
  }
}

interface NewFiles {
  readonly uuid: string
  readonly originalKey: string
  readonly sizeBytes: number
  readonly probe: Probe
  readonly source: Awaited<ReturnType<typeof describeSource>>
  readonly thumbnailName: string
  readonly previewName: string
}

async function insertRows(tx: Queryable, upload: WholeUpload, files: NewFiles): Promise<VideoRef> {
  const { fields, uploader } = upload
  await assertQuota(tx, uploader.userId, files.sizeBytes)
  const { durationSeconds, video: picture } = files.probe
  const id = await insertVideo(tx, {
    ...fields,
    ...files,
    schedule: fields.scheduleUpdate && {
      at: new Date(fields.scheduleUpdate.updateAt),
      privacy: fields.scheduleUpdate.privacy
    },
    ...sensitivityOf(fields),
    commentsPolicy: commentsPolicyOf(fields),
    isDownloadEnabled: fields.downloadEnabled,
    waitsForTranscoding: fields.waitTranscoding,
    durationSeconds: Math.round(durationSeconds),
    aspectRatio: picture ? Math.round((picture.width / picture.height) * 10_000) / 10_000 : null,
    originallyPublishedAt: fields.originallyPublishedAt ? new Date(fields.originallyPublishedAt) : null,
    passwords: fields.videoPasswords
  })
  const fileName = nameOf(upload.fileName)
  await insertOriginal(tx, { ...files, videoId: id, storageKey: files.originalKey, fileName })
  await putSource(tx, { ...files.source, videoId: id, fileName, sizeBytes: files.sizeBytes })
  await requestTranscoding(tx, id)
  if (!fields.waitTranscoding && fields.privacy !== PRIVACY.private)
    await appendEvent(tx, { type: 'video.published', videoId: id, byOwner: true })
  if (upload.uploadId && !(await claimUpload(tx, upload.uploadId, id)))
    throw new AppError('conflict', 'This upload has been finished or given up.')
  return { id, uuid: files.uuid }
}

/** Undefined when it cannot be told now. */
async function isVideoStored(db: Queryable, uuid: string): Promise<boolean | undefined> {
  try {
    return (await findAccess(db, { uuid })) !== undefined
  } catch {
    return undefined
  }
}

/** With a second name for the file, a crash before the rows are there costs the uploader nothing. */
export async function linkOrMove(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'EMLINK', 'ENOSYS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    await rename(from, to)
  }
}

/** For the human eye only: what a file is, ffprobe says. */
export function safeExtension(fileName: string): string {
  const extension = extname(fileName).toLowerCase()
  return /^\.[a-z0-9]{1,8}$/.test(extension) ? extension : ''
}

/** What an upload leaves in the `uploads` folder. */
export async function removeUploadFiles({ storage }: Pick<UploadDeps, 'storage'>, name: string): Promise<void> {
  for (const suffix of ['', '.image', '.still.jpg', '.preview', '.thumbnail'])
    await rm(storage.pathOf(`${STORAGE.uploads}/${name}${suffix}`), { force: true })
}

/** Without the folders that some clients send with it. */
export function nameOf(fileName: string): string {
  return basename(fileName.replaceAll('\\', '/')).slice(0, 255)
}
