/** Fetches the videos that were asked for, one at a time, and takes each as an upload is taken. */
import { randomUUID } from 'node:crypto'
import { STORAGE } from '@colombier/transcoder/contract'
import { AppError } from '../../kernel/errors.ts'
import type { Clock } from '../../platform/clock.ts'
import { appendEvent } from '../../platform/events.ts'
import { FetchError } from '../../platform/fetch.ts'
import { endWork, type Lease, type LeasedWork, openLeasedWork } from '../../platform/leased-work.ts'
import { acceptUpload } from '../uploads/index.ts'
import { type FetchVideoDeps, fetchVideo, removeFetched } from './fetch-video.ts'
import { findWish, setResult, type Wish } from './store.ts'

export interface ImportWorkDeps extends FetchVideoDeps {}

export const openImportWork = (deps: ImportWorkDeps): Clock => openLeasedWork(importWork(deps))

export function importWork(deps: ImportWorkDeps): LeasedWork {
  return {
    db: deps.db,
    table: 'video_import',
    run: lease => importVideo(deps, lease),
    async giveUp(tx, id, error) {
      await setResult(tx, id, { error: error instanceof FetchError ? `${error.message}.` : 'The import failed.' })
      await appendEvent(tx, { type: 'import.ended', importId: id })
    }
  }
}

async function importVideo(deps: ImportWorkDeps, lease: Lease): Promise<void> {
  const wish = await findWish(deps.db, lease.id)
  if (!wish) return
  const key = `${STORAGE.uploads}/${randomUUID()}`
  try {
    await fetchAndAccept(deps, { lease, wish, key })
  } catch (error) {
    const reason = lease.signal.aborted ? undefined : whyNever(error)
    if (reason === undefined) throw error
    await deps.db.transaction(async tx => {
      if (!(await endWork(tx, 'video_import', { ...lease, state: 'failed' }))) return
      await setResult(tx, lease.id, { error: reason })
      await appendEvent(tx, { type: 'import.ended', importId: lease.id })
    })
  } finally {
    await removeFetched(deps.storage, key)
  }
}

async function fetchAndAccept(
  deps: ImportWorkDeps,
  { lease, wish, key }: { lease: Lease; wish: Wish; key: string }
): Promise<void> {
  // Who is blocked, as whoever is about to be deleted is, gets no video any more.
  if (wish.isBlocked) throw new AppError('invalid', 'This account is blocked.')
  deps.onBytes()
  const fetched = await fetchVideo(deps, { wish, key, signal: lease.signal })
  await acceptUpload(deps, {
    uploader: wish,
    fields: fetched.fields,
    path: fetched.path,
    fileName: fetched.fileName,
    imagePath: fetched.imagePath,
    uploadId: undefined,
    // The video and the end of its import are stored at once: no crash makes a second video.
    async alongside(tx, video) {
      if (!(await endWork(tx, 'video_import', { ...lease, state: 'completed' })))
        throw new AppError('gone', 'This import was given up.')
      await setResult(tx, lease.id, { videoId: video.id })
      await appendEvent(tx, { type: 'import.ended', importId: lease.id })
    }
  })
}

/** What another try cannot mend, in words for its owner. */
function whyNever(error: unknown): string | undefined {
  if (error instanceof FetchError) return error.failure === 'unreachable' ? undefined : `${error.message}.`
  if (error instanceof AppError && ['invalid', 'unprocessable', 'too_large'].includes(error.code)) return error.message
  return undefined
}
