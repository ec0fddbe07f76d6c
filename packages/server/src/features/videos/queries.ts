/** Lists of videos: one statement each, straight to wire shapes. */
import {
  type AskedFacts,
  type NsfwPolicy,
  type OwnState,
  VIDEO_INCLUDE,
  type VideoListQuery,
  type VideoSearchSort,
  type VideoSummary
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Site } from '../../kernel/site.ts'
import type { Viewer } from '../../platform/http.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { and, literal, NOTHING, type Sql, sql, statementOf } from '../../platform/sql.ts'
import { type AskedRow, askedColumns, filesOf, toAskedFacts } from './asked-facts.ts'
import { named } from './handles.ts'
import { type TextMatch, textMatches } from './text-match.ts'
import {
  allowedFilters,
  excludedByFlags,
  filterConditions,
  isShown,
  keptBy,
  type ListedParts,
  listedParts,
  modernFilters,
  needsWholeVideo,
  withOwnChoice
} from './video-filters.ts'
import { counted, totalOf } from './video-totals.ts'
import { toOwnerFacts, toSummary, VIDEO_COLUMNS, VIDEO_TABLES, type VideoRow } from './wire.ts'

export type VideoScope =
  | { readonly kind: 'all' }
  /** Videos of an account or channel that the reader may find; its name may end in a host. */
  | { readonly kind: 'account' | 'channel'; readonly handle: string }
  /** Of a playlist that the reader may see. */
  | { readonly kind: 'playlist'; readonly playlistId: number }
  /** Everything an account owns, whatever its privacy and state. */
  | { readonly kind: 'own'; readonly accountId: number }
  /** Videos of the channels an account follows. */
  | { readonly kind: 'subscriptions'; readonly accountId: number }

export type VideoListing = Partial<Omit<VideoListQuery, 'sort'>> & {
  readonly start: number
  readonly count: number
  readonly sort?: VideoSearchSort
  /** Of one's own alone. */
  readonly ownState?: OwnState | undefined
  readonly viewer?: Viewer | undefined
  readonly defaultNsfwPolicy?: NsfwPolicy
}

export interface VideoList {
  /** Absent when the caller did not want the count. */
  readonly total?: number
  readonly data: (VideoSummary & AskedFacts)[]
}

/** Under each there is an index (migration 0156). */
const SORT_COLUMNS: Record<string, string> = {
  name: 'video.name_in_order',
  duration: 'video.duration_seconds',
  createdAt: 'video.created_at',
  publishedAt: 'video.published_at',
  originallyPublishedAt: 'coalesce(video.originally_published_at, video.published_at)',
  updatedAt: 'video.updated_at',
  views: 'video.views',
  likes: 'video.likes',
  trending: 'video.recent_views',
  hot: 'video.heat',
  best: 'video.heat',
  match: 'match.score'
}

type Row = Omit<VideoRow, 'id'> &
  AskedRow & {
    /** Null in the one row of an empty page. */
    readonly id: number | null
    readonly total: number | null
    readonly has_owner: boolean
    readonly watched_seconds: number | null
  }

/**
 * @throws AppError `not_found` when the account or channel does not exist; as `allowedFilters`.
 */
export async function listVideos(
  db: Queryable,
  site: Site,
  scope: VideoScope,
  listing: VideoListing
): Promise<VideoList> {
  const { viewer, defaultNsfwPolicy = 'display' } = listing
  const filters =
    scope.kind === 'own'
      ? modernFilters(listing)
      : await withOwnChoice(db, allowedFilters(listing, viewer), { viewer, defaultNsfwPolicy })
  const include = viewer && viewer.role !== 'user' ? (filters.include ?? 0) : 0
  const source = sourceOf(site, scope, { ...listing, ...filters })
  const { rows } = await db.query<Row>(...statementOf(listStatement(source, { ...listing, include })))
  const first = rows[0]!
  if (!first.has_owner)
    throw new AppError('not_found', scope.kind === 'account' ? 'Account not found' : 'Video channel not found')

  const tellsOwner = scope.kind === 'own' || Boolean(filters.include || filters.privacyOneOf)
  const listed = rows.filter((row): row is Row & VideoRow => row.id !== null)
  const ids = include & VIDEO_INCLUDE.files ? listed.map(({ id }) => id) : []
  const files = ids.length > 0 ? await filesOf(db, site, ids) : undefined
  const data = listed.map(row => ({
    ...toSummary(site, row),
    ...(tellsOwner && toOwnerFacts(row)),
    ...(include > 0 && { ...toAskedFacts(site, row), ...files?.get(row.id) }),
    ...(row.watched_seconds !== null && { userHistory: { currentTime: row.watched_seconds } })
  }))
  return first.total === null ? { data } : { total: first.total, data }
}

