import { AppError } from '../../kernel/errors.ts'
import type { Viewer } from '../../platform/http.ts'
import { canManage, type VideoAccess } from '../videos/index.ts'
import { enqueueTranscoding } from './enqueue.ts'
import { beginNextAttempt } from './store.ts'
import type { TranscodingDeps } from './transcoding.ts'

/** @throws AppError `forbidden`; `conflict` unless the last attempt failed and its original is there. */
export async function retryTranscoding(deps: TranscodingDeps, video: VideoAccess, viewer: Viewer): Promise<void> {
  if (!canManage(video, viewer)) throw new AppError('forbidden', 'Cannot manage a video of another user.')
  const attempt = await deps.db.transaction(tx => beginNextAttempt(tx, video.id))
  if (!attempt) throw new AppError('conflict', 'There is no failed transcoding to repeat.')
  await enqueueTranscoding(deps, attempt)
}
