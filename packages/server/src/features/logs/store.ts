/** SQL of the logs slice. Table: audit_entry. */
import type { Queryable } from '../../platform/postgres.ts'

export interface AuditEntry {
  readonly username: string
  readonly operation: string
  readonly path: string
  /** Without its last part. */
  readonly address: string
}

const KEPT_DAYS = 90
const LIST_MAX = 1000

export async function insertAuditEntry(db: Queryable, entry: AuditEntry): Promise<void> {
  await db.query('INSERT INTO audit_entry (username, operation, path, address) VALUES ($1, $2, $3, $4)', [
    entry.username,
    entry.operation,
    entry.path,
    entry.address
  ])
}

/** The last ones of that time, the oldest first. */
export async function listAuditEntries(
  db: Queryable,
  { startDate, endDate }: { startDate: Date; endDate?: Date | undefined }
): Promise<(AuditEntry & { readonly at: Date })[]> {
  const { rows } = await db.query<AuditEntry & { at: Date }>(
    `SELECT * FROM (SELECT id, at, username, operation, path, address FROM audit_entry
                     WHERE at >= $1 AND at <= coalesce($2, now()) ORDER BY at DESC, id DESC LIMIT ${LIST_MAX}) newest
      ORDER BY at, id`,
    [startDate, endDate ?? null]
  )
  return rows
}

/** Forgets what is old. */
export async function sweepAudit(db: Queryable): Promise<void> {
  await db.query(`DELETE FROM audit_entry WHERE at < now() - interval '${KEPT_DAYS} days'`)
}
