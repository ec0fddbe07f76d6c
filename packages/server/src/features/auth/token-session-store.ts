/** SQL for showing and ending sessions one by one. Table: oauth_token. */
import type { TokenSession, TokenSessionListQuery } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'

const SORT_COLUMNS: Record<string, string> = {
  createdAt: 'created_at',
  loginDate: 'login_at',
  lastActivityDate: 'active_at'
}

interface SessionRow {
  id: number
  is_current: boolean
  login_device: string
  login_address: string
  login_at: Date
  active_device: string
  active_address: string
  active_at: Date
  created_at: Date
}

/** Those that can still be used, be it after a refresh. @param currentHash Of the session that asks. */
export async function listTokenSessions(
  db: Queryable,
  userId: number,
  { start, count, sort, currentHash }: TokenSessionListQuery & { currentHash: Buffer | undefined }
): Promise<{ total: number; data: TokenSession[] }> {
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC'
  const order = `${SORT_COLUMNS[sort.replace('-', '')]} ${direction}, id ${direction}`
  const { rows } = await db.query<SessionRow>(
    `SELECT id, access_token_hash IS NOT DISTINCT FROM $4 AS is_current, login_device, login_address, login_at,
            active_device, active_address, active_at, created_at
       FROM oauth_token WHERE user_id = $1 AND refresh_expires_at > now()
      ORDER BY ${order} LIMIT $2 OFFSET $3`,
    [userId, count, start, currentHash ?? null]
  )
  const counted = await db.query<{ total: number }>(
    'SELECT count(*) AS total FROM oauth_token WHERE user_id = $1 AND refresh_expires_at > now()',
    [userId]
  )
  return { total: counted.rows[0]!.total, data: rows.map(toTokenSession) }
}

function toTokenSession(row: SessionRow): TokenSession {
  return {
    id: row.id,
    currentSession: row.is_current,
    loginDevice: row.login_device,
    loginIP: row.login_address,
    loginDate: row.login_at.toISOString(),
    lastActivityDevice: row.active_device,
    lastActivityIP: row.active_address,
    lastActivityDate: row.active_at.toISOString(),
    createdAt: row.created_at.toISOString()
  }
}

/** @returns The hash it was found by; undefined when the user has no such session. */
export async function findTokenHash(db: Queryable, userId: number, sessionId: number): Promise<Buffer | undefined> {
  const { rows } = await db.query<{ access_token_hash: Buffer }>(
    'SELECT access_token_hash FROM oauth_token WHERE id = $2 AND user_id = $1 AND refresh_expires_at > now()',
    [userId, sessionId]
  )
  return rows[0]?.access_token_hash
}

/** Notes that a session was used; does nothing when that was noted less than `minimumSeconds` ago. */
export async function noteActivity(
  db: Queryable,
  accessHash: Buffer,
  { address, device }: { address: string; device: string },
  minimumSeconds: number
): Promise<void> {
  await db.query(
    `UPDATE oauth_token SET active_at = now(), active_address = $2, active_device = $3
      WHERE access_token_hash = $1 AND active_at < now() - make_interval(secs => $4)`,
    [accessHash, address, device, minimumSeconds]
  )
}
