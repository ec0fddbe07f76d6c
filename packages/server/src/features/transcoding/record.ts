/** What the queue says, written down. Each is safe to repeat, and ignores attempts that are over or replaced. */
import { type HlsPackage, parseFailure, STORAGE, type TranscodeResult } from '@colombier/transcoder/contract'
import { appendEvent } from '../../platform/events.ts'
import { log } from '../../platform/log.ts'
import {
  deleteOriginal,
  hasFinalFiles,
  hasPlaylist,
  lockOpenAttempt,
  setDone,
  setFailed,
  setRunning,
  storePlaylist,
  storeStoryboard,
  takeShape,
  videoExists
} from './store.ts'
import { tidyFolder } from './tidy.ts'
import { type Attempt, jobIdOf, type TranscodingDeps } from './transcoding.ts'

/** The work has begun; with `hls`, the video can be watched from now on, while it grows. */
export async function recordProgress(
  { db }: Pick<TranscodingDeps, 'db'>,
  attempt: Attempt,
  hls: HlsPackage | undefined
): Promise<void> {
  await db.transaction(async tx => {
    const open = await lockOpenAttempt(tx, attempt)
    if (!open) return
    await setRunning(tx, open.videoId)
    // What can be watched already stays until the end.
    if (!hls || open.isReplacement) return
    const isFirst = !(await hasPlaylist(tx, open.videoId))
    await storePlaylist(tx, open.videoId, hls, false)
    if (isFirst) await appendEvent(tx, { type: 'video.updated', videoId: open.videoId })
  })
}

/** All renditions are final: the video is published and its original goes, unless originals are kept. */
export async function recordResult(deps: TranscodingDeps, attempt: Attempt, result: TranscodeResult): Promise<void> {
  const { db, storage, queue, settings } = deps
  const keepOriginals = settings.current().transcoding.originalFile.keep
  const recorded = await db.transaction(async tx => {
    const open = await lockOpenAttempt(tx, attempt)
    if (!open) return undefined
    await storePlaylist(tx, open.videoId, result.hls, true)
    await storeStoryboard(tx, open.videoId, result.storyboard)
    if (open.isReplacement) await takeShape(tx, open.videoId)
    const isPublished = await setDone(tx, open.videoId)
    await appendEvent(tx, { type: 'transcoding.ended', videoId: open.videoId })
    if (isPublished) await appendEvent(tx, { type: 'video.published', videoId: open.videoId })
    if (!keepOriginals) await deleteOriginal(tx, open.videoId)
    return open
  })
  if (recorded && !keepOriginals && recorded.originalKey) await storage.remove(recorded.originalKey)
  if (recorded?.isReplacement) await tidyFolder(deps, recorded.videoId)
  if (!recorded) await removeIfOrphaned(deps, attempt, result)
  await queue.remove(jobIdOf(attempt))
}

/** No further try will be made by itself. A video that waited says so; one that is out stays out with what is final. */
export async function recordFailure(deps: TranscodingDeps, attempt: Attempt, reason: string): Promise<void> {
  const failure = parseFailure(reason)
  const recorded = await deps.db.transaction(async tx => {
    const open = await lockOpenAttempt(tx, attempt)
    if (!open) return undefined
    await setFailed(tx, open.videoId, failure)
    return { ...open, hasFinalFiles: await hasFinalFiles(tx, open.videoId) }
  })
  // What could be watched while it grew went from the database with the attempt.
  if (recorded && !recorded.hasFinalFiles) await deps.storage.remove(`${STORAGE.hls}/${attempt.videoUuid}`)
  if (recorded?.isReplacement) await tidyFolder(deps, recorded.videoId)
  if (recorded) log('transcoding').warn('Transcoding of {videoUuid} failed: {reason}', { ...attempt, reason })
  else await removeIfOrphaned(deps, attempt, undefined)
  await deps.queue.remove(jobIdOf(attempt))
}

/** A job that outlived its video has made files that nobody will ask for. */
async function removeIfOrphaned(
  { db, storage }: TranscodingDeps,
  { videoUuid }: Attempt,
  result: TranscodeResult | undefined
): Promise<void> {
  if (await videoExists(db, videoUuid)) return
  await storage.remove(`${STORAGE.hls}/${videoUuid}`)
  if (result?.storyboard) await storage.remove(`${STORAGE.storyboards}/${result.storyboard.fileName}`)
}
