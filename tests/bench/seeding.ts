/** What it costs a server to seed. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { SeedingReport } from '../../packages/server/src/contract/index.ts'
import { signIn } from '../support/api.ts'
import { plantVideos } from '../support/planted-videos.ts'
import { readTree } from './server/processes.ts'
import { openDatabaseOf, withServer } from './server/running.ts'
import type { Table } from './table.ts'

const TORRENTS = 50
const FILE_BYTES = 5_000_000
const TARGET_MB = 80
const SETTLE_MS = 15_000
const WAIT_MS = 180_000

export async function* measure(): AsyncGenerator<Table> {
  yield await withServer(async server => {
    const api = await signIn(server.origin)
    const settings = async (enabled: boolean) => {
      const body = JSON.stringify({ seeding: { enabled, maxTorrents: TORRENTS } })
      await api.fetch('/config/custom', { method: 'PUT', body, headers: { 'content-type': 'application/json' } })
    }
    await settings(false)
    const db = openDatabaseOf(server)
    try {
      await plantVideos({ db, dataFolder: server.dataFolder }, { count: TORRENTS, sizeBytes: FILE_BYTES })
      await waitFor(async () => {
        const { rows } = await db.query<{ count: number }>('SELECT count(*) FROM video_file WHERE info_hash IS NULL')
        return rows[0]!.count === 0
      })
    } finally {
      await db.close()
    }
    await sleep(SETTLE_MS)
    const before = await memoryOf(server.pid)
    await settings(true)
    await waitFor(async () => (await api.json<SeedingReport>('/server/seeding')).torrents.length === TORRENTS)
    await sleep(SETTLE_MS)
    const after = await memoryOf(server.pid)
    const added = after - before
    return {
      title: `Memory (PSS) of the server and its BitTorrent process, ${TORRENTS} torrents seeded, MB`,
      columns: ['', 'before', 'after', 'added', 'target', 'met'],
      rows: [
        [
          ...['without PostgreSQL', before.toFixed(0), after.toFixed(0), added.toFixed(0)],
          ...[`<= ${TARGET_MB}`, added <= TARGET_MB ? 'yes' : 'NO']
        ]
      ]
    }
  })
}

async function memoryOf(pid: number): Promise<number> {
  const tree = await readTree(pid)
  return tree.filter(({ part }) => part !== 'PostgreSQL').reduce((sum, { pssBytes }) => sum + pssBytes, 0) / 1e6
}

async function waitFor(isThere: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + WAIT_MS
  while (!(await isThere())) {
    if (performance.now() > end) throw new Error('This takes too long')
    await sleep(500)
  }
}
