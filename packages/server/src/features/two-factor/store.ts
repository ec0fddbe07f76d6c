/** SQL of second factors. Tables: otp_request, the otp columns of app_user. */
import type { Queryable } from '../../platform/postgres.ts'

export interface FactorOwner {
  readonly userId: number
  readonly accountId: number
  readonly email: string
  readonly username: string
  readonly hasSecondFactor: boolean
}

export async function findFactorOwner(db: Queryable, userId: number): Promise<FactorOwner | undefined> {
  const { rows } = await db.query<FactorOwner>(
    `SELECT id AS "userId", account_id AS "accountId", email, username, otp_secret IS NOT NULL AS "hasSecondFactor"
       FROM app_user WHERE id = $1`,
    [userId]
  )
  return rows[0]
}

/** Earlier requests of the user end. */
export async function insertRequest(
  tx: Queryable,
  { tokenHash, userId, secret, seconds }: { tokenHash: Buffer; userId: number; secret: string; seconds: number }
): Promise<void> {
  await tx.query('DELETE FROM otp_request WHERE user_id = $1 OR expires_at < now()', [userId])
  await tx.query(
    `INSERT INTO otp_request (token_hash, user_id, secret, expires_at)
     VALUES ($1, $2, $3, now() + make_interval(secs => $4))`,
    [tokenHash, userId, secret, seconds]
  )
}

export async function findRequestedSecret(
  tx: Queryable,
  { tokenHash, userId }: { tokenHash: Buffer; userId: number }
): Promise<string | undefined> {
  const { rows } = await tx.query<{ secret: string }>(
    'SELECT secret FROM otp_request WHERE token_hash = $1 AND user_id = $2 AND expires_at > now() FOR UPDATE',
    [tokenHash, userId]
  )
  return rows[0]?.secret
}

/** @param factor Null asks for none any more. */
export async function setSecret(
  tx: Queryable,
  userId: number,
  factor: { readonly secret: string; readonly step: number } | null
): Promise<void> {
  await tx.query('UPDATE app_user SET otp_secret = $2, otp_last_step = $3, updated_at = now() WHERE id = $1', [
    userId,
    factor?.secret ?? null,
    factor?.step ?? null
  ])
  await tx.query('DELETE FROM otp_request WHERE user_id = $1', [userId])
}

export async function findSecret(db: Queryable, userId: number): Promise<string | undefined> {
  const { rows } = await db.query<{ secret: string | null }>(
    'SELECT otp_secret AS secret FROM app_user WHERE id = $1',
    [userId]
  )
  return rows[0]?.secret ?? undefined
}

/** Of two that use the same code at once, one gets true. */
export async function useStep(db: Queryable, userId: number, step: number): Promise<boolean> {
  const { rowCount } = await db.query(
    'UPDATE app_user SET otp_last_step = $2 WHERE id = $1 AND coalesce(otp_last_step, -1) < $2',
    [userId, step]
  )
  return rowCount === 1
}
