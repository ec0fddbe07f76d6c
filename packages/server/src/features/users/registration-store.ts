/** SQL of registrations that wait for an answer. Table: registration. */
import {
  type Locale,
  REGISTRATION_STATE,
  type Registration,
  type RegistrationListQuery,
  type RegistrationRequestBody
} from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'

export interface RegistrationRow {
  readonly id: number
  readonly state: number
  readonly reason: string
  readonly response: string | null
  readonly username: string
  readonly email: string
  readonly emailVerified: boolean | null
  readonly displayName: string | null
  readonly channelName: string | null
  readonly channelDisplayName: string | null
  readonly language: Locale
  readonly userId: number | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

const COLUMNS = `
  id, state, reason, moderation_response AS response, username, email, email_verified AS "emailVerified",
  display_name AS "displayName", channel_name AS "channelName", channel_display_name AS "channelDisplayName",
  language, user_id AS "userId", created_at AS "createdAt", updated_at AS "updatedAt"`

const STATES: Record<number, string> = { 1: 'Pending', 2: 'Rejected', 3: 'Accepted' }

export function toRegistration(row: RegistrationRow): Registration {
  return {
    id: row.id,
    state: { id: row.state, label: STATES[row.state]! },
    registrationReason: row.reason,
    moderationResponse: row.response,
    username: row.username,
    email: row.email,
    emailVerified: row.emailVerified,
    accountDisplayName: row.displayName,
    channelHandle: row.channelName,
    channelDisplayName: row.channelDisplayName,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    ...(row.userId !== null && { user: { id: row.userId } })
  }
}

/** @returns Undefined when a user, or somebody who waits, has that name or address. */
export async function insertRegistration(
  tx: Queryable,
  {
    body,
    ...more
  }: { body: RegistrationRequestBody; passwordHash: string; isVerified: boolean | null; language: Locale }
): Promise<RegistrationRow | undefined> {
  const { rows } = await tx.query<RegistrationRow>(
    `INSERT INTO registration (reason, username, email, email_verified, password_hash, display_name, channel_name,
                               channel_display_name, language)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9
      WHERE NOT EXISTS (SELECT FROM app_user WHERE lower(username) = lower($2) OR lower(email) = lower($3))
        AND NOT EXISTS (SELECT FROM actor WHERE host IS NULL AND lower(preferred_username) IN (lower($2), lower($7)))
     ON CONFLICT DO NOTHING RETURNING ${COLUMNS}`,
    [
      ...[body.registrationReason, body.username, body.email, more.isVerified, more.passwordHash],
      ...[body.displayName ?? null, body.channel?.name ?? null, body.channel?.displayName ?? null, more.language]
    ]
  )
  return rows[0]
}

export interface Asked {
  readonly passwordHash: string
  /** They were answered no; else they wait for an answer. */
  readonly isRejected: boolean
}

/** Who asked for an account, and what came of their latest request. @param login User name or address, in any case. */
export async function findAsked(db: Queryable, login: string): Promise<Asked | undefined> {
  const column = login.includes('@') ? 'email' : 'username'
  const { rows } = await db.query<Asked>(
    `SELECT password_hash AS "passwordHash", state = ${REGISTRATION_STATE.rejected} AS "isRejected" FROM registration
      WHERE lower(${column}) = lower($1) AND password_hash IS NOT NULL ORDER BY "isRejected", id DESC LIMIT 1`,
    [login]
  )
  return rows[0]
}

/** Of two moderators who answer at once, the second waits and then finds it answered. */
export async function lockRegistration(
  tx: Queryable,
  id: number
): Promise<(RegistrationRow & { readonly passwordHash: string | null }) | undefined> {
  const { rows } = await tx.query<RegistrationRow & { passwordHash: string | null }>(
    `SELECT ${COLUMNS}, password_hash AS "passwordHash" FROM registration WHERE id = $1 FOR UPDATE`,
    [id]
  )
  return rows[0]
}

/** The password stays with who is rejected: they alone are told so. @param userId Null when it is rejected. */
export async function answerRegistration(
  tx: Queryable,
  id: number,
  { userId, response }: { userId: number | null; response: string }
): Promise<void> {
  await tx.query(
    `UPDATE registration
        SET state = $2, user_id = $3, moderation_response = $4, password_hash = CASE WHEN $3::bigint IS NULL THEN password_hash END,
            updated_at = now()
      WHERE id = $1`,
    [id, userId === null ? REGISTRATION_STATE.rejected : REGISTRATION_STATE.accepted, userId, response]
  )
}

export async function deleteRegistration(db: Queryable, id: number): Promise<boolean> {
  const { rowCount } = await db.query('DELETE FROM registration WHERE id = $1', [id])
  return rowCount === 1
}

export async function setRegistrationVerified(tx: Queryable, id: number, email: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    'UPDATE registration SET email_verified = true, updated_at = now() WHERE id = $1 AND email = $2',
    [id, email]
  )
  return rowCount === 1
}

/** Somebody who waits for an answer and whose address is not verified. */
export async function findUnverifiedRegistration(db: Queryable, email: string): Promise<RegistrationRow | undefined> {
  const { rows } = await db.query<RegistrationRow>(
    `SELECT ${COLUMNS} FROM registration WHERE lower(email) = lower($1) AND state = 1 AND email_verified = false`,
    [email]
  )
  return rows[0]
}

export async function pageOfRegistrations(
  db: Queryable,
  { start, count, sort, search }: RegistrationListQuery
): Promise<{ total: number; data: Registration[] }> {
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC'
  const order = `${sort.endsWith('state') ? 'state' : 'created_at'} ${direction}, id ${direction}`
  const where = `($3::text IS NULL OR strpos(lower(username), lower($3)) > 0 OR strpos(lower(email), lower($3)) > 0)`
  const { rows } = await db.query<RegistrationRow & { total: number; id: number | null }>(
    `SELECT whole.total, page.*
       FROM (SELECT count(*) AS total FROM registration WHERE ${where}) whole
       LEFT JOIN (SELECT ${COLUMNS}, row_number() OVER (ORDER BY ${order}) AS place
                    FROM registration WHERE ${where} ORDER BY ${order} LIMIT $1 OFFSET $2) page ON true
      ORDER BY page.place`,
    [count, start, search || null]
  )
  const data = rows.flatMap(row => (row.id === null ? [] : [toRegistration(row as RegistrationRow)]))
  return { total: rows[0]?.total ?? 0, data }
}
