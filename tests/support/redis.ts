import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from './free-port.ts'

export interface TestRedis {
  readonly url: string
  /** Ends it and starts it again on the same port, with what it had saved. */
  restart(): Promise<void>
  close(): Promise<void>
}

/** A Redis of its own, on a free port of this machine. */
export async function startRedis(): Promise<TestRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'colombier-redis-'))
  const port = await freePort()
  let server = await launch(port, folder)
  return {
    url: `redis://127.0.0.1:${port}`,
    async restart() {
      await end(server)
      server = await launch(port, folder)
    },
    async close() {
      await end(server)
      await rm(folder, { recursive: true, force: true })
    }
  }
}

async function launch(port: number, folder: string): Promise<ChildProcess> {
  const settings = { bind: '127.0.0.1', dir: folder, save: '', appendonly: 'yes', 'maxmemory-policy': 'noeviction' }
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value])
  const server = spawn('redis-server', ['--port', String(port), ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: server.stdout })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.once('exit', () => reject(new Error('redis-server ended at once')))
    lines.on('line', line => line.includes('Ready to accept connections') && resolve())
  })
  return server
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  server.kill()
  await once(server, 'exit')
}
