/** SQL from notifications to what is shown of them, for lists, live news and letters. */
import {
  type Locale,
  type NotificationListQuery,
  type NotificationType,
  OWN_NOTIFICATION_TYPES_FROM
} from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { and, literal, type Sql, sql, statementOf } from '../../platform/sql.ts'
import { type ActorJson, imagesJson } from '../actors/index.ts'

export interface NotificationRow {
  readonly id: number
  readonly user_id: number
  readonly type: NotificationType
  readonly is_read: boolean
  readonly created_at: Date
  readonly updated_at: Date
  readonly video: { readonly id: number; readonly uuid: string; readonly name: string } | null
  readonly channel: PersonJson | null
  readonly comment: { readonly id: number; readonly threadId: number; readonly isHeld: boolean } | null
  readonly abuse: {
    readonly id: number
    readonly state: number
    readonly kind: 'video' | 'comment' | 'account'
    readonly threadId: number | null
  } | null
  readonly block_id: number | null
  /** Who registered, wrote, or was reported. */
  readonly person: PersonJson | null
  readonly follow: { readonly id: number; readonly state: string } | null
  readonly follower: PersonJson | null
  readonly following: Pick<ActorJson, 'kind' | 'name' | 'displayName' | 'host'> | null
  readonly import: {
    readonly id: number
    readonly name: string
    readonly kind: 'address' | 'magnet' | 'torrent'
  } | null
  readonly registration: { readonly id: number; readonly username: string } | null
}

export type PersonJson = Pick<ActorJson, 'id' | 'name' | 'displayName' | 'host' | 'images'>

/**
 * What is merely shown of a notification is looked up row by row, each thing for itself: joined, it would be one of 17
 * tables whose order PostgreSQL thinks over for longer than the whole list takes.
 */
const shown = (json: string, from: string) => `(SELECT ${json} FROM ${from})`

const person = (from: string) =>
  shown(
    `json_build_object('id', owner.id, 'name', actor.preferred_username, 'displayName', actor.display_name,
       'host', actor.host, 'images', ${imagesJson('actor')})`,
    from
  )
const ownerActor = (table: 'account' | 'channel', id: string) =>
  `${table} owner JOIN actor ON actor.id = owner.actor_id WHERE owner.id = ${id}`

/** A report, and an import, stay news for those whose video it is not, or no longer is; what became of it does not. */
const IS_VIDEO_TOLD = `
  video.id IS NOT NULL AND (notification.type NOT IN (7, 15, 16) OR app_user.role <> 'user'
    OR channel.account_id = app_user.account_id
    OR (video.privacy NOT IN (3, 5) AND video.state = 1
        AND NOT EXISTS (SELECT FROM video_block WHERE video_block.video_id = video.id)))`

const COLUMNS = literal(`
  notification.id, notification.user_id, notification.type, notification.is_read, notification.created_at,
  notification.updated_at,
  CASE WHEN ${IS_VIDEO_TOLD}
       THEN json_build_object('id', video.id, 'uuid', video.uuid, 'name', video.name) END AS video,
  ${person(ownerActor('channel', 'channel.id'))} AS channel,
  CASE WHEN video_comment.id IS NOT NULL
       THEN json_build_object('id', video_comment.id, 'threadId', video_comment.thread_id,
                              'isHeld', video_comment.held_for_review) END AS comment,
  CASE WHEN abuse.id IS NOT NULL
       THEN json_build_object('id', abuse.id, 'state', abuse.state, 'kind', abuse.kind, 'threadId',
                              ${shown('thread_id', 'video_comment WHERE id = abuse.comment_id')}) END AS abuse,
  notification.video_block_id AS block_id,
  ${person(
    ownerActor(
      'account',
      `coalesce(notification.account_id, video_comment.account_id,
                CASE WHEN abuse.kind = 'account' THEN abuse.flagged_account_id END)`
    )
  )} AS person,
  ${shown("json_build_object('id', id, 'state', state)", 'follow WHERE id = notification.follow_id')} AS follow,
  ${person(`follow JOIN actor ON actor.id = follow.actor_id JOIN account owner ON owner.actor_id = actor.id
             WHERE follow.id = notification.follow_id`)} AS follower,
  ${shown(
    "json_build_object('kind', kind, 'name', preferred_username, 'displayName', display_name, 'host', host)",
    `follow JOIN actor ON actor.id = follow.target_actor_id WHERE follow.id = notification.follow_id`
  )} AS following,
  CASE WHEN video_import.id IS NOT NULL
       THEN json_build_object('id', video_import.id, 'name', video_import.target_url,
                              'kind', video_import.kind) END AS import,
  ${shown(
    "json_build_object('id', id, 'username', username)",
    'registration WHERE id = notification.registration_id'
  )} AS registration`)

