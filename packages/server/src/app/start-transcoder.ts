/**
 * The transcoder beside the server: a process of its own, there only while there is work, because it would take
 * a fifth of the memory of a small machine for nothing most of the time.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { every } from '../platform/clock.ts'
import { log } from '../platform/log.ts'
import type { JobQueue } from '../platform/queue.ts'
import { type Config, transcoderEnv } from './config.ts'

export interface TranscoderSupervisor {
  /** Says that there is work. */
  wake(): void
  /** Puts what runs back into the queue. At most two seconds. */
  stop(): Promise<void>
}

export interface TranscoderOptions {
  readonly config: Config
  readonly databaseUrl: string
  readonly queue: Pick<JobQueue, 'countUnfinished'>
}

const MAIN = fileURLToPath(new URL('../../../transcoder/src/main.ts', import.meta.url))
const CHECK_EVERY_MS = 10_000
/** Without work for this long, the transcoder is ended. */
const IDLE_MS = 10_000
const RESTART_DELAYS_MS = [0, 500, 1_000, 2_000, 5_000, 10_000, 30_000]
const STEADY_MS = 60_000
const STOP_MS = 1_500

export function superviseTranscoder({ config, databaseUrl, queue }: TranscoderOptions): TranscoderSupervisor {
  let child: ChildProcess | undefined
  let restartTimer: NodeJS.Timeout | undefined
  let lastWork = 0
  let dismissedAt = 0
  let failures = 0
  let isStopping = false

  const launch = () => {
    if (child || restartTimer || isStopping) return
    const launchedAt = performance.now()
    child = forkTranscoder(config, databaseUrl)
    child.once('exit', (status, signal) => {
      child = undefined
      const wasDismissed = dismissedAt > launchedAt
      if (isStopping || (wasDismissed && lastWork < dismissedAt)) return
      failures = wasDismissed || performance.now() - launchedAt > STEADY_MS ? 0 : failures + 1
      if (!wasDismissed)
        log('transcoding').warn('The transcoder ended ({cause})', { cause: signal ?? `status ${status}` })
      restartTimer = setTimeout(relaunch, RESTART_DELAYS_MS[Math.min(failures, RESTART_DELAYS_MS.length - 1)])
    })
  }
  const relaunch = () => {
    restartTimer = undefined
    launch()
  }
  const wake = () => {
    lastWork = performance.now()
    launch()
  }
  const check = async () => {
    if ((await queue.countUnfinished()) > 0) return wake()
    if (!child || performance.now() - lastWork < IDLE_MS) return
    dismissedAt = performance.now()
    child.kill('SIGTERM')
  }
  const clock = every(CHECK_EVERY_MS, 'Looking for work for the transcoder', check)

  return {
    wake,
    async stop() {
      isStopping = true
      clearTimeout(restartTimer)
      await Promise.all([clock.stop(), child && endProcess(child)])
    }
  }
}

function forkTranscoder(config: Config, databaseUrl: string): ChildProcess {
  // Its own process group: Ctrl-C in the terminal reaches the server alone, which then stops things in order. When
  // the server is killed, the channel between them closes, and the transcoder ends by itself.
  const child = fork(MAIN, [], { env: transcoderEnv(config, databaseUrl), detached: true, execArgv: [] })
  child.on('error', error => log('transcoding').error('The transcoder cannot be started: {error}', { error }))
  return child
}

async function endProcess(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => killGroup(child), STOP_MS)
  await ended
  clearTimeout(timer)
}

/** With whatever the transcoder has started. */
function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid) process.kill(-pid, 'SIGKILL')
  } catch {
    // Gone already.
  }
}
