import { log } from './log.ts'
import { isDatabaseAway } from './postgres.ts'

export interface Clock {
  /** No further run begins; resolves when the last one has ended. */
  stop(): Promise<void>
}

export interface WakeableClock extends Clock {
  /** The next run begins at once, or right after the one that is under way. */
  wake(): void
}

/** A failure that goes on and on is told again after so long. */
const REMIND_MS = 3_600_000

/** Runs `work` now and again `intervalMs` after each end of it. A failure is logged and does not end the series. */
export function every(intervalMs: number, name: string, work: () => Promise<unknown>): WakeableClock {
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  let isWoken = false
  let running: Promise<void>
  const failures = tellFailures(name)

  const run = () => {
    timer = undefined
    isWoken = false
    running = work().then(
      () => {
        failures.end()
        schedule()
      },
      error => {
        failures.tell(error)
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

/** Each failure once, not at each run: what fails every second would bury everything else. */
function tellFailures(name: string) {
  let last: { readonly text: string; readonly toldAt: number } | undefined
  return {
    tell(error: unknown) {
      const text = String(error)
      const isKnown = last?.text === text && performance.now() - last.toldAt < REMIND_MS
      if (!isKnown && !isDatabaseAway(error)) {
        log('clock').error('{name} failed: {error}', { name, error })
        last = { text, toldAt: performance.now() }
      } else log('clock').debug('{name} failed: {error}', { name, error })
    },
    end() {
      last = undefined
    }
  }
}
