/** SQL for those who manage users, and for users who change or leave. Tables: app_user, account, actor, channel. */
import type { Locale, Preferences, UserListQuery } from '../../contract/index.ts'
import { appendEvent } from '../../platform/events.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { type Role, roleOfId } from './user.ts'

export interface UserTotals {
  readonly id: number
  readonly storedBytes: number
  readonly storedBytesDaily: number
}

const SORT_COLUMNS: Record<string, string> = {
  createdAt: 'app_user.created_at',
  id: 'app_user.id',
  username: 'lower(app_user.username)',
  lastLoginDate: 'app_user.last_login_at',
  // Triggers keep it: else all files would be added up. Whole numbers as floats, which are added and compared sooner.
  videoQuotaUsed: 'coalesce(sum(channel.stored_bytes::float8), 0)'
}

const STORED_BYTES = `
  (SELECT coalesce(sum(stored_bytes), 0)::bigint FROM channel WHERE account_id = listed.account_id)`
const STORED_BYTES_DAILY = `
  (SELECT coalesce(sum(stored_bytes_of(video.id)), 0)::bigint
     FROM video JOIN channel ON channel.id = video.channel_id
    WHERE channel.account_id = listed.account_id AND video.created_at > now() - interval '24 hours')`

/** A page of users, by what a manager looks for in names and addresses. */
export async function pageOfUsers(
  db: Queryable,
  { start, count, sort, search, blocked, role }: UserListQuery
): Promise<{ total: number; users: UserTotals[] }> {
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC'
  const where = `($3::text IS NULL OR strpos(lower(app_user.username), lower($3)) > 0
                  OR strpos(lower(app_user.email), lower($3)) > 0)
             AND ($4::boolean IS NULL OR app_user.blocked = $4)
             AND ($5::text IS NULL OR app_user.role = $5)`
  const column = sort.replace('-', '')
  const key = SORT_COLUMNS[column]
  const order = (id: string) => `sort_key ${direction} NULLS LAST, ${id} ${direction}`
  const isSum = column === 'videoQuotaUsed'
  const channels = isSum ? 'LEFT JOIN channel ON channel.account_id = app_user.account_id' : ''
  const { rows } = await db.query<UserTotals & { total: number; id: number | null }>(
    `SELECT page.id, page."storedBytes", page."storedBytesDaily", whole.total
       FROM (SELECT count(*) AS total FROM app_user WHERE ${where}) whole
       LEFT JOIN (SELECT listed.id, listed.sort_key, ${STORED_BYTES} AS "storedBytes",
                         ${STORED_BYTES_DAILY} AS "storedBytesDaily"
                    FROM (SELECT app_user.id, app_user.account_id, ${key} AS sort_key FROM app_user ${channels}
                           WHERE ${where} ${isSum ? 'GROUP BY app_user.id' : ''}
                           ORDER BY ${order('app_user.id')} LIMIT $1 OFFSET $2) listed) page ON true
      ORDER BY ${order('page.id')}`,
    [count, start, search || null, blocked ?? null, role === undefined ? null : (roleOfId(role) ?? null)]
  )
  return { total: rows[0]?.total ?? 0, users: rows.filter(row => row.id !== null) }
}

export interface UserChange {
  readonly email?: string | undefined
  readonly isEmailVerified?: boolean | undefined
  readonly passwordHash?: string | undefined
  readonly role?: Role | undefined
  readonly videoQuotaBytes?: number | undefined
  readonly videoQuotaDailyBytes?: number | undefined
  readonly adminFlags?: number | undefined
  readonly preferences?: Preferences | undefined
  readonly language?: Locale | undefined
}

/** @returns False when the e-mail address is somebody else's. */
export async function changeUser(tx: Queryable, userId: number, change: UserChange): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE app_user
        SET email = coalesce($2, email), password_hash = coalesce($3, password_hash), role = coalesce($4, role),
            video_quota = coalesce($5, video_quota), video_quota_daily = coalesce($6, video_quota_daily),
            admin_flags = coalesce($7, admin_flags), preferences = preferences || $8::jsonb,
            language = coalesce($9, language), email_verified = coalesce($10, email_verified),
            pending_email = CASE WHEN $2::text IS NULL THEN pending_email END, updated_at = now()
      WHERE id = $1
        AND NOT EXISTS (SELECT FROM app_user other WHERE lower(other.email) = lower($2) AND other.id <> $1)`,
    [
      userId,
      change.email ?? null,
      change.passwordHash ?? null,
      change.role ?? null,
      change.videoQuotaBytes ?? null,
      change.videoQuotaDailyBytes ?? null,
      change.adminFlags ?? null,
      JSON.stringify(change.preferences ?? {}),
      change.language ?? null,
      change.isEmailVerified ?? null
    ]
  )
  return rowCount === 1
}

/** Null removes the description; undefined leaves it. */
export async function changeAccount(
  tx: Queryable,
  accountId: number,
  { displayName, description }: { displayName?: string | undefined; description?: string | null | undefined }
): Promise<void> {
  if (displayName === undefined && description === undefined) return
  const { rows } = await tx.query<{ id: number }>(
    `UPDATE actor SET display_name = coalesce($2, display_name), updated_at = now(),
            description = CASE WHEN $3 THEN $4 ELSE description END
      WHERE id = (SELECT actor_id FROM account WHERE id = $1) RETURNING id`,
    [accountId, displayName ?? null, description !== undefined, description ?? null]
  )
  for (const { id } of rows) await appendEvent(tx, { type: 'actor.updated', actorId: id })
}

export async function setBlocked(
  tx: Queryable,
  userId: number,
  { isBlocked, reason }: { isBlocked: boolean; reason: string | null }
): Promise<void> {
  await tx.query(
    'UPDATE app_user SET blocked = $2, blocked_reason = $3, updated_at = now() WHERE id = $1 AND deletion_began_at IS NULL',
    [userId, isBlocked, reason]
  )
}
