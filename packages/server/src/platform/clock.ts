import { log } from './log.ts'

export interface Clock {
  /** No further run begins; resolves when the last one has ended. */
  stop(): Promise<void>
}

/** Runs `work` now and again `intervalMs` after each end of it. A failure is logged and does not end the series. */
export function every(intervalMs: number, name: string, work: () => Promise<unknown>): Clock {
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  let running: Promise<void>

  const run = () => {
    running = work().then(
      () => schedule(),
      error => {
        log('clock').error('{name} failed: {error}', { name, error })
        schedule()
      }
    )
  }
  const schedule = () => {
    if (!isStopped) timer = setTimeout(run, intervalMs)
  }

  run()
  return {
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await running
    }
  }
}
