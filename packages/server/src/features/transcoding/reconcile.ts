import { TranscodeProgress, TranscodeResult } from '@colombier/transcoder/contract'
import { log } from '../../platform/log.ts'
import { enqueueTranscoding } from './enqueue.ts'
import { recordFailure, recordProgress, recordResult } from './record.ts'
import { settleRemote } from './remote-settle.ts'
import { listOpenJobIds } from './store.ts'
import { tidyFolders } from './tidy.ts'
import { parseJobId, type TranscodingDeps } from './transcoding.ts'

/** Brings one attempt in line with what the queue says of its job. */
export async function settle(deps: TranscodingDeps, jobId: string): Promise<void> {
  const attempt = parseJobId(jobId)
  if (!attempt) return
  if (await settleRemote(deps, attempt)) return
  const job = await deps.queue.find(jobId)

  switch (job?.state) {
    case undefined:
      return enqueueTranscoding(deps, attempt)
    case 'completed': {
      const result = TranscodeResult.safeParse(job.result)
      if (result.success) return recordResult(deps, attempt, result.data)
      return recordFailure(deps, attempt, `internal: the transcoder's answer cannot be read: ${result.error.message}`)
    }
    case 'failed':
      return recordFailure(deps, attempt, job.failedReason ?? 'internal: no reason was given')
    case 'active':
      return recordProgress(deps, attempt, TranscodeProgress.safeParse(job.progress).data?.hls)
    default:
      return
  }
}

/**
 * Compares every open attempt with the queue, so that a missed event or a crash at any moment costs some seconds at
 * most. For the start and every few seconds; several servers may do it at once.
 */
export async function reconcile(deps: TranscodingDeps): Promise<void> {
  for (const jobId of await listOpenJobIds(deps.db)) {
    await settle(deps, jobId).catch(error =>
      log('transcoding').error('Transcoding job {jobId} cannot be settled: {error}', { jobId, error })
    )
  }
  await tidyFolders(deps)
}
