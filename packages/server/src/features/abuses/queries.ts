/** Lists of reports: one statement each. */
import type { Abuse, AbusesQuery, AdminAbuse } from '../../contract/index.ts'
import type { Site } from '../../kernel/site.ts'
import type { Viewer } from '../../platform/http.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { and, literal, or, type Sql, sql, statementOf } from '../../platform/sql.ts'
import { accountJson, channelJson } from '../actors/index.ts'
import { mutedAccounts } from '../mutes/index.ts'
import { type AbuseRow, type AdminAbuseRow, toAbuse, toAdminAbuse } from './wire.ts'

/** An SQL expression of type json over `video`, `channel` and its `channel_actor`. */
export const VIDEO_JSON = `json_build_object('id', video.id, 'uuid', video.uuid, 'name', video.name,
  'sensitive', video.sensitive, 'thumbnailName', video.thumbnail_name, 'channel', ${channelJson()})`

const COLUMNS = `
  abuse.id, abuse.reason, abuse.predefined_reasons, abuse.state, abuse.created_at, abuse.updated_at, abuse.start_at,
  abuse.end_at, abuse.kind, abuse.reported_video, video.id IS NULL AS is_video_gone,
  EXISTS (SELECT FROM video_block WHERE video_block.video_id = video.id) AS is_video_blocked,
  (SELECT count(*) FROM abuse_message WHERE abuse_message.abuse_id = abuse.id) AS messages,
  CASE WHEN flagged.id IS NOT NULL THEN ${accountJson('flagged', 'flagged_actor')} END AS flagged,
  (SELECT json_build_object('id', id, 'threadId', thread_id, 'text', text, 'isDeleted', deleted_at IS NOT NULL)
     FROM video_comment WHERE video_comment.id = abuse.comment_id) AS comment`

const ADMIN_COLUMNS = `${COLUMNS}, abuse.moderation_comment,
  CASE WHEN reporter.id IS NOT NULL THEN ${accountJson('reporter', 'reporter_actor')} END AS reporter,
  CASE WHEN video.id IS NOT NULL THEN ${VIDEO_JSON} END AS video,
  (SELECT count(*) FROM abuse other WHERE other.video_id = abuse.video_id AND other.kind = 'video')
    AS reports_of_video,
  (SELECT count(*) FROM abuse other
    WHERE other.video_id = abuse.video_id AND other.kind = 'video' AND other.id <= abuse.id) AS nth_of_video,
  (SELECT count(*) FROM abuse other WHERE other.reporter_account_id = abuse.reporter_account_id)
    AS reports_by_reporter,
  (SELECT count(*) FROM abuse other WHERE other.flagged_account_id = abuse.flagged_account_id) AS reports_of_flagged`

const TABLES = `
  abuse
  LEFT JOIN video ON video.id = abuse.video_id
  LEFT JOIN channel ON channel.id = video.channel_id
  LEFT JOIN actor channel_actor ON channel_actor.id = channel.actor_id
  LEFT JOIN account reporter ON reporter.id = abuse.reporter_account_id
  LEFT JOIN actor reporter_actor ON reporter_actor.id = reporter.actor_id
  LEFT JOIN account flagged ON flagged.id = abuse.flagged_account_id
  LEFT JOIN actor flagged_actor ON flagged_actor.id = flagged.actor_id`

type Filters = Partial<AbusesQuery> & Pick<AbusesQuery, 'start' | 'count' | 'sort'>
interface List<Item> {
  readonly total: number
  readonly data: Item[]
}

export async function listAbuses(
  db: Queryable,
  site: Site,
  { viewer, ...filters }: AbusesQuery & { viewer: Viewer }
): Promise<List<AdminAbuse>> {
  const unmuted = sql`(abuse.reporter_account_id IS NULL OR abuse.reporter_account_id NOT IN (${mutedAccounts(viewer)}))`
  const where = and([unmuted, ...conditionsOf(filters), ...adminConditions(filters)])
  const { total, rows } = await list<AdminAbuseRow>(db, { columns: ADMIN_COLUMNS, where, range: filters })
  return { total, data: rows.map(row => toAdminAbuse(site, row)) }
}