interface Conditions {
  readonly where: Sql
  /** Tells an empty list from a missing owner. */
  readonly owner: Sql
}

type Source = Conditions & {
  /** A query for how many there are. */
  readonly total: Sql
  /** Finds the videos by their words; undefined when a condition does. */
  readonly words: Omit<TextMatch, 'where' | 'isScored'> | undefined
  /** Whether no index has them in order, so that all are read for a page as for the count: then once for both. */
  readonly isScattered: boolean
}

function sourceOf(site: Site, scope: VideoScope, listing: VideoListing): Source {
  const { viewer, host } = listing
  const { where, owner } = scopeConditions(site, scope)
  const isOwn = scope.kind === 'own'
  const asked = host === site.host ? { ...listing, isLocal: true } : listing
  const parts: ListedParts = isOwn
    ? { kept: ownFilters(asked), hidden: excludedByFlags(asked) }
    : listedParts(viewer, asked)
  const filters = filterConditions(site, listing, viewer)
  const positive = [...(scope.kind === 'all' ? [] : [where]), ...keptBy(parts), ...filters]
  const text = isOwn ? undefined : listing.search?.trim() || undefined
  return {
    where: and([...positive, ...parts.hidden.map(isShown)]),
    owner,
    total:
      scope.kind === 'all'
        ? totalOf({ site, viewer, filters: listing }, parts)
        : counted([...positive, ...parts.hidden.map(isShown)]),
    isScattered: scope.kind === 'subscriptions' || scope.kind === 'playlist',
    words: text === undefined ? undefined : { text, needsWholeVideo: needsWholeVideo(listing) }
  }
}

const preparation = (condition: string) =>
  `EXISTS (SELECT FROM transcoding WHERE transcoding.video_id = video.id AND ${condition})`

const OWN_STATES: Readonly<Record<OwnState, string>> = {
  published: `NOT ${preparation("status <> 'done'")}`,
  preparing: preparation("status IN ('waiting', 'running')"),
  failed: preparation("status = 'failed'"),
  scheduled: 'video.scheduled_at IS NOT NULL',
  blocked: 'EXISTS (SELECT FROM video_block WHERE video_block.video_id = video.id)'
}

/** Owners look for a part of a name, as they type it. */
function ownFilters({ privacyOneOf, search, isLocal, ownState }: VideoListing): Sql[] {
  return [
    ...(ownState ? [literal(OWN_STATES[ownState])] : []),
    ...(isLocal === undefined ? [] : [literal(isLocal ? 'NOT video.is_remote' : 'video.is_remote')]),
    ...(privacyOneOf ? [sql`video.privacy = ANY(${privacyOneOf}::int[])`] : []),
    ...(search ? [sql`strpos(search_text(video.name), search_text(${search})) > 0`] : [])
  ]
}

function scopeConditions(site: Site, scope: VideoScope): Conditions {
  switch (scope.kind) {
    case 'all':
      return { where: literal('true'), owner: literal('SELECT') }
    case 'account': {
      const accounts = sql`account JOIN actor ON actor.id = account.actor_id WHERE ${named(site, scope.handle)}`
      return {
        where: sql`video.channel_id = ANY(ARRAY(
          SELECT channel.id FROM channel WHERE channel.account_id = (SELECT account.id FROM ${accounts})))`,
        owner: sql`SELECT FROM ${accounts}`
      }
    }
    case 'channel': {
      const channels = sql`channel JOIN actor ON actor.id = channel.actor_id WHERE ${named(site, scope.handle)}`
      return {
        where: sql`video.channel_id = (SELECT channel.id FROM ${channels})`,
        owner: sql`SELECT FROM ${channels}`
      }
    }
    case 'playlist':
      return {
        where: sql`video.id = ANY(ARRAY(
          SELECT video_id FROM playlist_element WHERE playlist_id = ${scope.playlistId}))`,
        owner: literal('SELECT')
      }
    case 'own':
      return {
        where: sql`video.channel_id = ANY(ARRAY(SELECT id FROM channel WHERE account_id = ${scope.accountId}))`,
        owner: literal('SELECT')
      }
    case 'subscriptions':
      return {
        where: sql`video.channel_id = ANY(ARRAY(
          SELECT channel.id FROM channel JOIN follow ON follow.target_actor_id = channel.actor_id
           WHERE follow.actor_id = (SELECT actor_id FROM account WHERE id = ${scope.accountId})
             AND follow.state = 'accepted'))`,
        owner: literal('SELECT')
      }
  }
}

