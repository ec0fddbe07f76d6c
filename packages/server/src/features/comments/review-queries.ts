/** Comments as moderators, and owners of videos, look through them: one statement. */
import type { CommentListQuery, ReviewedComment } from '../../contract/index.ts'
import type { Site } from '../../kernel/site.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { and, literal, NOTHING, or, type Sql, sql, statementOf } from '../../platform/sql.ts'
import { type CommentRow, toComment } from './comment.ts'
import { COMMENT_COLUMNS, COMMENT_TABLES } from './queries.ts'

type Row = Omit<CommentRow, 'id'> & {
  /** Null in the one row of an empty page. */
  readonly id: number | null
  readonly total: number
  readonly video_name: string
  readonly tags: readonly string[]
}

/** @param ownerAccountId Whose videos' comments; null for all there are. Tells the tags that are theirs. */
export async function listForReview(
  db: Queryable,
  site: Site,
  { ownerAccountId, ...query }: CommentListQuery & { ownerAccountId: number | null }
): Promise<{ total: number; data: ReviewedComment[] }> {
  const direction = literal(query.sort.startsWith('-') ? 'DESC' : 'ASC')
  const conditions = conditionsOf(query, ownerAccountId)
  const elsewhere = fromElsewhere(query)
  const where = and([THERE, ...conditions, ...elsewhere.map(isFromHere)])
  const authors = authorsOf(query)
  const from = authors ? eachAuthors(where, query) : sql`video_comment WHERE ${where}`
  // A search finds what no index has in order, so it is done once for the page and the count.
  const found =
    (query.search || query.searchVideo) && !authors ? sql`found AS MATERIALIZED (SELECT id FROM ${from}),` : undefined
  const all = () => (authors || conditions.length > 0 ? countOf(where, authors !== undefined) : allWithout(elsewhere))
  const total = found ? literal('(SELECT count(*) FROM found)') : all()
  const { rows } = await db.query<Row>(
    ...statementOf(sql`
      WITH ${authors ? sql`author AS MATERIALIZED (${authors}),` : NOTHING} ${found ?? NOTHING} page AS (
        SELECT id AS page_id FROM ${found ? literal('found') : from}
         ORDER BY id ${direction} LIMIT ${query.count} OFFSET ${query.start})
      SELECT whole.total, listed.*
        FROM (SELECT ${total} AS total) whole
        LEFT JOIN (SELECT ${literal(COMMENT_COLUMNS)}, video.name AS video_name, 0 AS replies, 0 AS author_replies,
                          ARRAY(SELECT name FROM comment_tag
                                 WHERE comment_id = video_comment.id
                                   AND coalesce(account_id, 0) = ${ownerAccountId ?? 0} ORDER BY name) AS tags
                     FROM page JOIN (${literal(COMMENT_TABLES)}) ON video_comment.id = page.page_id) listed ON true
       ORDER BY listed.id ${direction}`)
  )
  const data = rows.filter((row): row is Row & CommentRow => row.id !== null).map(row => toReviewed(site, row))
  return { total: rows[0]?.total ?? 0, data }
}

const THERE = literal('video_comment.deleted_at IS NULL')
/** Triggers keep it. */
const ALL = literal('(SELECT sum(comments)::bigint FROM comment_total)')

/** Conditions on `video_comment` alone, so that each can be answered by an index. */
function conditionsOf(query: CommentListQuery, ownerAccountId: number | null): Sql[] {
  const { search, videoId, isHeldForReview, autoTagOneOf } = query
  const videos = videoConditions(query, ownerAccountId)
  const conditions: Sql[] = []
  if (videos.length > 0) conditions.push(underVideosOf(and(videos)))
  if (videoId !== undefined) conditions.push(sql`video_comment.video_id = ${videoId}`)
  if (isHeldForReview !== undefined)
    conditions.push(literal(isHeldForReview ? 'held_for_review' : 'NOT held_for_review'))
  if (autoTagOneOf)
    conditions.push(sql`video_comment.id IN (
      SELECT comment_id FROM comment_tag
       WHERE coalesce(account_id, 0) = ${ownerAccountId ?? 0} AND name = ANY(${autoTagOneOf}::text[]))`)
  if (search) conditions.push(sql`lower(video_comment.text) LIKE lower(${patternOf(search)})`)
  return conditions
}