/** What somebody reported. */
export async function listAbusesOf(
  db: Queryable,
  site: Site,
  { accountId, ...filters }: Filters & { accountId: number }
): Promise<List<Abuse>> {
  const where = and([
    sql`abuse.reporter_account_id = ${accountId}`,
    ...conditionsOf(filters),
    ...reporterSearch(filters)
  ])
  const { total, rows } = await list<AbuseRow>(db, { columns: COLUMNS, where, range: filters })
  return { total, data: rows.map(row => toAbuse(site, row)) }
}

const SORT_COLUMNS: Readonly<Record<string, string>> = {
  createdAt: 'abuse.created_at',
  id: 'abuse.id',
  state: 'abuse.state'
}

/** The page is joined to one row with the total, so that an empty page still tells it. */
async function list<Row extends { id: number }>(
  db: Queryable,
  { columns, where, range }: { columns: string; where: Sql; range: Pick<Filters, 'start' | 'count' | 'sort'> }
): Promise<{ total: number; rows: Row[] }> {
  const key = SORT_COLUMNS[range.sort.replace('-', '')]!
  const direction = range.sort.startsWith('-') ? 'DESC' : 'ASC'
  const { rows } = await db.query<Row & { id: number | null; total: number }>(
    ...statementOf(sql`
      SELECT whole.total, page.*
        FROM (SELECT count(*) AS total FROM ${literal(TABLES)} WHERE ${where}) whole
        LEFT JOIN (SELECT ${literal(columns)},
                          row_number() OVER (ORDER BY ${literal(`${key} ${direction}, abuse.id ${direction}`)}) AS place
                     FROM ${literal(TABLES)} WHERE ${where}
                    ORDER BY place LIMIT ${range.count} OFFSET ${range.start}) page ON true
       ORDER BY page.place`)
  )
  return { total: rows[0]?.total ?? 0, rows: rows.filter(row => row.id !== null) }
}

function conditionsOf({ id, state }: Filters): Sql[] {
  return [
    ...(id === undefined ? [] : [sql`abuse.id = ${id}`]),
    ...(state === undefined ? [] : [sql`abuse.state = ${state}`])
  ]
}

const REPORTED_NAME = "abuse.reported_video ->> 'name'"
const REPORTED_CHANNEL = "abuse.reported_video -> 'channel' ->> 'displayName'"

/** Reporters look in what they saw. */
function reporterSearch({ search }: Filters): Sql[] {
  return search
    ? [contains(search, [REPORTED_NAME, REPORTED_CHANNEL, ...namesOf('flagged_actor'), 'abuse.reason'])]
    : []
}

function adminConditions(filters: Filters): Sql[] {
  const { search, searchReporter, searchReportee, searchVideo, searchVideoChannel, predefinedReason } = filters
  const video = ['video.name', REPORTED_NAME]
  const channel = ['channel_actor.display_name', REPORTED_CHANNEL]
  const [reporter, flagged] = [namesOf('reporter_actor'), namesOf('flagged_actor')]
  return [
    ...(search ? [contains(search, [...video, ...channel, ...reporter, ...flagged])] : []),
    ...(searchReporter ? [contains(searchReporter, reporter)] : []),
    ...(searchReportee ? [contains(searchReportee, flagged)] : []),
    ...(searchVideo ? [contains(searchVideo, video)] : []),
    ...(searchVideoChannel ? [contains(searchVideoChannel, channel)] : []),
    ...(predefinedReason ? [sql`${predefinedReason} = ANY(abuse.predefined_reasons)`] : []),
    ...(filters.filter ? [sql`abuse.kind = ${filters.filter}`] : []),
    ...videoConditions(filters)
  ]
}

function videoConditions({ videoIs }: Filters): Sql[] {
  if (videoIs === 'deleted') return [literal("abuse.kind = 'video' AND video.id IS NULL")]
  return videoIs ? [literal('EXISTS (SELECT FROM video_block WHERE video_block.video_id = video.id)')] : []
}

const namesOf = (actor: string) => [`${actor}.display_name`, `${actor}.preferred_username`]

/** @param texts SQL expressions of ours. */
function contains(words: string, texts: readonly string[]): Sql {
  return or(texts.map(text => sql`strpos(search_text(${literal(text)}), search_text(${words})) > 0`))
}
