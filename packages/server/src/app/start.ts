/** Brings the whole server up in order, and down again. */
import { createServer, type RequestListener, type Server } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CannotStart } from '../platform/cannot-start.ts'
import { startEmbeddedPostgres } from '../platform/embedded-postgres/index.ts'
import { log } from '../platform/log.ts'
import type { Config } from './config.ts'
import { assertFfmpeg, listen, openDataFolder } from './start-checks.ts'
import type { NewAdministrator } from './start-parts.ts'

export interface RunningServer {
  /** Set when this start made the first administrator. */
  readonly administrator: NewAdministrator | undefined
  /** Ends everything this server started, within five seconds, whatever hangs. */
  stop(): Promise<void>
}

export interface StartOptions {
  readonly config: Config
  /** Called when a running server cannot go on, with one sentence. */
  onFatal(reason: string): void
}

const HEADERS_TIMEOUT_MS = 30_000
/** Longer than nginx keeps an idle connection (60 s): who ends it first must be the one that sends on it. */
const KEEP_ALIVE_MS = 75_000

/** @throws CannotStart */
export async function startServer({ config, onFatal }: StartOptions): Promise<RunningServer> {
  const stops = openStops()
  try {
    const http = await openHttp(config)
    stops.add(100, () => closeHttp(http.server))
    await openDataFolder(config.dataFolder)
    // Private videos are not for the machine's other users, unless nginx, which is one of them, sends the files.
    process.umask(config.accelPrefix ? 0o022 : 0o027)
    // Of these, none needs another.
    const [databaseUrl, { startParts }] = await allSettledOrThrow(
      findDatabase(config, onFatal, stops),
      import('./start-parts.ts'),
      assertFfmpeg()
    )
    const parts = await startParts({ config, databaseUrl, stops })
    http.answerWith(parts.handler)
    parts.live.attach(http.server)
    stops.add(500, () => closeHttp(http.server))
    // First of all: an open one would keep the HTTP server from ending.
    stops.add(100, parts.live.close)
    return { administrator: parts.administrator, stop: stops.run }
  } catch (error) {
    await stops.run()
    throw error
  }
}

/** Like Promise.all, but nothing is still on its way when it rejects. */
async function allSettledOrThrow<const T extends readonly Promise<unknown>[]>(...promises: T) {
  await Promise.allSettled(promises)
  return Promise.all(promises)
}

/** What to stop, the last started first. */
export interface Stops {
  /** @param limitMs How long it may take before the next one is stopped nevertheless. */
  add(limitMs: number, stop: () => Promise<unknown>): void
  run(): Promise<void>
}

function openStops(): Stops {
  const stops: (() => Promise<unknown>)[] = []
  return {
    add(limitMs, stop) {
      stops.push(() => Promise.race([stop(), sleep(limitMs, undefined, { ref: false })]))
    },
    async run() {
      for (const stop of stops.splice(0).reverse())
        await stop().catch(error => log('server').warn('Stopping failed: {error}', { error }))
    }
  }
}

async function findDatabase(config: Config, onFatal: (reason: string) => void, stops: Stops): Promise<string> {
  if (config.databaseUrl) return config.databaseUrl
  const folder = join(config.dataFolder, 'postgres')
  const postgres = await startEmbeddedPostgres({ folder, onGivenUp: onFatal })
  stops.add(2_200, postgres.stop)
  return postgres.url
}

interface OpenHttp {
  readonly server: Server
  answerWith(handler: RequestListener): void
}

/** Takes the port at once, so that a taken one is known before anything else; requests wait until we can answer. */
async function openHttp({ port, host }: Config): Promise<OpenHttp> {
  const early: Parameters<RequestListener>[] = []
  const wait: RequestListener = (...exchange) => early.push(exchange)
  // An upload takes as long as its line is slow; whoever dawdles over the headers is still cut off.
  const limits = { requestTimeout: 0, headersTimeout: HEADERS_TIMEOUT_MS, keepAliveTimeout: KEEP_ALIVE_MS }
  const server = createServer(limits, wait)
  await listen(server, port, host)
  return {
    server,
    answerWith(handler) {
      server.off('request', wait).on('request', handler)
      for (const exchange of early.splice(0)) handler(...exchange)
    }
  }
}

/** Running requests get a moment to end. */
function closeHttp(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), 300).unref()
  })
}

/** One sentence for what the person at the terminal can mend, undefined for a fault of ours. */
export function asSentence(error: unknown): string | undefined {
  return error instanceof CannotStart ? error.message : undefined
}
