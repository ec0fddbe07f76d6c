/** How PostgreSQL answers the statements of a request. */
import type { Database, Queryable } from '../../../packages/server/src/platform/postgres.ts'
import type { Statement } from './app.ts'

interface Node {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly Plans?: readonly Node[]
}

interface Explained {
  readonly Plan: Node & { readonly 'Shared Hit Blocks'?: number; readonly 'Shared Read Blocks'?: number }
  readonly 'Execution Time'?: number
  readonly Planning?: { readonly 'Memory Used'?: number }
}

export interface Plan {
  /** Measured, when the statement was run. */
  readonly executionMs: number
  /** Of 8 kB, read to answer. */
  readonly blocks: number
  /** Tables that were read from one end to the other. */
  readonly scanned: readonly string[]
}

/** @param run Runs the statement to measure it, besides planning it. */
export async function explain(db: Queryable, { text, values }: Statement, { run }: { run: boolean }): Promise<Plan> {
  const options = run ? 'ANALYZE, BUFFERS, FORMAT JSON' : 'FORMAT JSON'
  const { rows } = await db.query<{ 'QUERY PLAN': [Explained] }>(`EXPLAIN (${options}) ${text}`, values)
  const [explained] = rows[0]!['QUERY PLAN']
  const { 'Shared Hit Blocks': hit = 0, 'Shared Read Blocks': read = 0 } = explained.Plan
  return { executionMs: explained['Execution Time'] ?? 0, blocks: hit + read, scanned: scannedBy(explained.Plan) }
}

/**
 * What it takes to think of how to answer, in kB: it grows with the orders in which tables can be joined, as the time
 * does, but is the same on every machine.
 */
export async function planningKilobytes(db: Queryable, { text, values }: Statement): Promise<number> {
  const { rows } = await db.query<{ 'QUERY PLAN': [Explained] }>(`EXPLAIN (MEMORY, FORMAT JSON) ${text}`, values)
  return rows[0]!['QUERY PLAN'][0].Planning?.['Memory Used'] ?? 0
}

/**
 * Tables that a statement reads from one end to the other even where PostgreSQL avoids it at any price, as it does of
 * itself once they are large: no index leads to the rows.
 */
export function withoutIndex(db: Database, statement: Statement): Promise<readonly string[]> {
  return db.transaction(async tx => {
    await tx.query('SET LOCAL enable_seqscan = off')
    return (await explain(tx, statement, { run: false })).scanned
  })
}

function scannedBy(node: Node): string[] {
  const own = node['Node Type'] === 'Seq Scan' && node['Relation Name'] ? [node['Relation Name']] : []
  return [...new Set([...own, ...(node.Plans ?? []).flatMap(scannedBy)])]
}

/** Only what reads: the others are none of a list's. */
export const isQuery = ({ text }: Statement) => /^\s*(SELECT|WITH)\b/i.test(text)

/** Tables with at least so many rows, as PostgreSQL estimates them. */
export async function largeTables(db: Database, rowsMin: number): Promise<Set<string>> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND reltuples >= $1`,
    [rowsMin]
  )
  return new Set(rows.map(({ name }) => name))
}
