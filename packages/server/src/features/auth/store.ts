/** SQL of the auth slice: applications and tokens. Tables: oauth_client, oauth_token; reads app_user. */

import type { Viewer } from '../../platform/http.ts'
import type { Database, Queryable } from '../../platform/postgres.ts'
import type { Visit } from './visit.ts'

export interface Client {
  readonly id: string
  readonly secret: string
}

export async function findFirstClient(db: Queryable): Promise<Client | undefined> {
  const { rows } = await db.query<Client>(
    'SELECT client_id AS id, client_secret AS secret FROM oauth_client ORDER BY client_id LIMIT 1'
  )
  return rows[0]
}

/** Stores `candidate` unless the server has an application already; both ways, returns the one it has. */
export async function insertFirstClient(db: Database, candidate: Client): Promise<Client> {
  return db.transaction(async tx => {
    await tx.query("SELECT pg_advisory_xact_lock(hashtext('oauth-client'))")
    const found = await findFirstClient(tx)
    if (found) return found
    await tx.query('INSERT INTO oauth_client (client_id, client_secret) VALUES ($1, $2)', [
      candidate.id,
      candidate.secret
    ])
    return candidate
  })
}

export async function findClientSecret(db: Queryable, clientId: string): Promise<string | undefined> {
  const { rows } = await db.query<{ client_secret: string }>(
    'SELECT client_secret FROM oauth_client WHERE client_id = $1',
    [clientId]
  )
  return rows[0]?.client_secret
}

export interface NewToken {
  readonly userId: number
  readonly accessHash: Buffer
  readonly accessSeconds: number
  readonly refreshHash: Buffer
  readonly refreshSeconds: number
  /** The request that it is made for. */
  readonly visit: Visit
  /** Of a token that takes another's place: how that one began. */
  readonly login?: Login
}

/** How a session began. */
export interface Login extends Visit {
  readonly at: Date
}

export async function insertToken(db: Queryable, token: NewToken): Promise<void> {
  const { visit, login = visit } = token
  await db.query(
    `INSERT INTO oauth_token (user_id, access_token_hash, access_expires_at, refresh_token_hash, refresh_expires_at,
                              active_address, active_device, login_address, login_device, login_at)
     VALUES ($1, $2, now() + make_interval(secs => $3), $4, now() + make_interval(secs => $5),
             $6, $7, $8, $9, coalesce($10, now()))`,
    [
      ...[token.userId, token.accessHash, token.accessSeconds, token.refreshHash, token.refreshSeconds],
      ...[visit.address, visit.device, login.address, login.device, token.login?.at ?? null]
    ]
  )
}

export interface TakenRefresh {
  readonly userId: number
  readonly accessHash: Buffer
  readonly isExpired: boolean
  readonly login: Login
}

/** Removes a token by its refresh part. Of two that try at once, one gets it and the other nothing. */
export async function takeByRefresh(db: Queryable, refreshHash: Buffer): Promise<TakenRefresh | undefined> {
  const { rows } = await db.query<TakenRefresh & { at: Date }>(
    `DELETE FROM oauth_token WHERE refresh_token_hash = $1
     RETURNING user_id AS "userId", access_token_hash AS "accessHash", refresh_expires_at <= now() AS "isExpired",
               json_build_object('address', login_address, 'device', login_device) AS login, login_at AS at`,
    [refreshHash]
  )
  const row = rows[0]
  return row && { ...row, login: { ...row.login, at: row.at } }
}

export interface Session {
  readonly viewer: Viewer
  readonly expiresAt: Date
  /** When it was used last, give or take some minutes. */
  readonly activeAt: Date
}

interface SessionRow {
  user_id: number
  account_id: number
  username: string
  role: Viewer['role']
  access_expires_at: Date
  active_at: Date
}

/** Asked at every request that carries a token. */
export async function findSession(db: Queryable, accessHash: Buffer): Promise<Session | undefined> {
  const { rows } = await db.query<SessionRow>(
    `SELECT app_user.id AS user_id, app_user.account_id, app_user.username, app_user.role,
            oauth_token.access_expires_at, oauth_token.active_at
       FROM oauth_token
       JOIN app_user ON app_user.id = oauth_token.user_id
      WHERE oauth_token.access_token_hash = $1 AND oauth_token.access_expires_at > now() AND NOT app_user.blocked`,
    [accessHash],
    'auth-find-session'
  )
  const row = rows[0]
  if (!row) return undefined
  return {
    viewer: { userId: row.user_id, accountId: row.account_id, username: row.username, role: row.role },
    expiresAt: row.access_expires_at,
    activeAt: row.active_at
  }
}

export async function extendSession(db: Queryable, accessHash: Buffer, lifetimeSeconds: number): Promise<void> {
  await db.query(
    `UPDATE oauth_token
        SET access_expires_at = now() + make_interval(secs => $2),
            refresh_expires_at = now() + make_interval(secs => $2)
      WHERE access_token_hash = $1`,
    [accessHash, lifetimeSeconds]
  )
}

export async function deleteToken(db: Queryable, accessHash: Buffer): Promise<void> {
  await db.query('DELETE FROM oauth_token WHERE access_token_hash = $1', [accessHash])
}

export async function deleteExpiredTokens(db: Queryable): Promise<void> {
  await db.query('DELETE FROM oauth_token WHERE refresh_expires_at < now()')
}

/** @returns The hashes they were found by. */
export async function deleteTokensOf(db: Queryable, userId: number): Promise<Buffer[]> {
  const { rows } = await db.query<{ access_token_hash: Buffer }>(
    'DELETE FROM oauth_token WHERE user_id = $1 RETURNING access_token_hash',
    [userId]
  )
  return rows.map(row => row.access_token_hash)
}
