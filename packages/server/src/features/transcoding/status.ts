import { TranscodeProgress } from '@colombier/transcoder/contract'
import type { TranscodingStatus } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import type { ProgressMemory } from './follow.ts'
import { remoteProgress } from './remote-settle.ts'
import { findTranscodingRow } from './store.ts'
import { jobIdOf, type TranscodingQueue } from './transcoding.ts'

export interface StatusDeps {
  readonly db: Queryable
  readonly queue: Pick<TranscodingQueue, 'find'>
  readonly progress: ProgressMemory
}

/** How far a video's renditions are; null when it never wanted any or all are final. */
export async function findTranscodingStatus(deps: StatusDeps, videoUuid: string): Promise<TranscodingStatus | null> {
  const row = await findTranscodingRow(deps.db, videoUuid)
  if (!row || row.status === 'done') return null

  const isOpen = row.status !== 'failed'
  const progress = isOpen ? await findProgress(deps, jobIdOf({ videoUuid, number: row.attempt })) : undefined
  return {
    status: progress ? 'running' : row.status,
    stage: progress?.stage ?? null,
    percent: progress?.percent ?? 0,
    secondsLeft: progress?.secondsLeft ?? null,
    failureCode: row.failure_code,
    isWatchable: row.is_watchable
  }
}

/** What this process has not heard itself (it began later, or another one listens) the queue or runners remember. */
async function findProgress(
  { db, queue, progress }: StatusDeps,
  jobId: string
): Promise<TranscodeProgress | undefined> {
  const heard = progress.get(jobId)
  if (heard) return heard
  return TranscodeProgress.safeParse((await queue.find(jobId))?.progress).data ?? (await remoteProgress(db, jobId))
}
