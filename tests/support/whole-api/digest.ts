/** Whether a database still holds what it held. */
import type { Database } from '../../../packages/server/src/platform/postgres.ts'

/**
 * What may change when nothing does: attempts are counted whether they succeed or not, and the trail of an earlier
 * request is written after its answer.
 */
const COUNTED = ['sign_in_failure', 'rate_limit', 'audit_entry']

export interface Watch {
  /** @returns The tables whose rows changed since the last call. */
  changes(): Promise<string[]>
}

export async function watchDatabase(db: Database): Promise<Watch> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`
  )
  const names = rows.map(({ name }) => name).filter(name => !COUNTED.includes(name))
  const text = names
    .map(
      name => `SELECT '${name}' AS name, md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM ${name} t`
    )
    .join(' UNION ALL ')
  const digest = async () =>
    new Map((await db.query<{ name: string; md5: string }>(text)).rows.map(({ name, md5 }) => [name, md5]))
  /** Rises with each transaction that writes: as long as it stands still, nothing needs to be read. */
  const writes = async () =>
    (await db.query<{ next: string }>('SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS next')).rows[0]!.next

  let last = { writes: await writes(), digest: await digest() }
  return {
    async changes() {
      const now = await writes()
      if (now === last.writes) return []
      const before = last.digest
      last = { writes: now, digest: await digest() }
      return [...last.digest].filter(([name, md5]) => before.get(name) !== md5).map(([name]) => name)
    }
  }
}
