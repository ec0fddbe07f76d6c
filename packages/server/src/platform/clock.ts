import { log } from './log.ts'

export interface Clock {
  /** No further run begins; resolves when the last one has ended. */
  stop(): Promise<void>
}

export interface WakeableClock extends Clock {
  /** The next run begins at once, or right after the one that is under way. */
  wake(): void
}

/** Runs `work` now and again `intervalMs` after each end of it. A failure is logged and does not end the series. */
export function every(intervalMs: number, name: string, work: () => Promise<unknown>): WakeableClock {
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  let isWoken = false
  let running: Promise<void>

  const run = () => {
    timer = undefined
    isWoken = false
    running = work().then(
      () => schedule(),
      error => {
        log('clock').error('{name} failed: {error}', { name, error })
        schedule()
      }
    )
  }
  const schedule = () => {
    if (!isStopped) timer = setTimeout(run, isWoken ? 0 : intervalMs)
  }

  run()
  return {
    wake() {
      if (isStopped || isWoken) return
      isWoken = true
      if (timer === undefined) return
      clearTimeout(timer)
      schedule()
    },
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await running
    }
  }
}
