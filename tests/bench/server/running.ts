/** A server as `npm start` starts it, with its default database, in a data folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DATABASE_NAME, DATABASE_USER } from '../../../packages/server/src/platform/embedded-postgres/cluster.ts'
import { type Database, openDatabase } from '../../../packages/server/src/platform/postgres.ts'
import { freePort } from '../../support/free-port.ts'
import { PASSWORD } from '../../support/start-server.ts'

const ROOT = join(import.meta.dirname, '../../..')
const READY_MS = 60_000
const RETRY_MS = 3

export interface Place {
  readonly dataFolder: string
  readonly port: number
}

export interface RunningServer extends Place {
  readonly origin: string
  /** Of the server's own process. */
  readonly pid: number
  /** Milliseconds from the process's start to each path's first answer. */
  readonly answeredMs: readonly number[]
  /** As Ctrl-C does. */
  stop(): Promise<void>
}

/** Runs `work` in an empty data folder, which is removed afterwards. */
export async function inDataFolder<T>(work: (place: Place) => Promise<T>): Promise<T> {
  const dataFolder = await realpath(await mkdtemp(join(tmpdir(), 'colombier-bench-server-')))
  try {
    return await work({ dataFolder, port: await freePort() })
  } finally {
    await rm(dataFolder, { recursive: true, force: true })
  }
}

/** Runs `work` beside a server, which is stopped afterwards. */
export function withServer<T>(work: (server: RunningServer) => Promise<T>): Promise<T> {
  return inDataFolder(async place => {
    const server = await launchServer(place)
    try {
      return await work(server)
    } finally {
      await server.stop()
    }
  })
}

/** @throws Error with the server's own words when it does not come up. */
export async function launchServer(
  { dataFolder, port }: Place,
  paths: readonly string[] = ['/api/v1/ping']
): Promise<RunningServer> {
  const startedAt = performance.now()
  const child = spawnServer({ dataFolder, port })
  const words = hear(child)
  const stopWithUs = () => child.kill('SIGTERM')
  process.once('exit', stopWithUs)
  const answeredMs = await Promise.all(
    paths.map(async path => {
      await firstAnswer(`http://127.0.0.1:${port}${path}`, child, words)
      return performance.now() - startedAt
    })
  )
  return {
    dataFolder,
    port,
    origin: `http://localhost:${port}`,
    pid: child.pid!,
    answeredMs,
    async stop() {
      process.off('exit', stopWithUs)
      if (child.exitCode !== null || child.signalCode !== null) return
      const exited = once(child, 'exit')
      child.kill('SIGTERM')
      await exited
    }
  }
}

function spawnServer({ dataFolder, port }: Place): ChildProcess {
  return spawn(process.execPath, [join(ROOT, 'packages/server/bootstrap/start.mjs')], {
    // Outside the repository, so that nobody's .env is read.
    cwd: dataFolder,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      PORT: String(port),
      COLOMBIER_HOST: '127.0.0.1',
      COLOMBIER_DATA: dataFolder,
      COLOMBIER_ADMIN_PASSWORD: PASSWORD,
      // All requests of a measurement come from one address.
      COLOMBIER_RATE_LIMITS: '0'
    },
    stdio: ['ignore', 'pipe', 'pipe']
  })
}

/** The default database, which listens in the data folder only. */
export function openDatabaseOf({ dataFolder }: Place): Database {
  const socket = encodeURIComponent(join(dataFolder, 'postgres/socket'))
  return openDatabase(`postgresql:///${DATABASE_NAME}?host=${socket}&user=${DATABASE_USER}`, { max: 1 })
}

function hear(child: ChildProcess): () => string {
  let words = ''
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', chunk => {
      words = `${words}${chunk}`.slice(-10_000)
    })
  return () => words
}

async function firstAnswer(url: string, child: ChildProcess, words: () => string): Promise<void> {
  const deadline = performance.now() + READY_MS
  for (;;) {
    const response = await fetch(url).catch(() => undefined)
    if (response?.ok) return void (await response.arrayBuffer())
    if (child.exitCode !== null || performance.now() > deadline) {
      child.kill('SIGKILL')
      throw new Error(`The server did not come up:\n${words()}`)
    }
    await sleep(RETRY_MS)
  }
}
