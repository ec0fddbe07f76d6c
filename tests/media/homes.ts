/** Both homes of the transcoding queue, and transcoders beside them. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { createPostgresBackend, Queue, withBackend } from 'bullmq'
import { TRANSCODE_QUEUE } from '../../packages/transcoder/src/contract.ts'
import { freshDatabase } from '../support/database.ts'
import { startRedis } from '../support/redis.ts'

const MAIN = new URL('../../packages/transcoder/src/main.ts', import.meta.url).pathname

export const HOMES = ['PostgreSQL', 'Redis'] as const

export interface Home {
  readonly queue: Queue
  /** What tells a transcoder where the queue is. */
  readonly env: NodeJS.ProcessEnv
  close(): Promise<void>
}

export async function openHome(name: (typeof HOMES)[number]): Promise<Home> {
  const server = name === 'Redis' ? await startRedis() : await freshDatabase()
  const queue =
    name === 'Redis'
      ? new Queue(TRANSCODE_QUEUE, { connection: { url: server.url } })
      : (new (withBackend(createPostgresBackend).Queue)(TRANSCODE_QUEUE, {
          connection: { connectionString: server.url, migrate: true, schema: 'bullmq', max: 2 }
        }) as unknown as Queue)
  await queue.waitUntilReady()
  return {
    queue,
    env: name === 'Redis' ? { REDIS_URL: server.url } : { DATABASE_URL: server.url },
    async close() {
      await queue.close()
      await server.close()
    }
  }
}

/** @param onLine Gets each line of its log. */
export function startTranscoder(home: Home, dataFolder: string, onLine?: (line: string) => void): ChildProcess {
  const level = onLine ? 'info' : 'error'
  const { PATH, NODE_COMPILE_CACHE } = process.env
  const env = { PATH, NODE_COMPILE_CACHE, COLOMBIER_DATA: dataFolder, COLOMBIER_LOG_LEVEL: level, ...home.env }
  const child = fork(MAIN, [], { env, stdio: ['ignore', onLine ? 'pipe' : 'inherit', 'inherit', 'ipc'] })
  if (onLine) createInterface(child.stdout!).on('line', onLine)
  return child
}

export async function endTranscoder(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  await once(child, 'exit')
}
