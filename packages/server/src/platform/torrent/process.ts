/**
 * The BitTorrent process. It ends with the one that started it, and when its client cannot go on: whoever started it
 * starts it again.
 */
// First, because webtorrent keeps the `fetch` that it finds.
import './guarded-fetch.ts'
import { configureLogs, log } from '../log.ts'
import type { EngineFigures, EngineOptions, Wish } from './contract.ts'
import { openSwarm } from './swarm.ts'

export type ToEngine = Wish
export type FromEngine = EngineFigures

const REPORT_MS = 1000
const CLOSE_MS = 1000

const options = JSON.parse(process.argv[2] ?? '{}') as EngineOptions
configureLogs(options.logLevel)
// What strangers send must not end in an endless loop of half-broken connections.
process.on('uncaughtException', fail).on('unhandledRejection', fail)

const swarm = await openSwarm(options, fail)
let lastReport = ''
setInterval(report, REPORT_MS)
report()
process.on('message', (wish: ToEngine) => swarm.follow(wish))
process.on('disconnect', end)
process.on('SIGTERM', end)

function report(): void {
  const figures: FromEngine = swarm.figures()
  const text = JSON.stringify(figures)
  if (text === lastReport || !process.connected) return
  lastReport = text
  process.send?.(figures, () => {})
}

function end(): void {
  setTimeout(() => process.exit(), CLOSE_MS)
  void swarm.close().then(() => process.exit())
}

function fail(error: unknown): never {
  log('seeding').error('{error}', { error })
  process.exit(1)
}
