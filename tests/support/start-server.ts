import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'
import { giveCluster } from './made-cluster.ts'

const ROOT = new URL('../..', import.meta.url).pathname
const READY_MS = 60_000

export interface TestServerOptions {
  /** Kept when given; otherwise a new one, removed by `close`. */
  readonly dataFolder?: string
  /** Starts on an empty folder, as the very first time, and makes its database itself. */
  readonly isBlank?: boolean
  /** Settings besides the port, the address, the folder and the password. */
  readonly env?: Readonly<Record<string, string>>
}

/** A whole server in processes of its own: database, pages, queue, transcoder. */
export interface RunningTestServer {
  /** `http://localhost:PORT` */
  readonly origin: string
  readonly dataFolder: string
  readonly pid: number
  /** Everything it wrote to its terminal so far. */
  readonly output: () => string
  /** As Ctrl-C does. */
  stop(): Promise<void>
  /** kill -9 of the server's own process. */
  kill(): Promise<void>
  /** Starts it again on the same folder and port, after `stop` or `kill`. */
  start(): Promise<void>
  close(): Promise<void>
}

export const PASSWORD = 'a password for tests'

/** @throws Error with the server's own words when it does not come up. */
export async function startTestServer(options: TestServerOptions = {}): Promise<RunningTestServer> {
  const { dataFolder, isBlank = false, env = {} } = options
  const folder = dataFolder ?? (await mkdtemp(join(tmpdir(), 'colombier-server-')))
  if (!dataFolder && !isBlank && !env['DATABASE_URL']) await giveCluster(folder)
  const port = await freePort()
  let output = ''
  let server: ChildProcess

  const start = async () => {
    const { PATH, HOME, NODE_COMPILE_CACHE } = process.env
    const settings = {
      PORT: String(port),
      COLOMBIER_HOST: '127.0.0.1',
      COLOMBIER_URL: `http://localhost:${port}`,
      COLOMBIER_DATA: folder,
      COLOMBIER_ADMIN_PASSWORD: PASSWORD
    }
    server = spawn(process.execPath, [join(ROOT, 'packages/server/src/main.ts')], {
      // Outside the repository, so that nobody's .env is read.
      cwd: folder,
      env: { PATH, HOME, NODE_COMPILE_CACHE, ...settings, ...env },
      stdio: ['ignore', 'pipe', 'pipe']
    })
    await ready(server, text => {
      output += text
    })
  }
  const end = async (signal: NodeJS.Signals) => {
    if (server.exitCode !== null || server.signalCode !== null) return
    const exited = once(server, 'exit')
    server.kill(signal)
    await exited
  }

  await start()
  return {
    origin: `http://localhost:${port}`,
    dataFolder: folder,
    get pid() {
      return server.pid!
    },
    output: () => output,
    start,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    async close() {
      await end('SIGTERM')
      if (!dataFolder) await rm(folder, { recursive: true, force: true })
    }
  }
}

function ready(server: ChildProcess, hear: (text: string) => void): Promise<void> {
  let said = ''
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      server.kill('SIGKILL')
      reject(new Error(`The server did not come up:\n${said}`))
    }, READY_MS)
    const listen = (chunk: Buffer) => {
      said += chunk
      hear(String(chunk))
      if (!said.includes('is ready')) return
      clearTimeout(timer)
      resolve()
    }
    server.stdout?.on('data', listen)
    server.stderr?.on('data', listen)
    server.once('exit', status => {
      clearTimeout(timer)
      reject(new Error(`The server ended with status ${status}:\n${said}`))
    })
  })
}
