/**
 * Starts the BitTorrent process when there is something to seed, ends it when there has been nothing for a while, and
 * starts it again when it ends by itself: what strangers send it can neither end nor swell whoever started it.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { log } from '../log.ts'
import type { EngineFigures, EngineOptions, Wish } from './contract.ts'
import type { FromEngine } from './process.ts'

export interface Engine {
  /** From now on, instead of what was wanted before. Other options than before start the process anew. */
  want(wish: Wish, options: EngineOptions): void
  /** Undefined while there is no process. */
  figures(): EngineFigures | undefined
  /** Of the process. */
  pid(): number | undefined
  stop(): Promise<void>
}

export interface EngineHooks {
  /** What has been given and received since the last call. */
  onMoved?(bytes: { given: number; received: number }): void
}

const MAIN = fileURLToPath(new URL('./process.ts', import.meta.url))
const RESTART_DELAYS_MS = [500, 2_000, 10_000, 60_000, 300_000]
const STEADY_MS = 300_000
const IDLE_MS = 60_000
const STOP_MS = 1_400
/** Nothing is kept in memory but connections: a process that wants more than this is ill. */
const HEAP_MB = 192

export function openEngine({ onMoved }: EngineHooks = {}): Engine {
  let wish: Wish = { torrents: [], uploadBytesPerSecond: -1 }
  let options: EngineOptions | undefined
  let child: ChildProcess | undefined
  let figures: EngineFigures | undefined
  let timer: NodeJS.Timeout | undefined
  let idleTimer: NodeJS.Timeout | undefined
  let failures = 0
  let isStopped = false

  const launch = () => {
    timer = undefined
    if (child || isStopped || !options || wish.torrents.length === 0) return
    const launchedAt = performance.now()
    const launched = start(options)
    child = launched
    launched.on('message', message => hear(message as FromEngine))
    launched.once('exit', (status, signal) => {
      if (child !== launched) return
      child = undefined
      figures = undefined
      if (isStopped || wish.torrents.length === 0) return
      failures = performance.now() - launchedAt > STEADY_MS ? 0 : failures + 1
      log('seeding').warn('The BitTorrent process ended ({cause})', { cause: signal ?? `status ${status}` })
      timer = setTimeout(launch, RESTART_DELAYS_MS[Math.min(failures, RESTART_DELAYS_MS.length) - 1] ?? 0)
    })
    launched.send(wish, () => {})
  }
  const hear = (message: FromEngine) => {
    const given = message.uploadedBytes - (figures?.uploadedBytes ?? 0)
    const received = message.receivedBytes - (figures?.receivedBytes ?? 0)
    figures = message
    if (given > 0 || received > 0) onMoved?.({ given, received })
  }
  const dismiss = async () => {
    const ending = child
    child = undefined
    figures = undefined
    if (ending) await end(ending)
  }

  return {
    want(next, nextOptions) {
      const isOther = JSON.stringify(nextOptions) !== JSON.stringify(options)
      const isNews = isOther || JSON.stringify(next) !== JSON.stringify(wish)
      wish = next
      options = nextOptions
      if (isStopped || !isNews) return
      clearTimeout(idleTimer)
      if (wish.torrents.length === 0) idleTimer = setTimeout(() => void dismiss(), IDLE_MS).unref()
      if (isOther && child) return void dismiss().then(launch)
      if (child) child.send(wish, () => {})
      else if (!timer) launch()
    },
    figures: () => figures,
    pid: () => child?.pid,
    async stop() {
      isStopped = true
      clearTimeout(timer)
      clearTimeout(idleTimer)
      await dismiss()
    }
  }
}

/** It gets no setting of ours and no secret; its own process group keeps the terminal's Ctrl-C from it. */
function start(options: EngineOptions): ChildProcess {
  const { PATH, HOME, LANG, NODE_EXTRA_CA_CERTS, NODE_COMPILE_CACHE } = process.env
  const env = Object.fromEntries(
    Object.entries({ PATH, HOME, LANG, NODE_EXTRA_CA_CERTS, NODE_COMPILE_CACHE }).filter(([, value]) => value)
  )
  const execArgv = [`--max-old-space-size=${HEAP_MB}`, '--max-semi-space-size=2']
  const child = fork(MAIN, [JSON.stringify(options)], { env, execArgv, detached: true })
  child.on('error', error => log('seeding').error('The BitTorrent process cannot be started: {error}', { error }))
  return child
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
  await ended
  clearTimeout(timer)
}
