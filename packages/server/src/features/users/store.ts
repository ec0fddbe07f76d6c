/** SQL of the users slice. Tables: app_user, account; of videos, only the sizes a quota counts. */
import type { Locale, Preferences } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import type { Role, User } from './user.ts'

interface UserRow {
  id: number
  account_id: number
  username: string
  email: string
  role: Role
  video_quota: number
  video_quota_daily: number
  display_name: string
  description: string | null
  last_login_at: Date | null
  blocked: boolean
  blocked_reason: string | null
  admin_flags: number
  preferences: Preferences
  language: Locale
  created_at: Date
  account_created_at: Date
  account_updated_at: Date
}

export async function findUser(db: Queryable, userId: number): Promise<User | undefined> {
  const { rows } = await db.query<UserRow>(
    `SELECT app_user.id, app_user.account_id, app_user.username, app_user.email, app_user.role,
            app_user.video_quota, app_user.video_quota_daily, actor.display_name, actor.description,
            app_user.last_login_at, app_user.blocked, app_user.blocked_reason, app_user.admin_flags,
            app_user.preferences, app_user.language, app_user.created_at, actor.created_at AS account_created_at,
            actor.updated_at AS account_updated_at
       FROM app_user
       JOIN account ON account.id = app_user.account_id
       JOIN actor ON actor.id = account.actor_id
      WHERE app_user.id = $1`,
    [userId]
  )
  return rows[0] && toUser(rows[0])
}

/** Whether this user carries videos to other viewers; null when they never chose: that is no "no", and no "yes". */
export async function findP2pChoice(db: Queryable, userId: number): Promise<boolean | null> {
  const { rows } = await db.query<{ choice: boolean | null }>(
    "SELECT (preferences ->> 'p2pEnabled')::boolean AS choice FROM app_user WHERE id = $1",
    [userId]
  )
  return rows[0]?.choice ?? null
}

export interface Login {
  readonly userId: number
  readonly passwordHash: string
  readonly isBlocked: boolean
  readonly isEmailVerified: boolean | null
  readonly hasSecondFactor: boolean
}

/** @param login User name or e-mail address, in any case. A user name holds no "@", so it cannot be another's address. */
export async function findLogin(db: Queryable, login: string): Promise<Login | undefined> {
  const column = login.includes('@') ? 'email' : 'username'
  const { rows } = await db.query<Login>(
    `SELECT id AS "userId", password_hash AS "passwordHash", blocked AS "isBlocked",
            email_verified AS "isEmailVerified", otp_secret IS NOT NULL AS "hasSecondFactor"
       FROM app_user WHERE lower(${column}) = lower($1)`,
    [login]
  )
  return rows[0]
}

export async function findPasswordHash(db: Queryable, userId: number): Promise<string | undefined> {
  const { rows } = await db.query<{ password_hash: string }>('SELECT password_hash FROM app_user WHERE id = $1', [
    userId
  ])
  return rows[0]?.password_hash
}

export async function recordLogin(db: Queryable, userId: number): Promise<void> {
  await db.query('UPDATE app_user SET last_login_at = now() WHERE id = $1', [userId])
}

export async function hasAdministrator(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ found: boolean }>(
    "SELECT EXISTS (SELECT FROM app_user WHERE role = 'administrator') AS found"
  )
  return rows[0]!.found
}

export async function insertAccount(tx: Queryable, actorId: number): Promise<number> {
  const { rows } = await tx.query<{ id: number }>('INSERT INTO account (actor_id) VALUES ($1) RETURNING id', [actorId])
  return rows[0]!.id
}

export async function countUsers(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ count: number }>('SELECT count(*) AS count FROM app_user')
  return rows[0]!.count
}

/** Whom mail to this address reaches. Blocked users are written nothing. */
export async function findAddressee(db: Queryable, email: string) {
  const { rows } = await db.query<{
    userId: number
    username: string
    email: string
    language: Locale
    isEmailVerified: boolean | null
  }>(
    `SELECT id AS "userId", username, email, language, email_verified AS "isEmailVerified"
       FROM app_user WHERE lower(email) = lower($1) AND NOT blocked`,
    [email]
  )
  return rows[0]
}

/**
 * Notes that a user reads mail to this address: the one they have, or the one they want instead, which they have then.
 *
 * @returns False when it is neither, or meanwhile somebody else's.
 */
