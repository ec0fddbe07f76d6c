/** One embedded PostgreSQL for the whole run, with a migrated database from which each test's own is copied. */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../../packages/server/src/platform/embedded-postgres/index.ts'
import { migrate } from '../../packages/server/src/platform/migrate.ts'
import { openDatabase } from '../../packages/server/src/platform/postgres.ts'
import { databaseUrl, MIGRATIONS, TEMPLATE } from './database.ts'

const PREFIX = 'colombier-tests-'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeLeftovers()
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`))
  // What a crash of the machine would lose is of no use to anybody here.
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '150' }
  const postgres = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), settings })

  const admin = openDatabase(postgres.url)
  await admin.query(`CREATE DATABASE ${TEMPLATE}`)
  await admin.close()
  const template = openDatabase(databaseUrl(postgres.url, TEMPLATE))
  await migrate(template, MIGRATIONS)
  await template.close()

  project.provide('postgresUrl', postgres.url)
  return async () => {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Of runs that were killed: their PostgreSQL is stopped by starting it once more and stopping it in order. */
async function removeLeftovers(): Promise<void> {
  const names = (await readdir(tmpdir())).filter(name => name.startsWith(PREFIX))
  for (const name of names) {
    if (isAlive(Number.parseInt(name.slice(PREFIX.length), 10))) continue
    const folder = join(tmpdir(), name)
    const postgres = await startEmbeddedPostgres({ folder: join(folder, 'postgres') }).catch(() => undefined)
    await postgres?.stop()
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