/** Together, so that the videos are found once, and by the narrowest of them. */
function videoConditions(
  { searchVideo, videoChannelId, onLocalVideo }: CommentListQuery,
  ownerAccountId: number | null
): Sql[] {
  return [
    ...(ownerAccountId === null
      ? []
      : [sql`video.channel_id = ANY(ARRAY(SELECT id FROM channel WHERE account_id = ${ownerAccountId}))`]),
    ...(videoChannelId === undefined ? [] : [sql`video.channel_id = ${videoChannelId}`]),
    ...(searchVideo ? [sql`video.title LIKE search_text(${patternOf(searchVideo)})`] : []),
    ...(onLocalVideo === false ? [literal('video.is_remote')] : [])
  ]
}

/** A query `(id)` of the accounts whose comments are asked for; undefined for everybody's. */
function authorsOf({ searchAccount, isLocal }: CommentListQuery): Sql | undefined {
  const conditions: Sql[] = isLocal === false ? [REMOTE] : []
  if (searchAccount)
    conditions.push(sql`(strpos(search_text(actor.display_name), search_text(${searchAccount})) > 0
      OR strpos(search_text(actor.preferred_username), search_text(${searchAccount})) > 0)`)
  return conditions.length === 0 ? undefined : accountsThat(and(conditions))
}

/** Author by author, as many of each as could come before the end of the page: else all comments would be read. */
function eachAuthors(where: Sql, { start, count, sort }: CommentListQuery): Sql {
  const direction = literal(sort.startsWith('-') ? 'DESC' : 'ASC')
  return sql`(SELECT own.id FROM author, LATERAL (
    SELECT video_comment.id FROM video_comment WHERE account_id = author.id AND ${where}
     ORDER BY video_comment.id ${direction} LIMIT ${start + count}) own) listed`
}

function countOf(where: Sql, byAuthor: boolean): Sql {
  if (!byAuthor) return sql`(SELECT count(*) FROM video_comment WHERE ${where})`
  return sql`(SELECT coalesce(sum(own.comments), 0)::bigint FROM author, LATERAL (
    SELECT count(*) AS comments FROM video_comment WHERE account_id = author.id AND ${where}) own)`
}

/** Comments by a column of theirs, which is one of what a query finds. */
interface Elsewhere {
  readonly column: 'account_id' | 'video_id'
  readonly query: Sql
}

/** What is to be left out, as it was written elsewhere or under videos from there. */
function fromElsewhere({ isLocal, onLocalVideo }: CommentListQuery): Elsewhere[] {
  return [
    ...(isLocal ? [{ column: 'account_id', query: accountsThat(REMOTE) } as const] : []),
    ...(onLocalVideo ? [{ column: 'video_id', query: videosThat(literal('video.is_remote')) } as const] : [])
  ]
}

/** Of each comment, of all that are read anyway. */
const isFromHere = ({ column, query }: Elsewhere) => sql`${literal(`video_comment.${column}`)} NOT IN (${query})`

/** The smaller part is counted, index by index. */
const allWithout = (elsewhere: readonly Elsewhere[]) =>
  elsewhere.length === 0
    ? ALL
    : sql`(${ALL} - (SELECT count(*) FROM video_comment WHERE ${THERE} AND ${or(elsewhere.map(isFromElsewhere))}))`

const isFromElsewhere = ({ column, query }: Elsewhere) =>
  sql`${literal(`video_comment.${column}`)} = ANY(ARRAY(${query}))`

const REMOTE = literal('actor.host IS NOT NULL')

/** Channels are nobody who comments: their names need not be looked at. */
const accountsThat = (condition: Sql) =>
  sql`SELECT account.id FROM account JOIN actor ON actor.id = account.actor_id
    WHERE actor.kind <> 'group' AND ${condition}`

/** @param condition Over what is kept of each video for lists. */
const videosThat = (condition: Sql) => sql`SELECT video.video_id FROM video_search video WHERE ${condition}`

const underVideosOf = (condition: Sql) => sql`video_comment.video_id = ANY(ARRAY(${videosThat(condition)}))`

/** Of a text that holds these words as they stand. */
const patternOf = (words: string) => `%${words.replace(/[\\%_]/g, '\\$&')}%`

function toReviewed(site: Site, row: Row & CommentRow): ReviewedComment {
  const {
    deletedAt: _1,
    isDeleted: _2,
    totalReplies: _3,
    totalRepliesFromVideoAuthor: _4,
    ...comment
  } = toComment(site, row)
  const video = { id: comment.videoId, uuid: row.video_uuid, name: row.video_name }
  return { ...comment, automaticTags: row.tags, video }
}
