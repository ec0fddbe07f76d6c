/** Tells connected runners of work, as PeerTube does: `/runners`, `available-jobs`. */
import { AppError } from '../../kernel/errors.ts'
import type { Listener } from '../../platform/listener.ts'
import type { Queryable } from '../../platform/postgres.ts'
import type { Sockets } from '../../platform/sockets.ts'
import { AVAILABLE_JOBS_CHANNEL } from './job-store.ts'
import { type Runner, touchRunner } from './runner-store.ts'
import { hashToken } from './tokens.ts'

export interface RunnerLiveDeps {
  readonly db: Queryable
  readonly sockets: Sockets
  readonly listener: Listener
}

/** Work of one video comes in several jobs at once: they are told of together. */
const TOGETHER_MS = 1000

export function tellRunners({ db, sockets, listener }: RunnerLiveDeps): void {
  const runners = sockets.namespace<Runner>({
    path: '/runners',
    groupOf: ({ id }) => String(id),
    async admit({ runnerToken }) {
      if (typeof runnerToken !== 'string') throw new AppError('unauthenticated', 'No runner token provided')
      const runner = await touchRunner(db, hashToken(runnerToken))
      if (!runner) throw new AppError('unauthenticated', 'Invalid runner token.')
      await listener.open()
      return runner
    }
  })

  let isWaiting = false
  const tell = () => {
    isWaiting = false
    for (const runner of runners.connected()) runner.send('available-jobs')
  }
  listener.on(AVAILABLE_JOBS_CHANNEL, () => {
    if (!isWaiting) setTimeout(tell, TOGETHER_MS).unref()
    isWaiting = true
  })
}
