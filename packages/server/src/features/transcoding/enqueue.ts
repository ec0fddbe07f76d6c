import { STORAGE, type TranscodeJob } from '@colombier/transcoder/contract'
import { ladderOf } from '../configuration/index.ts'
import { isForRunners, offerRenditions } from './remote-offer.ts'
import { lockOpenAttempt } from './store.ts'
import { type Attempt, jobIdOf, type TranscodingDeps } from './transcoding.ts'

const TRIES = 3
const BACKOFF_MS = 5000

/**
 * Gives an open attempt to the queue unless it is there. Safe to repeat, and from several servers.
 *
 * The attempt stays locked meanwhile: a job that somebody else has just recorded and removed is not begun again, which
 * would empty the folder of a finished video.
 */
export async function enqueueTranscoding(deps: TranscodingDeps, attempt: Attempt): Promise<void> {
  const { db, queue, settings } = deps
  const id = jobIdOf(attempt)
  await db.transaction(async tx => {
    const open = await lockOpenAttempt(tx, attempt)
    if (!open || (await queue.find(id))) return
    if (isForRunners(settings, open))
      return offerRenditions(tx, { attempt, open, ladder: ladderOf(settings.current()) })
    const job: TranscodeJob = {
      videoUuid: attempt.videoUuid,
      sourceKey: open.sourceKey || `${STORAGE.originals}/${attempt.videoUuid}`,
      ...(open.isAudioOnly && { stillKey: `${STORAGE.previews}/${open.previewName}` }),
      ladder: ladderOf(settings.current()),
      keep: [...open.keep]
    }
    await queue.add(id, job, { attempts: TRIES, backoffMs: BACKOFF_MS })
  })
}
