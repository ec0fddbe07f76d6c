/** SQL of runners. Tables: runner, runner_registration_token. */
import type { PageRange, RegisterRunnerBody } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'

export interface Runner {
  readonly id: number
  readonly name: string
}

interface RunnerRow extends Runner {
  readonly description: string | null
  readonly version: string | null
  readonly ip: string
  readonly last_contact: Date
  readonly created_at: Date
  readonly updated_at: Date
}

type Sorted = PageRange & { readonly sort: string }

export async function insertRegistrationToken(db: Queryable, token: string): Promise<void> {
  await db.query('INSERT INTO runner_registration_token (token) VALUES ($1)', [token])
}

/** The runners that used it go too. @returns Whether there was one. */
export async function deleteRegistrationToken(db: Queryable, id: number): Promise<boolean> {
  const { rowCount } = await db.query('DELETE FROM runner_registration_token WHERE id = $1', [id])
  return rowCount === 1
}

export async function listRegistrationTokens(db: Queryable, { start, count, sort }: Sorted) {
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC'
  const { rows: totals } = await db.query<{ total: number }>('SELECT count(*) AS total FROM runner_registration_token')
  const { rows } = await db.query<{ id: number; token: string; created_at: Date; updated_at: Date; runners: number }>(
    `SELECT token.*, (SELECT count(*) FROM runner WHERE registration_token_id = token.id) AS runners
       FROM runner_registration_token token ORDER BY token.id ${direction} LIMIT $1 OFFSET $2`,
    [count, start]
  )
  const data = rows.map(row => ({
    id: row.id,
    registrationToken: row.token,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    registeredRunnersCount: row.runners
  }))
  return { total: totals[0]!.total, data }
}

/** @returns Its id; `no-token` or `name-taken` when it cannot be. */
export async function insertRunner(
  db: Queryable,
  { registrationToken, name, description, version }: RegisterRunnerBody,
  { tokenHash, ip }: { readonly tokenHash: Buffer; readonly ip: string }
): Promise<number | 'no-token' | 'name-taken'> {
  const { rows } = await db.query<{ has_token: boolean; id: number | null }>(
    `WITH token AS (SELECT id FROM runner_registration_token WHERE token = $1),
          made AS (INSERT INTO runner (name, description, version, ip, token_hash, registration_token_id)
                   SELECT $2, $3, $4, $5, $6, id FROM token ON CONFLICT (name) DO NOTHING RETURNING id)
     SELECT EXISTS (SELECT 1 FROM token) AS has_token, (SELECT id FROM made) AS id`,
    [registrationToken, name, description || null, version || null, ip, tokenHash]
  )
  if (!rows[0]!.has_token) return 'no-token'
  return rows[0]!.id ?? 'name-taken'
}

/** Notes that it was heard of. @returns Undefined when nobody holds such a token. */
export async function touchRunner(
  db: Queryable,
  tokenHash: Buffer,
  { ip, version }: { readonly ip?: string | undefined; readonly version?: string | null | undefined } = {}
): Promise<Runner | undefined> {
  const { rows } = await db.query<Runner>(
    `UPDATE runner SET last_contact = now(), ip = coalesce($2, ip), version = coalesce($3, version)
      WHERE token_hash = $1 RETURNING id, name`,
    [tokenHash, ip ?? null, version ?? null]
  )
  return rows[0]
}

export async function deleteRunner(db: Queryable, id: number): Promise<boolean> {
  const { rowCount } = await db.query('DELETE FROM runner WHERE id = $1', [id])
  return rowCount === 1
}

export async function listRunners(db: Queryable, { start, count, sort }: Sorted) {
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC'
  const { rows: totals } = await db.query<{ total: number }>('SELECT count(*) AS total FROM runner')
  const { rows } = await db.query<RunnerRow>(
    `SELECT id, name, description, version, ip, last_contact, created_at, updated_at
       FROM runner ORDER BY id ${direction} LIMIT $1 OFFSET $2`,
    [count, start]
  )
  const data = rows.map(row => ({
    id: row.id,
    name: row.name,
    description: row.description,
    version: row.version,
    ip: row.ip,
    lastContact: row.last_contact,
    createdAt: row.created_at,
    updatedAt: row.updated_at
  }))
  return { total: totals[0]!.total, data }
}
