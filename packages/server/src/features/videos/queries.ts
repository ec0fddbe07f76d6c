/** Lists of videos: one statement each, straight to wire shapes. */
import type { VideoListQuery, VideoSort, VideoSummary } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Site } from '../../kernel/site.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { toOwnerFacts, toSummary, VIDEO_COLUMNS, VIDEO_TABLES, type VideoRow } from './wire.ts'

export type VideoScope =
  | { readonly kind: 'all' }
  /** Public videos of an account or channel; its name may end in this server's host. */
  | { readonly kind: 'account' | 'channel'; readonly handle: string }
  /** Everything an account owns, whatever its privacy and state. */
  | { readonly kind: 'own'; readonly accountId: number }
  /** Public videos of the channels an account follows. */
  | { readonly kind: 'subscriptions'; readonly accountId: number }

export interface VideoList {
  /** Absent when the caller did not want the count. */
  readonly total?: number
  readonly data: VideoSummary[]
}

type Page = Pick<VideoListQuery, 'start' | 'count'> & Partial<Pick<VideoListQuery, 'sort' | 'skipCount'>>

const SORT_COLUMNS: Record<string, string> = {
  name: 'lower(video.name)',
  duration: 'video.duration_seconds',
  createdAt: 'video.created_at',
  publishedAt: 'video.published_at',
  originallyPublishedAt: 'coalesce(video.originally_published_at, video.published_at)',
  views: 'video.views',
  likes: 'video.likes',
  trending: 'video.views',
  hot: 'video.views',
  best: 'video.views'
}

const LISTED = 'video.privacy = 1 AND video.state = 1'

/** `$3` is the scope's own value. The owner's row tells an empty list from a missing owner. */
const SCOPES: Record<VideoScope['kind'], { where: string; owner: string }> = {
  all: { where: `${LISTED} AND $3::text IS NULL`, owner: 'SELECT 1' },
  account: {
    where: `${LISTED} AND video.channel_id IN (
      SELECT channel.id FROM channel JOIN account ON account.id = channel.account_id
        JOIN actor ON actor.id = account.actor_id
       WHERE lower(actor.preferred_username) = lower($3::text) AND actor.host IS NULL)`,
    owner: `SELECT 1 FROM account JOIN actor ON actor.id = account.actor_id
             WHERE lower(actor.preferred_username) = lower($3::text) AND actor.host IS NULL`
  },
  channel: {
    where: `${LISTED} AND video.channel_id IN (
      SELECT channel.id FROM channel JOIN actor ON actor.id = channel.actor_id
       WHERE lower(actor.preferred_username) = lower($3::text) AND actor.host IS NULL)`,
    owner: `SELECT 1 FROM channel JOIN actor ON actor.id = channel.actor_id
             WHERE lower(actor.preferred_username) = lower($3::text) AND actor.host IS NULL`
  },
  subscriptions: {
    where: `${LISTED} AND video.channel_id IN (
      SELECT channel.id FROM channel JOIN follow ON follow.target_actor_id = channel.actor_id
       WHERE follow.actor_id = (SELECT actor_id FROM account WHERE id = $3::bigint) AND follow.state = 'accepted')`,
    owner: 'SELECT 1'
  },
  own: {
    where: 'video.channel_id IN (SELECT id FROM channel WHERE account_id = $3::bigint)',
    owner: 'SELECT 1'
  }
}

/**
 * @throws AppError `not_found` when the account or channel does not exist.
 */
export async function listVideos(db: Queryable, site: Site, scope: VideoScope, page: Page): Promise<VideoList> {
  const sort = page.sort ?? '-publishedAt'
  const skipCount = page.skipCount ?? false
  const { rows } = await db.query<VideoRow & { total: number | null; has_owner: boolean }>(
    listStatement(scope.kind, sort, skipCount),
    [page.count, page.start, parameterOf(site, scope)],
    `videos-${scope.kind}${sort}${skipCount ? '-uncounted' : ''}`
  )
  const first = rows[0]!
  if (!first.has_owner)
    throw new AppError('not_found', scope.kind === 'account' ? 'Account not found' : 'Video channel not found')

  const data = rows
    .filter(row => row.id !== null)
    .map(row => (scope.kind === 'own' ? { ...toSummary(site, row), ...toOwnerFacts(row) } : toSummary(site, row)))
  return first.total === null ? { data } : { total: first.total, data }
}

/** The page is joined to one row of facts about the whole, so that an empty page still tells its total. */
function listStatement(kind: VideoScope['kind'], sort: VideoSort, skipCount: boolean): string {
  const { where, owner } = SCOPES[kind]
  const column = SORT_COLUMNS[sort.replace('-', '')]!
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC'
  return `
    WITH page AS (
      SELECT ${VIDEO_COLUMNS}, ${column} AS sort_key
        FROM ${VIDEO_TABLES}
       WHERE ${where}
       ORDER BY ${column} ${direction}, video.id ${direction}
       LIMIT $1 OFFSET $2)
    SELECT page.*, whole.total, whole.has_owner
      FROM (SELECT ${skipCount ? 'NULL::bigint' : `(SELECT count(*) FROM video WHERE ${where})`} AS total,
                   EXISTS (${owner}) AS has_owner) whole
      LEFT JOIN page ON true
     ORDER BY page.sort_key ${direction}, page.id ${direction}`
}

function parameterOf({ host }: Site, scope: VideoScope): string | number | null {
  if (scope.kind === 'all') return null
  if ('accountId' in scope) return scope.accountId
  return scope.handle.endsWith(`@${host}`) ? scope.handle.slice(0, -host.length - 1) : scope.handle
}
