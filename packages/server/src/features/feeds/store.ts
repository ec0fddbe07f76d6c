/** SQL of the feeds slice. Reads account, channel, actor, app_user, video, video_comment, video_caption, mutes. */
import { STORAGE } from '@colombier/transcoder/contract'
import type { Queryable } from '../../platform/postgres.ts'
import { and, literal, type Sql, sql, statementOf } from '../../platform/sql.ts'
import { listedFor, notMutedBy } from '../videos/index.ts'
import type { PodcastCaption } from './podcast.ts'

/** @returns The handle. */
export async function accountHandleOf(db: Queryable, accountId: number): Promise<string | undefined> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT concat_ws('@', actor.preferred_username, actor.host) AS name
       FROM account JOIN actor ON actor.id = account.actor_id WHERE account.id = $1`,
    [accountId]
  )
  return rows[0]?.name
}

/** @returns The handle. */
export async function channelHandleOf(db: Queryable, channelId: number): Promise<string | undefined> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT concat_ws('@', actor.preferred_username, actor.host) AS name
       FROM channel JOIN actor ON actor.id = channel.actor_id WHERE channel.id = $1`,
    [channelId]
  )
  return rows[0]?.name
}

/** Whether this token opens the feed of what this account follows. Blocked people's opens nothing. */
export async function opensSubscriptions(db: Queryable, accountId: number, token: string): Promise<boolean> {
  const { rows } = await db.query(
    'SELECT FROM app_user WHERE account_id = $1 AND feed_token::text = lower($2) AND NOT blocked',
    [accountId, token]
  )
  return rows.length > 0
}

export interface FeedComment {
  readonly id: number
  readonly threadId: number
  /** Markdown. */
  readonly text: string
  readonly createdAt: Date
  readonly authorName: string
  readonly authorDisplayName: string
  readonly authorHost: string | null
  readonly videoUuid: string
  readonly videoName: string
}

export interface CommentScope {
  readonly videoId?: number | undefined
  readonly accountId?: number | undefined
  readonly channelId?: number | undefined
}

const SHOWN = literal(`video_comment.deleted_at IS NULL AND NOT video_comment.held_for_review
  AND video_comment.account_id NOT IN (SELECT account_id FROM account_mute WHERE by_account_id IS NULL)`)

/** The newest of what everybody may read, of videos that everybody may find unless one was named. */
export async function listFeedComments(db: Queryable, scope: CommentScope, count: number): Promise<FeedComment[]> {
  const { rows } = await db.query<FeedComment>(
    ...statementOf(sql`
      SELECT video_comment.id, video_comment.thread_id AS "threadId", video_comment.text,
             video_comment.created_at AS "createdAt", author.preferred_username AS "authorName",
             author.display_name AS "authorDisplayName", author.host AS "authorHost", video.uuid AS "videoUuid",
             video.name AS "videoName"
        FROM video_comment
        JOIN video ON video.id = video_comment.video_id
        JOIN channel ON channel.id = video.channel_id
        JOIN account commenter ON commenter.id = video_comment.account_id
        JOIN actor author ON author.id = commenter.actor_id
       WHERE ${SHOWN}
         AND (author.host IS NULL
              OR author.host NOT IN (SELECT host FROM server_mute WHERE by_account_id IS NULL))
         AND ${and(scopeConditions(scope, count))}
       ORDER BY video_comment.id DESC LIMIT ${count}`)
  )
  return rows
}

function scopeConditions(scope: CommentScope, count: number): Sql[] {
  const { videoId, accountId, channelId } = scope
  if (videoId !== undefined) return [sql`video.id = ${videoId}`, notMutedBy(undefined)]
  const listed = listedFor(undefined)
  if (accountId === undefined && channelId === undefined) return listed
  const owned =
    channelId === undefined
      ? sql`video.channel_id IN (SELECT id FROM channel WHERE account_id = ${accountId})`
      : sql`video.channel_id = ${channelId}`
  // From each of the few videos some, so that the comments of all the others are not walked through.
  const newest = sql`video_comment.id IN (
    SELECT newest.id FROM video CROSS JOIN LATERAL (
      SELECT video_comment.id FROM video_comment
       WHERE video_comment.video_id = video.id AND ${SHOWN} ORDER BY video_comment.id DESC LIMIT ${count}) newest
     WHERE ${owned} OFFSET 0)`
  return [newest, ...listed]
}

const CAPTIONS_MAX = 2000

export async function listFeedCaptions(
  db: Queryable,
  origin: string,
  videoIds: readonly number[]
): Promise<PodcastCaption[]> {
  const { rows } = await db.query<{ video_id: number; language: string; file_name: string }>(
    `SELECT video_id, language, file_name FROM video_caption WHERE video_id = ANY ($1)
      ORDER BY video_id, language LIMIT ${CAPTIONS_MAX}`,
    [videoIds]
  )
  return rows.map(row => ({
    videoId: row.video_id,
    language: row.language,
    url: `${origin}/lazy-static/${STORAGE.captions}/${row.file_name}`
  }))
}
