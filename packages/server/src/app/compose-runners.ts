/** The part of the composition that lends work to runners. */
import type { Router } from 'express'
import {
  cancelRunnerJob,
  failStalledJobs,
  type RunnerJobDeps,
  remindRunners,
  runnerJobRoutes,
  runnerRoutes,
  sweepRunnerJobs
} from '../features/runners/index.ts'
import { type Clock, every } from '../platform/clock.ts'

export interface Runners {
  readonly routes: readonly Router[]
  cancel(uuid: string, by: string): Promise<void>
  start(): Clock[]
}

const MINUTE_MS = 60_000

export function composeRunners(deps: RunnerJobDeps): Runners {
  const { db, work } = deps
  const watch = async () => {
    for (const subject of await failStalledJobs(db)) work.onChange(subject)
    await remindRunners(db)
  }
  return {
    cancel: (uuid, by) => cancelRunnerJob(deps, uuid, by),
    routes: [runnerRoutes({ db }), runnerJobRoutes(deps)],
    start: () => [
      every(MINUTE_MS / 4, 'Taking work from silent runners', watch),
      every(60 * MINUTE_MS, 'Forgetting ended work of runners', () => sweepRunnerJobs(db))
    ]
  }
}
