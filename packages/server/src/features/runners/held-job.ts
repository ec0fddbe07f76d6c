import { RUNNER_JOB_STATE } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { findHeldJob, findRunnerJob } from './job-store.ts'
import { knownRunner } from './known-runner.ts'
import type { RunnerJob } from './runner-job.ts'
import { hashToken } from './tokens.ts'

/** @throws AppError `not_found` */
export async function foundJob(db: Queryable, uuid: string): Promise<RunnerJob> {
  const job = await findRunnerJob(db, uuid)
  if (!job) throw unknownJob()
  return job
}

/** @throws AppError `not_found` unless this runner holds this job with this token: it may have lost it meanwhile. */
export async function heldJob(
  db: Queryable,
  uuid: string,
  { runnerToken, jobToken }: { readonly runnerToken: string; readonly jobToken: string }
): Promise<RunnerJob> {
  const runner = await knownRunner(db, runnerToken)
  const job = await findHeldJob(db, { uuid, runnerId: runner.id, tokenHash: hashToken(jobToken) })
  if (!job) throw unknownJob()
  return job
}

/** @throws AppError `invalid` */
export function assertProcessing(job: RunnerJob): RunnerJob {
  if (job.state === RUNNER_JOB_STATE.processing) return job
  throw new AppError('invalid', 'Job is not in "processing" state', { wireCode: 'runner_job_not_in_processing_state' })
}

function unknownJob(): AppError {
  return new AppError('not_found', 'Unknown runner job')
}
