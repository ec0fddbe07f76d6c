/** Users with everything that is shown beside them: account, channels, playlists. Tables: as `listWholeUsers` joins. */
import type { MyUser, NotificationSettings, Preferences } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { type AccountJson, accountJson, type ChannelJson, channelJson } from '../actors/index.ts'
import { specialPlaylistsJson } from '../playlists/index.ts'
import type { Role } from './user.ts'

export interface WholeUser {
  readonly id: number
  readonly username: string
  readonly email: string
  readonly pendingEmail: string | null
  readonly emailVerified: boolean | null
  readonly role: Role
  /** Bytes; -1 is unlimited. */
  readonly videoQuotaBytes: number
  readonly videoQuotaDailyBytes: number
  readonly lastLoginAt: Date | null
  readonly isBlocked: boolean
  readonly blockedReason: string | null
  readonly adminFlags: number
  readonly preferences: Preferences
  readonly notificationSettings: Partial<NotificationSettings>
  readonly createdAt: Date
  readonly hasSecondFactor: boolean
  readonly account: AccountJson
  readonly channels: readonly ChannelJson[]
  readonly specialPlaylists: MyUser['specialPlaylists']
}

const USERS_MAX = 100

/** @param ids At most 100. In no order. */
export async function listWholeUsers(db: Queryable, ids: readonly number[]): Promise<WholeUser[]> {
  const { rows } = await db.query<WholeUser>(
    `SELECT app_user.id, app_user.username, app_user.email, app_user.pending_email AS "pendingEmail",
            app_user.email_verified AS "emailVerified", app_user.role, app_user.video_quota AS "videoQuotaBytes",
            app_user.video_quota_daily AS "videoQuotaDailyBytes", app_user.last_login_at AS "lastLoginAt",
            app_user.blocked AS "isBlocked", app_user.blocked_reason AS "blockedReason",
            app_user.admin_flags AS "adminFlags", app_user.preferences,
            app_user.notification_settings AS "notificationSettings", app_user.created_at AS "createdAt",
            app_user.otp_secret IS NOT NULL AS "hasSecondFactor", ${accountJson()} AS account,
            (SELECT coalesce(json_agg(${channelJson()} ORDER BY channel.id), '[]')
               FROM channel JOIN actor channel_actor ON channel_actor.id = channel.actor_id
              WHERE channel.account_id = account.id) AS channels,
            ${specialPlaylistsJson('account.id')} AS "specialPlaylists"
       FROM app_user
       JOIN account ON account.id = app_user.account_id
       JOIN actor account_actor ON account_actor.id = account.actor_id
      WHERE app_user.id = ANY($1::bigint[]) LIMIT ${USERS_MAX}`,
    [ids]
  )
  return rows
}
