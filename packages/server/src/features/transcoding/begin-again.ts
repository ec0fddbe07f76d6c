import { AppError } from '../../kernel/errors.ts'
import type { VideoAccess } from '../videos/index.ts'
import { enqueueTranscoding } from './enqueue.ts'
import { beginNextAttempt } from './store.ts'
import type { TranscodingDeps } from './transcoding.ts'

/** @throws AppError `conflict` unless the last attempt failed and there is something to make renditions of. */
export async function retryTranscoding(deps: TranscodingDeps, video: VideoAccess): Promise<void> {
  const attempt = await deps.db.transaction(tx => beginNextAttempt(tx, video.id, ['failed']))
  if (!attempt) throw new AppError('conflict', 'There is no failed transcoding to repeat.')
  await enqueueTranscoding(deps, attempt)
}

/**
 * Makes a video's renditions anew, of its original or, without one, of its best rendition. What there is stays until
 * it is replaced.
 *
 * @throws AppError `conflict` while an attempt goes on, or when nothing is left to make them of.
 */
export async function transcodeAnew(deps: TranscodingDeps, video: VideoAccess): Promise<void> {
  const attempt = await deps.db.transaction(tx => beginNextAttempt(tx, video.id, ['failed', 'done']))
  if (!attempt)
    throw new AppError('conflict', 'This video is already being transcoded, or has no file to be transcoded.', {
      wireCode: 'video_already_being_transcoded'
    })
  await enqueueTranscoding(deps, attempt)
}