/** The page is joined to one row of facts about the whole, so that an empty page still tells its total. */
function listStatement(source: Source, listing: VideoListing): Sql {
  const { start, count, viewer, skipCount = false, include = 0 } = listing
  const order = orderOf(listing.sort ?? '-publishedAt', source.words !== undefined)
  const { direction } = order
  const { found, from, id, key, total } = findingOf(source, order)
  return sql`
    WITH ${found} page AS (
      SELECT ${id} AS page_id, ${key} AS sort_key FROM ${from}
       ORDER BY ${key} ${direction}, ${id} ${direction}
       LIMIT ${count} OFFSET ${start})
    SELECT whole.total, whole.has_owner, listed.*
      FROM (SELECT ${skipCount ? literal('NULL::bigint') : total} AS total, EXISTS (${source.owner}) AS has_owner) whole
      LEFT JOIN (SELECT page.sort_key, ${literal(VIDEO_COLUMNS)}, ${watchedBy(viewer)} AS watched_seconds${askedColumns(include, viewer)}
                   FROM page JOIN (${literal(VIDEO_TABLES)}) ON video.id = page.page_id) listed ON true
     ORDER BY listed.sort_key ${direction}, listed.id ${direction}`
}

/** Where the rows of a list come from. */
interface Finding {
  /** What page and total both read. */
  readonly found: Sql
  readonly from: Sql
  readonly id: Sql
  readonly key: Sql
  readonly total: Sql
}

function findingOf({ where, total, words, isScattered }: Source, { key, isOfMatch, isScored }: Order): Finding {
  if (words)
    return {
      found: sql`match AS MATERIALIZED (${textMatches({ ...words, where, isScored })}),`,
      from: literal(isOfMatch ? 'match' : 'match JOIN video ON video.id = match.video_id'),
      id: literal(isOfMatch ? 'match.video_id' : 'video.id'),
      key,
      total: literal('(SELECT count(*) FROM match)')
    }
  if (isScattered)
    return {
      found: sql`found AS MATERIALIZED (SELECT video.id, ${key} AS sort_key FROM video WHERE ${where}),`,
      from: literal('found'),
      id: literal('found.id'),
      key: literal('found.sort_key'),
      total: literal('(SELECT count(*) FROM found)')
    }
  return { found: NOTHING, from: sql`video WHERE ${where}`, id: literal('video.id'), key, total }
}

interface Order {
  readonly key: Sql
  readonly direction: Sql
  /** By what is known of a match. */
  readonly isOfMatch: boolean
  /** By how well words match. */
  readonly isScored: boolean
}

function orderOf(sort: VideoSearchSort, isMatched: boolean): Order {
  const name = sort.replace('-', '')
  const column = name === 'match' && !isMatched ? 'publishedAt' : name
  const key = isMatched && column === 'publishedAt' ? 'match.published_at' : SORT_COLUMNS[column]!
  const direction = literal(sort.startsWith('-') ? 'DESC' : 'ASC')
  return {
    key: literal(key),
    direction,
    isOfMatch: key.startsWith('match.'),
    isScored: column === 'match' && isMatched
  }
}

function watchedBy(viewer: Viewer | undefined): Sql {
  if (!viewer) return literal('NULL::integer')
  return sql`(SELECT current_seconds FROM watch_history WHERE user_id = ${viewer.userId} AND video_id = video.id)`
}
