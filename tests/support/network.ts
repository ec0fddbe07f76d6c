/** Whole servers that know each other by the addresses of lines that can be cut. */
import type { Database } from '../../packages/server/src/platform/postgres.ts'
import { openServersDatabase } from '../crash/whole.ts'
import { type Api, signIn } from './api.ts'
import { type BreakableLine, layLine } from './broken-line.ts'
import { freePort } from './free-port.ts'
import { type RunningTestServer, startTestServer } from './start-server.ts'

export interface NetworkServer {
  readonly name: string
  /** As others know it. */
  readonly host: string
  readonly origin: string
  readonly line: BreakableLine
  readonly server: RunningTestServer
  readonly api: Api
  readonly db: Database
  close(): Promise<void>
}

const CLOCK = new URL('shifted-clock.mjs', import.meta.url).href

export async function startNetworkServer(
  name: string,
  { clockShiftMs = 0, env = {} }: { clockShiftMs?: number; env?: Readonly<Record<string, string>> } = {}
): Promise<NetworkServer> {
  const port = await freePort()
  const line = await layLine(() => port)
  const origin = `http://127.0.0.1:${line.port}`
  const server = await startTestServer({
    env: {
      PORT: String(port),
      COLOMBIER_URL: origin,
      COLOMBIER_NAME: name,
      COLOMBIER_RESOLUTIONS: '240',
      COLOMBIER_RATE_LIMITS: '1000',
      NODE_OPTIONS: `--import=${CLOCK}`,
      CLOCK_SHIFT_MS: String(clockShiftMs),
      ...env
    }
  })
  const direct = `http://127.0.0.1:${port}`
  const api = await signIn(direct)
  const db = openServersDatabase(server.dataFolder)
  return {
    name,
    origin,
    line,
    server,
    api,
    db,
    host: new URL(origin).host,
    async close() {
      await db.close()
      await server.close()
      await line.close()
    }
  }
}

/** What is still on its way, in or out. */
export async function countUnderWay({ db }: Pick<NetworkServer, 'db'>): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT (SELECT count(*) FROM domain_event) + (SELECT count(*) FROM delivery)
          + (SELECT count(*) FROM inbox_activity WHERE state = 'waiting') + (SELECT count(*) FROM outbox_reading) AS count`
  )
  return rows[0]!.count
}
