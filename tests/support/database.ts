import { randomUUID } from 'node:crypto'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../../packages/server/src/platform/postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
  }
}

export const MIGRATIONS = new URL('../../packages/server/migrations', import.meta.url).pathname

/** Never connected to during the tests: PostgreSQL copies only a database that nobody uses. */
export const TEMPLATE = 'migrated'

export interface FreshDatabase {
  readonly db: Database
  /** For whatever opens its own connections. */
  readonly url: string
  /** Drops the database, whoever is still connected. */
  close(): Promise<void>
}

/** A new, migrated, empty database of its own; call `close` when the file's tests are over. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await asAdministrator(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`)
  const url = databaseUrl(inject('postgresUrl'), name)
  const db = openDatabase(url, { max: 5 })
  return {
    db,
    url,
    async close() {
      await db.close()
      await asAdministrator(`DROP DATABASE ${name} WITH (FORCE)`)
    }
  }
}

/** The same server, another database. */
export function databaseUrl(url: string, name: string): string {
  const parsed = new URL(url)
  parsed.pathname = `/${name}`
  return parsed.href
}

async function asAdministrator(statement: string): Promise<void> {
  const db = openDatabase(inject('postgresUrl'), { max: 1 })
  try {
    await db.query(statement)
  } finally {
    await db.close()
  }
}
