/** Requests a second: the list of videos and watch pages, with a thousand videos. */
import type { Table } from '../table.ts'
import { sendLoad } from './load.ts'
import { cpuByPart, readTree } from './processes.ts'
import { openDatabaseOf, type RunningServer, withServer } from './running.ts'
import { seedVideos } from './seed.ts'

const VIDEOS = 1000
const CONNECTIONS = 10
const DURATION_MS = Number(process.env['BENCH_LOAD_SECONDS'] ?? 10) * 1000
const WARM_UP_MS = 2000
const COLUMNS = ['', 'requests/s', 'target', 'met', 'p50, ms', 'p99, ms', 'target', 'met', 'failed']

interface Measure {
  readonly name: string
  readonly paths: readonly string[]
  readonly ratePerSecond: number | undefined
  readonly p99Ms?: number
}

export function measure(): AsyncGenerator<Table> {
  return tables()
}

async function* tables(): AsyncGenerator<Table> {
  yield await withServer(async server => {
    const db = openDatabaseOf(server)
    const references = await seedVideos(db, VIDEOS).finally(db.close)
    const rows: string[][] = []
    for (const one of measures(references)) rows.push(await measureOne(server, one))
    return {
      title: `Requests with ${VIDEOS} videos, ${CONNECTIONS} connections, ${DURATION_MS / 1000} s each`,
      columns: [...COLUMNS, 'a core of server would', 'of that database'],
      rows
    }
  })
}

function measures(references: readonly string[]): Measure[] {
  const pages = references.map(reference => `/w/${reference}`)
  return [
    { name: 'GET /api/v1/videos?count=15', paths: ['/api/v1/videos?count=15'], ratePerSecond: 1000, p99Ms: 50 },
    { name: 'one watch page', paths: pages.slice(0, 1), ratePerSecond: 1500 },
    { name: '200 watch pages in turn', paths: pages.slice(0, 200), ratePerSecond: 1500 },
    { name: `${VIDEOS} watch pages in turn`, paths: pages, ratePerSecond: undefined },
    {
      name: 'GET /api/v1/videos/{id}, in turn',
      paths: references.map(reference => `/api/v1/videos/${reference}`),
      ratePerSecond: undefined
    },
    { name: 'the home page', paths: ['/'], ratePerSecond: undefined }
  ]
}

async function measureOne({ port, pid }: RunningServer, { name, paths, ratePerSecond, p99Ms }: Measure) {
  const load = { port, paths, connections: CONNECTIONS }
  await sendLoad({ ...load, durationMs: WARM_UP_MS })
  const before = cpuByPart(await readTree(pid))
  const result = await sendLoad({ ...load, durationMs: DURATION_MS })
  const after = cpuByPart(await readTree(pid))
  const rate = result.answered / (result.durationMs / 1000)
  const serverSeconds = after.server - before.server
  const databaseShare = (after.PostgreSQL - before.PostgreSQL) / serverSeconds
  return [
    name,
    rate.toFixed(0),
    ...verdict(rate, ratePerSecond, '>='),
    result.p50Ms.toFixed(1),
    result.p99Ms.toFixed(1),
    ...verdict(result.p99Ms, p99Ms, '<'),
    String(result.failed),
    (result.answered / serverSeconds).toFixed(0),
    `${databaseShare.toFixed(2)} core`
  ]
}

function verdict(figure: number, target: number | undefined, relation: '>=' | '<'): [target: string, met: string] {
  if (target === undefined) return ['', '']
  return [`${relation} ${target}`, (relation === '<' ? figure < target : figure >= target) ? 'yes' : 'NO']
}
