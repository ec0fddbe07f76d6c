/** Threads as readers see them: one statement each. */
import type { ThreadListQuery } from '../../contract/index.ts'
import type { Viewer } from '../../platform/http.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { literal, type Sql, sql, statementOf } from '../../platform/sql.ts'
import { accountJson } from '../actors/index.ts'
import { mutedAccounts } from '../mutes/index.ts'
import { canManage, type VideoAccess } from '../videos/index.ts'
import type { CommentRow } from './comment.ts'

/** Answers shown of one thread: a bound, not a page. */
export const THREAD_MAX = 1000

export const COMMENT_COLUMNS = `
  video_comment.id, video_comment.video_id, video.uuid AS video_uuid, video_comment.url, video_comment.text,
  video_comment.thread_id, video_comment.in_reply_to_id, video_comment.held_for_review, video_comment.deleted_at, video_comment.created_at,
  video_comment.updated_at,
  CASE WHEN account.id IS NULL THEN NULL ELSE ${accountJson()} END AS account`

export const COMMENT_TABLES = `
  video_comment
  JOIN video ON video.id = video_comment.video_id
  LEFT JOIN account ON account.id = video_comment.account_id
  LEFT JOIN actor account_actor ON account_actor.id = account.actor_id`

/** Who looks at the comments of which video. */
export interface Reading {
  readonly viewer: Viewer | undefined
  readonly video: VideoAccess
}

/**
 * What a reader sees: nothing of whom they, the server or the video's owner mute, and what is held for review only if
 * they decide on it. Their own words they always see: who mutes them is not theirs to know.
 *
 * @param comment An alias of `video_comment` in the statement.
 */
function visible(comment: 'video_comment' | 'reply', { viewer, video }: Reading): Sql {
  const account = literal(`${comment}.account_id`)
  const muted = mutedBy({ viewer, video })
  const isShown = canManage(video, viewer) ? literal('true') : literal(`NOT ${comment}.held_for_review`)
  const isOwn = viewer ? sql`${account} = ${viewer.accountId}` : literal('false')
  return sql`(${account} IS NULL OR ${isOwn} OR (${isShown} AND ${account} NOT IN (${muted})))`
}

const mutedBy = ({ viewer, video }: Reading) => mutedAccounts(viewer, sql`${video.ownerAccountId}`)

/** Of a thread's first comment. */
function replies(reading: Reading): Sql {
  return sql`reply.thread_id = video_comment.id AND reply.id <> video_comment.id AND reply.deleted_at IS NULL
    AND ${visible('reply', reading)}`
}

function columns(reading: Reading): Sql {
  return sql`${literal(COMMENT_COLUMNS)},
    (SELECT count(*) FROM video_comment reply WHERE ${replies(reading)}) AS replies,
    (SELECT count(*) FROM video_comment reply
      WHERE ${replies(reading)} AND reply.account_id = ${reading.video.ownerAccountId}) AS author_replies`
}

/** Oldest first; the thread's first comment leads. Empty when that is not there to be seen. */
export async function findThread(db: Queryable, reading: Reading, threadId: number): Promise<CommentRow[]> {
  const { rows } = await db.query<CommentRow>(
    ...statementOf(sql`
      SELECT ${columns(reading)} FROM ${literal(COMMENT_TABLES)}
       WHERE video_comment.thread_id = ${threadId} AND video_comment.video_id = ${reading.video.id}
         AND ${visible('video_comment', reading)}
       ORDER BY video_comment.id LIMIT ${literal(String(THREAD_MAX))}`)
  )
  return rows[0]?.in_reply_to_id === null ? rows : []
}

