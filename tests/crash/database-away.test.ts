/** The database stops under a running server, and comes back. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres
} from '../../packages/server/src/platform/embedded-postgres/index.ts'
import { type RunningTestServer, startTestServer } from '../support/start-server.ts'

const PATIENCE = { timeout: 60_000, interval: 100 }

let folder: string
let postgres: EmbeddedPostgres
let server: RunningTestServer
const startDatabase = async () => {
  postgres = await startEmbeddedPostgres({ folder: join(folder, 'postgres') })
}
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'colombier-away-'))
  await startDatabase()
  server = await startTestServer({ env: { DATABASE_URL: postgres.url, COLOMBIER_LOG_LEVEL: 'debug' } })
})
afterAll(async () => {
  await server?.close()
  await postgres?.stop()
  await rm(folder, { recursive: true, force: true })
})

/** A film's page, which no cache answers. */
const ask = (path: string, accept: string) => fetch(`${server.origin}${path}`, { headers: { accept } })
const film = '/w/kkGMgK9ZtnKfYAgnEtQxbv'
const linesOf = (text: string | RegExp) =>
  server
    .output()
    .split('\n')
    .filter(line => line.search(text) >= 0)

test('visitors are asked to wait, the log says so once, and all goes on when it is back', async () => {
  await postgres.stop()
  await vi.waitUntil(async () => (await ask('/api/v1/videos', 'application/json')).status === 503, PATIENCE)
  const refusal = await ask('/api/v1/videos', 'application/json')
  expect(refusal.headers.get('Retry-After')).toBe('5')
  expect(await refusal.json()).toMatchObject({ status: 503, detail: expect.stringContaining('database') })
  const page = await ask(film, 'text/html')
  expect(page.status).toBe(503)
  expect(await page.text()).toContain('The server is resting')

  // Whatever works by the clock has tried, more than once.
  await vi.waitUntil(() => linesOf('Sharing rate limits failed').length > 3, PATIENCE)
  await startDatabase()
  await vi.waitUntil(async () => (await ask('/api/v1/videos', 'application/json')).status === 200, PATIENCE)

  await vi.waitUntil(() => linesOf('The database can be reached again').length > 0, PATIENCE)
  expect(linesOf('The database cannot be reached')).toHaveLength(1)
  expect(linesOf('The database can be reached again')).toHaveLength(1)
  expect(linesOf(/^\S+ \S+ error /)).toEqual([])
}, 180_000)
