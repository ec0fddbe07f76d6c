import { randomUUID } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { STORAGE } from '@colombier/transcoder/contract'
import { AppError } from '../../kernel/errors.ts'
import { log } from '../../platform/log.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { putSource } from '../sources/index.ts'
import { type Attempt, beginNextAttempt, enqueueTranscoding } from '../transcoding/index.ts'
import { assertQuota } from '../users/index.ts'
import { assertRoom, linkOrMove, nameOf, safeExtension, type UploadDeps, type Uploader } from './accept-upload.ts'
import { describeSource, type Probe, probeUpload } from './media.ts'
import { claimUpload, replaceOriginal, setReplaced, type VideoRef } from './store.ts'

export interface WholeReplacement {
  readonly uploader: Uploader
  readonly videoId: number
  readonly path: string
  readonly fileName: string
  readonly uploadId: string
}

/**
 * A whole file takes the place of a video's file. What can be watched stays until the new renditions are made,
 * and so does its length.
 *
 * The file first, the rows second, all at once, and the older file last: what a crash in between leaves, the sweeper
 * takes, and the client's next attempt ends well.
 *
 * @throws AppError `conflict` while the video is transcoded; `invalid`, `unprocessable`, `too_large` or `no_space`.
 */
export async function acceptReplacement(deps: UploadDeps, upload: WholeReplacement): Promise<VideoRef> {
  const { db, storage, media } = deps
  const sizeBytes = (await stat(upload.path)).size
  await assertRoom(deps, upload.uploader, { sizeBytes: 0, openBytes: 0 })
  const probe = await probeUpload(media, upload.path)
  const source = await describeSource(media, upload.path, probe)
  const storageKey = `${STORAGE.originals}/${randomUUID()}${safeExtension(upload.fileName)}`
  await linkOrMove(upload.path, storage.pathOf(storageKey))

  const { attempt, replaced } = await db.transaction(tx =>
    replaceRows(tx, upload, { storageKey, sizeBytes, probe, source })
  )
  if (replaced) await storage.remove(replaced)
  await enqueueTranscoding(deps, attempt).catch(error =>
    log('uploads').warn('{uuid} has a new file and will be queued later: {error}', { uuid: attempt.videoUuid, error })
  )
  return { id: upload.videoId, uuid: attempt.videoUuid }
}

interface NewFile {
  readonly storageKey: string
  readonly sizeBytes: number
  readonly probe: Probe
  readonly source: Awaited<ReturnType<typeof describeSource>>
}

async function replaceRows(
  tx: Queryable,
  { uploader, videoId, fileName, uploadId }: WholeReplacement,
  { storageKey, sizeBytes, probe, source }: NewFile
): Promise<{ attempt: Attempt; replaced: string | undefined }> {
  await assertQuota(tx, uploader.userId, sizeBytes)
  const name = nameOf(fileName)
  const replaced = await replaceOriginal(tx, { videoId, storageKey, fileName: name, sizeBytes, probe })
  await putSource(tx, { ...source, videoId, fileName: name, sizeBytes })
  await setReplaced(tx, videoId)
  const attempt = await beginNextAttempt(tx, videoId, ['failed', 'done'])
  if (!attempt) throw new AppError('conflict', 'This video is being transcoded.')
  if (!(await claimUpload(tx, uploadId, videoId)))
    throw new AppError('conflict', 'This upload has been finished or given up.')
  return { attempt, replaced }
}
