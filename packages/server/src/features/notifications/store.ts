/** SQL of the notifications slice besides lists. Tables: notification, app_user.notification_settings. */
import { createHash } from 'node:crypto'
import { NOTIFICATION_DEFAULTS, NOTIFY, type NotificationSettingsBody } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { literal, type Sql, sql, statementOf } from '../../platform/sql.ts'
import { BATCH } from './queries.ts'
import type { Telling } from './tellings.ts'

/** PostgreSQL's channel that carries the ids of new notifications, with commas between them. */
export const NEWS_CHANNEL = 'colombier_notification'

export interface Told {
  readonly id: number
  readonly isMailed: boolean
}

const number = (value: Sql | number | undefined) => sql`${value ?? null}::bigint`

/**
 * Tells everybody who is to know and wants to. Told already, they are not told again. Whoever listens hears of it when
 * the transaction is committed, and not otherwise.
 */
export async function insertNotifications(tx: Queryable, { type, kind, to, about, by }: Telling): Promise<Told[]> {
  const notMuted = by
    ? sql`NOT EXISTS (SELECT FROM account_mute WHERE account_mute.account_id = ${by}
             AND (by_account_id IS NULL OR by_account_id = app_user.account_id))
      AND NOT EXISTS (SELECT FROM account JOIN actor ON actor.id = account.actor_id
             JOIN server_mute ON server_mute.host = actor.host
            WHERE account.id = ${by} AND (by_account_id IS NULL OR by_account_id = app_user.account_id))`
    : sql`true`
  const [text, values] = statementOf(sql`
      WITH wishes AS (
        SELECT app_user.id AS user_id,
               coalesce((notification_settings ->> ${kind})::integer, ${NOTIFICATION_DEFAULTS[kind]}::integer) AS wish
          FROM app_user WHERE NOT blocked AND ${notMuted} AND app_user.id IN (${to})),
      told AS (
        INSERT INTO notification (user_id, type, is_listed, video_id, video_block_id, comment_id, account_id, follow_id,
                                  abuse_id, registration_id, video_import_id, ownership_change_id)
        SELECT user_id, ${type}::smallint, wish & ${NOTIFY.web} > 0, ${number(about.video_id)},
               ${number(about.video_block_id)}, ${number(about.comment_id)}, ${number(about.account_id)},
               ${number(about.follow_id)}, ${number(about.abuse_id)}, ${number(about.registration_id)},
               ${number(about.video_import_id)}, ${number(about.ownership_change_id)}
          FROM wishes WHERE wish > 0
        ON CONFLICT DO NOTHING RETURNING id, user_id, is_listed),
      news AS (
        SELECT pg_notify(${literal(`'${NEWS_CHANNEL}'`)}, string_agg(id::text, ','))
          FROM (SELECT id, row_number() OVER () / ${literal(String(BATCH))} AS batch FROM told WHERE is_listed) listed
         GROUP BY batch)
      SELECT told.id, wishes.wish & ${NOTIFY.email} > 0 AS "isMailed"
        FROM told JOIN wishes ON wishes.user_id = told.user_id, (SELECT count(*) FROM news) announced`)
  // Some kinds come by the thousand, and to plan it takes longer than to do it.
  const { rows } = await tx.query<Told>(
    text,
    values,
    `notify ${createHash('sha256').update(text).digest('hex')}`.slice(0, 40)
  )
  return rows
}

/** Undefined once it is gone or deleted. */
export async function findCommentText(
  db: Queryable,
  commentId: number
): Promise<{ text: string; isLocal: boolean } | undefined> {
  const { rows } = await db.query<{ text: string; isLocal: boolean }>(
    'SELECT text, url IS NULL AS "isLocal" FROM video_comment WHERE id = $1 AND deleted_at IS NULL',
    [commentId],
    'comment-text'
  )
  return rows[0]
}

/** @param ids Without them, all. Those of others are left alone. */
export async function markRead(db: Queryable, userId: number, ids?: readonly number[]): Promise<void> {
  await db.query(
    `UPDATE notification SET is_read = true, updated_at = now()
      WHERE user_id = $1 AND NOT is_read AND ($2::bigint[] IS NULL OR id = ANY($2))`,
    [userId, ids ?? null]
  )
}

/** Kinds that are left out stay as they are. */
export async function changeSettings(db: Queryable, userId: number, change: NotificationSettingsBody): Promise<void> {
  await db.query('UPDATE app_user SET notification_settings = notification_settings || $2 WHERE id = $1', [
    userId,
    JSON.stringify(change)
  ])
}

const READ_KEPT_DAYS = 90
const KEPT_DAYS = 365

/** Old news is no news: it goes after three months when it was read, and after a year in any case. */
export async function sweepNotifications(db: Queryable): Promise<void> {
  await db.query(
    `DELETE FROM notification
      WHERE created_at < now() - make_interval(days => $1)
        AND (is_read OR NOT is_listed OR created_at < now() - make_interval(days => $2))`,
    [READ_KEPT_DAYS, KEPT_DAYS]
  )
}
