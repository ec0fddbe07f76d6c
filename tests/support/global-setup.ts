/** One folder for whatever a run writes, and one embedded PostgreSQL with a migrated database to copy for each test. */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../../packages/server/src/platform/embedded-postgres/index.ts'
import { migrate } from '../../packages/server/src/platform/migrate.ts'
import { openDatabase } from '../../packages/server/src/platform/postgres.ts'
import { MIGRATIONS, TEMPLATE } from './database.ts'
import { keepCluster } from './made-cluster.ts'
import { endProcesses } from './processes.ts'

const ROOT = new URL('../..', import.meta.url).pathname
const PREFIX = 'colombier-tests-'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeLeftovers()
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`))
  // Passed on to every process of this run, so that nothing of a run that is killed is left anywhere else.
  process.env['TMPDIR'] = folder
  // As `npm start` does: what one server has compiled, the next one need not.
  process.env['NODE_COMPILE_CACHE'] = join(ROOT, 'node_modules/.cache/compiled')
  // What a crash of the machine would lose is of no use to anybody here.
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '150' }
  const start = () => startEmbeddedPostgres({ folder: join(folder, 'postgres'), settings })
  const first = await start()
  const own = openDatabase(first.url)
  await migrate(own, MIGRATIONS)
  await own.close()
  await first.stop()
  await keepCluster(join(folder, 'postgres'))

  const postgres = await start()
  const admin = openDatabase(postgres.url, { max: 1 })
  await admin.query(`CREATE DATABASE ${TEMPLATE} TEMPLATE colombier`)
  await admin.close()

  project.provide('postgresUrl', postgres.url)
  return async () => {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Of runs that were killed: folders, and processes that are still at work in them. */
async function removeLeftovers(): Promise<void> {
  const names = (await readdir(tmpdir())).filter(name => name.startsWith(PREFIX))
  for (const name of names) {
    if (isAlive(Number.parseInt(name.slice(PREFIX.length), 10))) continue
    const folder = join(tmpdir(), name)
    await endProcesses(folder)
    await rm(folder, { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
