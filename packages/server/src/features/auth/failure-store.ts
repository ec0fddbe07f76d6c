/** SQL of refused sign-ins. Table: sign_in_failure. */
import type { Database, Queryable } from '../../platform/postgres.ts'

export interface Limit {
  /** What failures are counted under; opaque. */
  readonly key: string
  readonly failuresMax: number
}

export type Reservation =
  | { readonly isAllowed: true; readonly reservedAt: string }
  | { readonly isAllowed: false; readonly retryAfterSeconds: number }

/**
 * Counts an attempt as failed before it is made, unless one of its limits is reached: attempts made at the same
 * moment then cannot all pass. Whoever succeeds takes it back with `deleteFailures`.
 */
export async function reserveFailure(
  db: Database,
  limits: readonly Limit[],
  windowSeconds: number
): Promise<Reservation> {
  // One order for all, so that two attempts never wait for each other.
  const sorted = [...limits].sort((a, b) => (a.key < b.key ? -1 : 1))
  const keys = sorted.map(limit => limit.key)

  return db.transaction(async tx => {
    for (const key of keys) await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [key])

    const retryAfterSeconds = await secondsUntilFree(tx, sorted, windowSeconds)
    if (retryAfterSeconds !== undefined) return { isAllowed: false, retryAfterSeconds }

    const { rows } = await tx.query<{ at: string }>(
      `WITH moment AS (SELECT clock_timestamp() AS at),
            stored AS (INSERT INTO sign_in_failure (key, failed_at)
                       SELECT key, moment.at FROM unnest($1::text[]) AS key, moment)
       SELECT at::text FROM moment`,
      [keys]
    )
    return { isAllowed: true, reservedAt: rows[0]!.at }
  })
}

/** Undefined when no limit is reached; else the time until the last of the reached ones has room again. */
async function secondsUntilFree(
  tx: Queryable,
  limits: readonly Limit[],
  windowSeconds: number
): Promise<number | undefined> {
  const { rows } = await tx.query<{ seconds: number | null }>(
    `SELECT max(extract(epoch FROM decisive.failed_at - clock_timestamp()))::float8 + $3 AS seconds
       FROM unnest($1::text[], $2::int[]) AS bound (key, failures_max)
      CROSS JOIN LATERAL (
            SELECT failed_at FROM sign_in_failure
             WHERE key = bound.key AND failed_at > clock_timestamp() - make_interval(secs => $3)
             ORDER BY failed_at DESC
            OFFSET bound.failures_max - 1 LIMIT 1) AS decisive`,
    [limits.map(limit => limit.key), limits.map(limit => limit.failuresMax), windowSeconds]
  )
  return rows[0]?.seconds ?? undefined
}

/** @param reservedAt As `reserveFailure` gave it. */
export async function deleteFailures(db: Queryable, keys: readonly string[], reservedAt: string): Promise<void> {
  await db.query('DELETE FROM sign_in_failure WHERE key = ANY($1) AND failed_at = $2::timestamptz', [keys, reservedAt])
}

export async function deleteAllFailures(db: Queryable, key: string): Promise<void> {
  await db.query('DELETE FROM sign_in_failure WHERE key = $1', [key])
}

export async function deleteOldFailures(db: Queryable, windowSeconds: number): Promise<void> {
  await db.query('DELETE FROM sign_in_failure WHERE failed_at < now() - make_interval(secs => $1)', [windowSeconds])
}
