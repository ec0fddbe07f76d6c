/** What administrators do with runners, by the API and by their page. */
import { AppError } from '../../kernel/errors.ts'
import { log } from '../../platform/log.ts'
import type { Database } from '../../platform/postgres.ts'
import { foundJob } from './held-job.ts'
import { cancelJob, giveBackJobsOf } from './job-store.ts'
import type { RunnerWork } from './runner-job.ts'
import { deleteRegistrationToken, deleteRunner, insertRegistrationToken } from './runner-store.ts'
import { newRegistrationToken } from './tokens.ts'

export async function makeRegistrationToken(db: Database, by: string): Promise<void> {
  await insertRegistrationToken(db, newRegistrationToken())
  log('runners').info('{by} made a registration token for runners', { by })
}

/** The runners that used it go too, and others get their work. @throws AppError `not_found` */
export async function dropRegistrationToken(db: Database, id: number): Promise<void> {
  const isGone = await db.transaction(async tx => {
    await giveBackJobsOf(tx, { registrationTokenId: id })
    return deleteRegistrationToken(tx, id)
  })
  if (!isGone) throw new AppError('not_found', 'Registration token not found')
}

/** Others get its work. @returns Whether there was such a runner. */
export function unregisterRunner(db: Database, id: number): Promise<boolean> {
  return db.transaction(async tx => {
    await giveBackJobsOf(tx, { runnerId: id })
    return deleteRunner(tx, id)
  })
}

/** @throws AppError `not_found` */
export async function dropRunner(db: Database, id: number, by: string): Promise<void> {
  if (!(await unregisterRunner(db, id))) throw new AppError('not_found', 'Runner not found')
  log('runners').info('{by} removed runner {id}', { by, id })
}

interface Deps {
  readonly db: Database
  readonly work: RunnerWork
}

/** @throws AppError `not_found`; `invalid` for a job that has ended. */
export async function cancelRunnerJob({ db, work }: Deps, uuid: string, by: string): Promise<void> {
  const job = await foundJob(db, uuid)
  if (!(await cancelJob(db, job.id)))
    throw new AppError('invalid', 'Cannot cancel this job that is not in "pending" or "processing" state')
  log('runners').info('{by} cancelled job {uuid}', { by, uuid: job.uuid })
  work.onChange(job.subject)
}