/** Of several threads, oldest first, without their first comments. */
export async function listAnswers(
  db: Queryable,
  reading: Reading,
  threadIds: readonly number[]
): Promise<CommentRow[]> {
  const { rows } = await db.query<CommentRow>(
    ...statementOf(sql`
      SELECT ${columns(reading)} FROM ${literal(COMMENT_TABLES)}
       WHERE video_comment.thread_id = ANY(${threadIds}::bigint[]) AND video_comment.video_id = ${reading.video.id}
         AND video_comment.in_reply_to_id IS NOT NULL AND ${visible('video_comment', reading)}
       ORDER BY video_comment.id LIMIT ${literal(String(THREAD_MAX))}`)
  )
  return rows
}

/** One comment, whoever may see it. */
export async function findCommentRow(db: Queryable, reading: Reading, id: number): Promise<CommentRow | undefined> {
  const { rows } = await db.query<CommentRow>(
    ...statementOf(sql`
      SELECT ${columns(reading)} FROM ${literal(COMMENT_TABLES)} WHERE video_comment.id = ${id}`)
  )
  return rows[0]
}

export interface ThreadList {
  readonly total: number
  readonly totalNotDeleted: number
  readonly rows: CommentRow[]
}

/** Threads whose first comment is there, or was and has answers. */
export async function listThreads(
  db: Queryable,
  reading: Reading,
  { start, count, sort }: ThreadListQuery
): Promise<ThreadList> {
  const direction = literal(sort.startsWith('-') ? 'DESC' : 'ASC')
  const where = sql`video_comment.video_id = ${reading.video.id} AND video_comment.in_reply_to_id IS NULL
    AND ${visible('video_comment', reading)}
    AND (video_comment.deleted_at IS NULL OR EXISTS (SELECT FROM video_comment reply WHERE ${replies(reading)}))`
  const { from, key } = sort.endsWith('totalReplies')
    ? { from: sql`video_comment ${answered(reading)}`, key: literal('coalesce(answered.replies, 0)') }
    : { from: literal('video_comment'), key: literal('video_comment.id') }
  const { rows } = await db.query<CommentRow & { total: number; not_deleted: number; id: number | null }>(
    ...statementOf(sql`
      WITH page AS (
        SELECT video_comment.id AS page_id, ${key} AS sort_key FROM ${from} WHERE ${where}
         ORDER BY sort_key ${direction}, video_comment.id ${direction} LIMIT ${count} OFFSET ${start})
      SELECT whole.total, whole.not_deleted, listed.*
        FROM (SELECT (SELECT count(*) FROM video_comment WHERE ${where}) AS total,
                     ${notDeleted(reading)} AS not_deleted) whole
        LEFT JOIN (SELECT page.sort_key, ${columns(reading)}
                     FROM page JOIN (${literal(COMMENT_TABLES)}) ON video_comment.id = page.page_id) listed ON true
       ORDER BY listed.sort_key ${direction}, listed.id ${direction}`)
  )
  const { total = 0, not_deleted: totalNotDeleted = 0 } = rows[0] ?? {}
  return { total, totalNotDeleted, rows: rows.filter(row => row.id !== null) }
}

/** How many answers each thread has: counted in one go, where all threads are compared by it. */
function answered(reading: Reading): Sql {
  return sql`LEFT JOIN (
    SELECT reply.thread_id, count(*) AS replies FROM video_comment reply
     WHERE reply.video_id = ${reading.video.id} AND reply.in_reply_to_id IS NOT NULL AND reply.deleted_at IS NULL
       AND ${visible('reply', reading)}
     GROUP BY reply.thread_id) answered ON answered.thread_id = video_comment.id`
}

/** What the video counts by itself, without those that this reader is spared and with those held that they see. */
function notDeleted(reading: Reading): Sql {
  const { video } = reading
  const under = sql`video_comment WHERE video_comment.video_id = ${video.id} AND deleted_at IS NULL`
  const seen = visible('video_comment', reading)
  return sql`(
    (SELECT comments_count FROM video WHERE id = ${video.id})
    - (SELECT count(*) FROM ${under} AND NOT held_for_review AND NOT ${seen}
          AND account_id IN (${mutedBy(reading)}))
    + (SELECT count(*) FROM ${under} AND held_for_review AND ${seen}))`
}