/** What decides whether a notification may be seen. A report of a comment knows its video. */
const TABLES = literal(`
  notification
  JOIN app_user ON app_user.id = notification.user_id
  LEFT JOIN video_comment ON video_comment.id = notification.comment_id
  LEFT JOIN abuse ON abuse.id = notification.abuse_id
  LEFT JOIN video_import ON video_import.id = notification.video_import_id
  LEFT JOIN video ON video.id = coalesce(notification.video_id, abuse.video_id, video_import.video_id)
  LEFT JOIN channel ON channel.id = video.channel_id`)

/**
 * What its reader may still see: a comment that was taken back is not shown, nor the name of somebody else's video that
 * became private or was blocked, nor an offer that came to nothing, nor what moderators were told to who no longer is
 * one.
 */
const READABLE = literal(`
  (notification.comment_id IS NULL OR video_comment.deleted_at IS NULL)
  AND (notification.type NOT IN (1, 11) OR (video.privacy NOT IN (3, 5) AND video.state = 1
       AND NOT EXISTS (SELECT FROM video_block WHERE video_block.video_id = video.id)))
  AND (notification.type NOT IN (2, 4, 5, 6) OR channel.account_id = app_user.account_id)
  AND (notification.type <> 11 OR NOT video_comment.held_for_review)
  AND (notification.type NOT IN (3, 9, 12, 20) OR app_user.role <> 'user')
  AND (notification.type <> 13 OR app_user.role = 'administrator')
  AND (notification.type NOT IN (15, 16) OR app_user.role <> 'user'
       OR abuse.reporter_account_id = app_user.account_id)
  AND (notification.type <> 1001 OR channel.account_id = app_user.account_id
       OR EXISTS (SELECT FROM ownership_change offer
                   WHERE offer.id = notification.ownership_change_id AND offer.status = 'WAITING'))`)

/** The newest first unless told otherwise. */
export async function listNotifications(
  db: Queryable,
  userId: number,
  { start, count, sort, unread, typeOneOf, withOwnTypes }: NotificationListQuery
): Promise<{ total: number; rows: NotificationRow[] }> {
  const direction = literal(sort.startsWith('-') ? 'DESC' : 'ASC')
  // Ids grow with time, so that one index serves every order by time.
  const column = literal(sort.endsWith('updatedAt') ? 'notification.updated_at' : 'notification.id')
  const conditions: Sql[] = [sql`notification.user_id = ${userId}`, literal('notification.is_listed'), READABLE]
  if (unread === true) conditions.push(literal('NOT notification.is_read'))
  if (unread === false) conditions.push(literal('notification.is_read'))
  if (!withOwnTypes) conditions.push(sql`notification.type < ${OWN_NOTIFICATION_TYPES_FROM}`)
  if (typeOneOf) conditions.push(sql`notification.type = ANY(${typeOneOf}::int[])`)
  const from = sql`FROM ${TABLES} WHERE ${and(conditions)}`

  const { rows: counted } = await db.query<{ total: number }>(...statementOf(sql`SELECT count(*) AS total ${from}`))
  const { rows } = await db.query<NotificationRow>(
    ...statementOf(sql`SELECT ${COLUMNS} ${from}
      ORDER BY ${column} ${direction}, notification.id ${direction} LIMIT ${count} OFFSET ${start}`)
  )
  return { total: counted[0]?.total ?? 0, rows }
}

/** So that somebody who never looks costs no more than others. */
const UNREAD_MAX = 100

/** Not read yet, for the header of pages. @returns At most `UNREAD_MAX`. */
export async function countUnread(db: Queryable, userId: number): Promise<number> {
  const { rows } = await db.query<{ unread: number }>(
    ...statementOf(sql`SELECT count(*)::int AS unread FROM (
      SELECT 1 FROM ${TABLES}
       WHERE notification.user_id = ${userId} AND notification.is_listed AND NOT notification.is_read AND ${READABLE}
       LIMIT ${UNREAD_MAX}) AS latest`)
  )
  return rows[0]!.unread
}

/** As many as are looked at in one statement. */
export const BATCH = 500

export interface AddressedRow extends NotificationRow {
  readonly username: string
  readonly email: string
  readonly email_verified: boolean | null
  readonly language: Locale
}

/** With whom they are for. @param ids At most `BATCH`; what is gone or may not be seen any more is left out. */
export async function findNotifications(db: Queryable, ids: readonly number[]): Promise<AddressedRow[]> {
  const { rows } = await db.query<AddressedRow>(
    ...statementOf(sql`
      SELECT ${COLUMNS}, app_user.username, app_user.email, app_user.email_verified, app_user.language
        FROM ${TABLES} WHERE notification.id = ANY(${ids}::bigint[]) AND ${READABLE}
       ORDER BY notification.id LIMIT ${BATCH}`)
  )
  return rows
}
