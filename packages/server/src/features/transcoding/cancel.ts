import { log } from '../../platform/log.ts'
import { jobIdOf, type TranscodingQueue } from './transcoding.ts'

/** For the deletion of a video. A job that runs already ends later, and its files are removed then. */
export async function cancelTranscoding(queue: Pick<TranscodingQueue, 'remove'>, videoUuid: string, attempt: number) {
  const jobId = jobIdOf({ videoUuid, number: attempt })
  try {
    await queue.remove(jobId)
  } catch (error) {
    log('transcoding').debug('Job {jobId} goes on although its video is gone: {error}', { jobId, error })
  }
}