export async function setEmailVerified(tx: Queryable, userId: number, email: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE app_user
        SET email_verified = true, email = $2, updated_at = now(),
            pending_email = CASE WHEN pending_email = $2 THEN NULL ELSE pending_email END
      WHERE id = $1 AND $2 IN (email, pending_email)
        AND NOT EXISTS (SELECT FROM app_user other WHERE lower(other.email) = lower($2) AND other.id <> $1)`,
    [userId, email]
  )
  return rowCount === 1
}

/** Until it is verified; the address in use stays. @returns False when it is somebody else's. */
export async function setPendingEmail(tx: Queryable, userId: number, email: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE app_user SET pending_email = $2
      WHERE id = $1 AND NOT EXISTS (SELECT FROM app_user other WHERE lower(other.email) = lower($2) AND other.id <> $1)`,
    [userId, email]
  )
  return rowCount === 1
}

export async function findFeedToken(db: Queryable, userId: number): Promise<string | undefined> {
  const { rows } = await db.query<{ token: string }>('SELECT feed_token AS token FROM app_user WHERE id = $1', [userId])
  return rows[0]?.token
}

/** Feeds with the old token end. */
export async function renewFeedToken(db: Queryable, userId: number): Promise<string | undefined> {
  const { rows } = await db.query<{ token: string }>(
    'UPDATE app_user SET feed_token = gen_random_uuid() WHERE id = $1 RETURNING feed_token AS token',
    [userId]
  )
  return rows[0]?.token
}

export interface UserFields {
  readonly username: string
  readonly email: string
  readonly passwordHash: string
  readonly role: Role
  readonly accountId: number
  readonly language: Locale
  readonly isEmailVerified: boolean | null
  readonly videoQuotaBytes: number
  readonly videoQuotaDailyBytes: number
  readonly adminFlags: number
}

/** @returns The user's id, undefined when the user name or the e-mail address is taken. */
export async function insertUser(tx: Queryable, user: UserFields): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>(
    `INSERT INTO app_user (username, email, password_hash, role, account_id, video_quota, video_quota_daily,
                           language, email_verified, admin_flags)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT DO NOTHING RETURNING id`,
    [
      user.username,
      user.email,
      user.passwordHash,
      user.role,
      user.accountId,
      user.videoQuotaBytes,
      user.videoQuotaDailyBytes,
      user.language,
      user.isEmailVerified,
      user.adminFlags
    ]
  )
  return rows[0]?.id
}

export interface Quota {
  /** Bytes; -1 is unlimited. */
  readonly totalBytes: number
  readonly dailyBytes: number
}

/** Inside a transaction, holds the user's row: two uploads that end at once are then weighed one after the other. */
export async function lockQuota(db: Queryable, userId: number): Promise<Quota | undefined> {
  const { rows } = await db.query<{ video_quota: number; video_quota_daily: number }>(
    'SELECT video_quota, video_quota_daily FROM app_user WHERE id = $1 FOR NO KEY UPDATE',
    [userId]
  )
  return rows[0] && { totalBytes: rows[0].video_quota, dailyBytes: rows[0].video_quota_daily }
}

/** Bytes of the originals and finished renditions kept for a user: all, and those of the last 24 hours' videos. */
export async function sumStoredBytes(db: Queryable, userId: number): Promise<Quota> {
  const { rows } = await db.query<{ total: number; daily: number }>(
    `SELECT coalesce(sum(bytes), 0)::bigint AS total,
            coalesce(sum(bytes) FILTER (WHERE created_at > now() - interval '24 hours'), 0)::bigint AS daily
       FROM (SELECT video.created_at,
                    coalesce((SELECT size_bytes FROM original WHERE video_id = video.id), 0)
                    + coalesce((SELECT sum(size_bytes) FROM video_file WHERE video_id = video.id AND is_final), 0) AS bytes
               FROM video
               JOIN channel ON channel.id = video.channel_id
               JOIN app_user ON app_user.account_id = channel.account_id
              WHERE app_user.id = $1) AS stored`,
    [userId]
  )
  return { totalBytes: rows[0]!.total, dailyBytes: rows[0]!.daily }
}

function toUser(row: UserRow): User {
  return {
    id: row.id,
    accountId: row.account_id,
    username: row.username,
    email: row.email,
    role: row.role,
    videoQuotaBytes: row.video_quota,
    videoQuotaDailyBytes: row.video_quota_daily,
    displayName: row.display_name,
    description: row.description,
    lastLoginAt: row.last_login_at,
    isBlocked: row.blocked,
    blockedReason: row.blocked_reason,
    adminFlags: row.admin_flags,
    preferences: row.preferences,
    language: row.language,
    createdAt: row.created_at,
    accountCreatedAt: row.account_created_at,
    accountUpdatedAt: row.account_updated_at
  }
}
