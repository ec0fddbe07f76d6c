import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from './postgres.ts'

/**
 * Applies pending `NNNN_name.sql` files in name order, each in its own transaction. Forward only.
 * A lock lets several processes start at once: the first migrates, the others wait.
 *
 * @returns The names applied by this call.
 */
export async function migrate(db: Database, folder: string): Promise<string[]> {
  const names = (await readdir(folder)).sort()
  const misnamed = names.find(name => !/^\d{4}_[a-z0-9-]+\.sql$/.test(name))
  if (misnamed) throw new Error(`${misnamed} is no name of a migration: NNNN_name.sql, in small letters and hyphens.`)
  const applied: string[] = []

  for (const name of names) {
    await db.transaction(async tx => {
      await tx.query("SELECT pg_advisory_xact_lock(hashtext('migrate'))")
      await tx.query(
        'CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())'
      )
      const { rowCount } = await tx.query('INSERT INTO migration (name) VALUES ($1) ON CONFLICT DO NOTHING', [name])
      if (rowCount === 0) return
      await tx.query(await readFile(join(folder, name), 'utf8'))
      applied.push(name)
    })
  }

  return applied
}
