/** Threads as readers see them: one statement each. */
import type { ThreadListQuery } from '../../contract/index.ts'
import type { Viewer } from '../../platform/http.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { literal, NOTHING, type Sql, sql, statementOf } from '../../platform/sql.ts'
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
  const isShown = canManage(video, viewer) ? literal('true') : literal(`NOT ${comment}.held_for_review`)
  const isOwn = viewer ? sql`${account} = ${viewer.accountId}` : literal('false')
  return sql`(${account} IS NULL OR ${isOwn} OR (${isShown} AND ${account} NOT IN (${MUTED})))`
}

const MUTED = literal('SELECT account_id FROM muted')

/** What every statement here begins with: whom the reader is spared is looked up once, however often it is asked. */
const withMuted = ({ viewer, video }: Reading) =>
  sql`WITH muted AS MATERIALIZED (${mutedAccounts(viewer, sql`${video.ownerAccountId}`)})`

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
      ${withMuted(reading)}
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
      ${withMuted(reading)}
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
      ${withMuted(reading)}
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
  const { found, page, whole } = sort.endsWith('totalReplies') ? byAnswers(reading) : byAge(reading)
  const { rows } = await db.query<CommentRow & { total: number; not_deleted: number; id: number | null }>(
    ...statementOf(sql`
      ${withMuted(reading)}, ${found} page AS (
        ${page} ORDER BY sort_key ${direction}, page_id ${direction} LIMIT ${count} OFFSET ${start})
      SELECT whole.total, whole.not_deleted, listed.*
        FROM (${whole}) whole
        LEFT JOIN (SELECT page.sort_key, ${columns(reading)}
                     FROM page JOIN (${literal(COMMENT_TABLES)}) ON video_comment.id = page.page_id) listed ON true
       ORDER BY listed.sort_key ${direction}, listed.id ${direction}`)
  )
  const { total = 0, not_deleted: totalNotDeleted = 0 } = rows[0] ?? {}
  return { total, totalNotDeleted, rows: rows.filter(row => row.id !== null) }
}

interface ThreadSource {
  /** What both of the others read. */
  readonly found: Sql
  /** A query `(page_id, sort_key)` of all threads. */
  readonly page: Sql
  /** A query `(total, not_deleted)`. */
  readonly whole: Sql
}

/** The first comments alone are read, in their order. */
function byAge(reading: Reading): ThreadSource {
  const threads = sql`video_comment WHERE video_comment.video_id = ${reading.video.id}
    AND video_comment.in_reply_to_id IS NULL AND ${visible('video_comment', reading)}
    AND (video_comment.deleted_at IS NULL OR EXISTS (SELECT FROM video_comment reply WHERE ${replies(reading)}))`
  return {
    found: NOTHING,
    page: sql`SELECT video_comment.id AS page_id, video_comment.id AS sort_key FROM ${threads}`,
    whole: sql`SELECT (SELECT count(*) FROM ${threads}) AS total, ${notDeleted(reading)} AS not_deleted`
  }
}

/** All comments have to be read to compare the threads: then all there is to know of these is counted at once. */
function byAnswers(reading: Reading): ThreadSource {
  return {
    found: sql`thread AS MATERIALIZED (
      SELECT video_comment.thread_id AS id,
             count(*) FILTER (WHERE deleted_at IS NULL) AS not_deleted,
             count(*) FILTER (WHERE deleted_at IS NULL AND in_reply_to_id IS NOT NULL) AS answers,
             bool_or(in_reply_to_id IS NULL) AS has_first
        FROM video_comment
       WHERE video_comment.video_id = ${reading.video.id} AND ${visible('video_comment', reading)}
       GROUP BY video_comment.thread_id),`,
    page: literal('SELECT id AS page_id, answers AS sort_key FROM thread WHERE has_first AND not_deleted > 0'),
    whole: literal(`SELECT count(*) FILTER (WHERE has_first AND not_deleted > 0) AS total,
      coalesce(sum(not_deleted), 0)::bigint AS not_deleted FROM thread`)
  }
}

/** What the video counts by itself, without those that this reader is spared and with those held that they see. */
function notDeleted(reading: Reading): Sql {
  const { video } = reading
  const under = sql`video_comment WHERE video_comment.video_id = ${video.id} AND deleted_at IS NULL`
  const seen = visible('video_comment', reading)
  return sql`(
    (SELECT comments_count FROM video WHERE id = ${video.id})
    - (SELECT count(*) FROM ${under} AND NOT held_for_review AND NOT ${seen} AND account_id IN (${MUTED}))
    + (SELECT count(*) FROM ${under} AND held_for_review AND ${seen}))`
}
