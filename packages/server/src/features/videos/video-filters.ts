/** The conditions of lists of videos, as parts of a statement over `video`. */
import { type NsfwPolicy, VIDEO_INCLUDE, type VideoFilters } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Site } from '../../kernel/site.ts'
import type { Viewer } from '../../platform/http.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { and, literal, or, type Sql, sql } from '../../platform/sql.ts'
import { mutedAccounts } from '../mutes/index.ts'
import { named } from './handles.ts'

export interface Reader {
  readonly viewer: Viewer | undefined
  /** For who has not chosen one. */
  readonly defaultNsfwPolicy: NsfwPolicy
}

/**
 * What a reader asks for.
 *
 * @throws AppError `unauthenticated` when only moderators may ask that: PeerTube's status; `invalid` when it needs an
 *   account.
 */
export function allowedFilters(filters: VideoFilters, viewer: Viewer | undefined): VideoFilters {
  const asked = modernFilters(filters)
  const isModerator = viewer !== undefined && viewer.role !== 'user'
  if (!isModerator && (asked.include || asked.privacyOneOf || asked.autoTagOneOf))
    throw new AppError('unauthenticated', 'Only moderators may list videos that are not for everybody.')
  if (!viewer && asked.excludeAlreadyWatched !== undefined)
    throw new AppError('invalid', 'Cannot use excludeAlreadyWatched parameter when auth token is not provided')
  return asked
}

const ALL_PRIVACIES = [1, 2, 3, 4, 5]

/** Without PeerTube's words from before version 4. */
export function modernFilters({ filter, ...filters }: VideoFilters): VideoFilters {
  if (!filter) return filters
  if (filter === 'local') return { ...filters, isLocal: true }
  const all = { ...filters, include: VIDEO_INCLUDE.notPublished, privacyOneOf: ALL_PRIVACIES }
  return filter === 'all' ? all : { ...all, isLocal: true }
}

/** Conditions of a list in kinds, because it is counted by kinds. */
export interface ListedParts {
  /** What a video is, as totals know it (`video_total`): its state, privacy, sensitivity, whose it is and its files. */
  readonly kept: readonly Sql[]
  /** Besides, that nothing in it is sensitive, or that what is may be (`nsfwFlagsIncluded`): few are. */
  readonly either?: { readonly kept: readonly Sql[]; readonly flagged: Sql } | undefined
  /** What keeps a video from the reader: few each. */
  readonly hidden: readonly Hidden[]
}

/** What a video is, in one. */
export const keptBy = ({ kept, either }: ListedParts): readonly Sql[] =>
  either ? [...kept, or([and(either.kept), either.flagged])] : kept

/** Videos by a column of `video`, which is one of what a query finds. */
export interface Hidden {
  readonly column: 'id' | 'channel_id'
  readonly query: Sql
}

/** For each video of many, the few are kept at hand. */
export const isShown = ({ column, query }: Hidden) => sql`${literal(`video.${column}`)} NOT IN (${query})`
/** Index by index, which the few are looked up in. */
export const isHidden = ({ column, query }: Hidden) => sql`${literal(`video.${column}`)} = ANY(ARRAY(${query}))`

type Asked = Pick<
  VideoFilters,
  | 'include'
  | 'privacyOneOf'
  | 'nsfw'
  | 'nsfwFlagsIncluded'
  | 'nsfwFlagsExcluded'
  | 'isLocal'
  | 'host'
  | 'excludeAlreadyWatched'
>

interface Choice {
  readonly policy: NsfwPolicy | null
  readonly included: number
  readonly excluded: number
}

/** With what the reader has chosen of sensitive videos, where the question says nothing of it: as PeerTube 8 does. */
export async function withOwnChoice<Filters extends Asked>(
  db: Queryable,
  filters: Filters,
  { viewer, defaultNsfwPolicy }: Reader
): Promise<Filters> {
  const choice = viewer && (await findChoice(db, viewer.userId))
  const isHidden = (choice?.policy ?? defaultNsfwPolicy) === 'do_not_list'
  return {
    ...filters,
    nsfw: filters.nsfw ?? (isHidden ? 'false' : undefined),
    nsfwFlagsIncluded: filters.nsfwFlagsIncluded || choice?.included || undefined,
    nsfwFlagsExcluded: filters.nsfwFlagsExcluded || choice?.excluded || undefined
  }
}

const chosenFlags = (name: string) => `coalesce((preferences ->> 'nsfwFlags${name}')::int, 0)`

async function findChoice(db: Queryable, userId: number): Promise<Choice | undefined> {
  const { rows } = await db.query<Choice>(
    `SELECT preferences ->> 'nsfwPolicy' AS policy, ${chosenFlags('Hidden')} AS excluded,
            ${['Displayed', 'Warned', 'Blurred'].map(chosenFlags).join(' | ')} AS included
       FROM app_user WHERE id = $1`,
    [userId]
  )
  return rows[0]
}

/**
 * What somebody may find without having been given its address. Moderators may ask for more (`include`).
 *
 * @param asked With what the reader has chosen (`withOwnChoice`).
 */
export function listedParts(viewer: Viewer | undefined, asked: Asked = {}): ListedParts {
  const { include = 0, privacyOneOf, excludeAlreadyWatched } = asked
  const kept: Sql[] = []
  if (!(include & VIDEO_INCLUDE.notPublished)) kept.push(literal('video.state = 1'))
  if (privacyOneOf) kept.push(sql`video.privacy = ANY(${privacyOneOf}::int[])`)
  else kept.push(literal(viewer ? 'video.privacy IN (1, 4)' : 'video.privacy = 1'))
  const sensitivity = sensitivityCondition(asked.nsfw)
  const { nsfwFlagsIncluded: included } = asked
  const either = included && sensitivity.length > 0 ? { kept: sensitivity, flagged: isFlagged(included) } : undefined
  if (!either) kept.push(...sensitivity)
  if (asked.isLocal !== undefined) kept.push(literal(asked.isLocal ? 'NOT video.is_remote' : 'video.is_remote'))

  const hidden = excludedByFlags(asked)
  if (!(include & VIDEO_INCLUDE.blocked))
    hidden.push({ column: 'id', query: literal('SELECT video_id FROM video_block') })
  if (!(include & VIDEO_INCLUDE.mutedOwner)) hidden.push({ column: 'channel_id', query: mutedChannels(viewer) })
  if (excludeAlreadyWatched && viewer)
    hidden.push({ column: 'id', query: sql`SELECT video_id FROM watch_history WHERE user_id = ${viewer.userId}` })
  return { kept, either, hidden }
}

export function listedFor(viewer: Viewer | undefined, asked: Asked = {}): Sql[] {
  const parts = listedParts(viewer, asked)
  return [...keptBy(parts), ...parts.hidden.map(isShown)]
}

/** As the index of those that say anything has it (migration 0275). */
const isFlagged = (flags: number) => sql`(video.sensitive_flags <> 0 AND video.sensitive_flags & ${flags}::int <> 0)`

export const excludedByFlags = ({ nsfwFlagsExcluded: flags }: Pick<VideoFilters, 'nsfwFlagsExcluded'>): Hidden[] =>
  flags ? [{ column: 'id', query: sql`SELECT video.id FROM video WHERE ${isFlagged(flags)}` }] : []

function sensitivityCondition(nsfw: string | undefined): Sql[] {
  if (nsfw === 'true') return [literal('video.sensitive')]
  return nsfw === 'false' ? [literal('NOT video.sensitive')] : []
}

const mutedChannels = (viewer: Viewer | undefined) =>
  sql`SELECT channel.id FROM channel WHERE channel.account_id = ANY(ARRAY(${mutedAccounts(viewer)}))`

/** Neither the reader nor the server mutes the owner or the owner's host. */
export const notMutedBy = (viewer: Viewer | undefined, channelId = literal('video.channel_id')) =>
  sql`${channelId} NOT IN (${mutedChannels(viewer)})`

/** Filters by what a video is, besides those that `listedParts` has. */
export function filterConditions(site: Site, filters: VideoFilters, viewer: Viewer | undefined): Sql[] {
  return [
    ...kindConditions(site, filters),
    ...fileConditions(filters),
    ...lengthConditions(filters),
    ...(filters.isLive ? [literal('false')] : []),
    ...tagConditions(filters),
    ...automaticTagConditions(filters, viewer),
    ...timeConditions(filters)
  ]
}

/** Whether these ask for more than a video's row in the index of words tells. */
export function needsWholeVideo(filters: VideoFilters): boolean {
  const { uuids, tagsOneOf, tagsAllOf, originallyPublishedStartDate, originallyPublishedEndDate } = filters
  const { nsfwFlagsIncluded, nsfwFlagsExcluded } = filters
  return [
    ...[uuids, tagsOneOf, tagsAllOf, originallyPublishedStartDate, originallyPublishedEndDate],
    ...[nsfwFlagsIncluded, nsfwFlagsExcluded]
  ].some(value => value !== undefined)
}

function kindConditions(site: Site, filters: VideoFilters): Sql[] {
  const { categoryOneOf, licenceOneOf, languageOneOf, uuids, channelNameOneOf, channelId } = filters
  const conditions: Sql[] = []
  if (categoryOneOf) conditions.push(sql`video.category = ANY(${categoryOneOf}::int[])`)
  if (licenceOneOf) conditions.push(sql`video.licence = ANY(${licenceOneOf}::int[])`)
  if (languageOneOf) conditions.push(languageCondition(languageOneOf))
  if (uuids) conditions.push(sql`video.uuid = ANY(${uuids}::uuid[])`)
  if (channelId !== undefined) conditions.push(sql`video.channel_id = ${channelId}`)
  if (channelNameOneOf)
    conditions.push(sql`video.channel_id IN (SELECT channel.id FROM channel JOIN actor ON actor.id = channel.actor_id
      WHERE ${or(channelNameOneOf.map(handle => named(site, handle)))})`)

  if (filters.host !== undefined && filters.host !== site.host)
    conditions.push(
      sql`video.channel_id IN (SELECT channel.id FROM channel JOIN actor ON actor.id = channel.actor_id
        WHERE actor.host = lower(${filters.host}))`
    )
  return conditions
}

function languageCondition(languages: readonly string[]): Sql {
  const known = languages.filter(language => language !== '_unknown')
  return or([
    ...(known.length > 0 ? [sql`video.language = ANY(${known}::text[])`] : []),
    ...(known.length < languages.length ? [literal('video.language IS NULL')] : [])
  ])
}

type ByFiles = Pick<VideoFilters, 'hasHLSFiles' | 'hasWebVideoFiles' | 'hasWebtorrentFiles'>

export function fileConditions({ hasHLSFiles, hasWebVideoFiles, hasWebtorrentFiles }: ByFiles): Sql[] {
  const hasWebVideos = hasWebVideoFiles ?? hasWebtorrentFiles
  const conditions: Sql[] = []
  if (hasHLSFiles !== undefined) conditions.push(literal(hasHLSFiles ? 'video.has_hls' : 'NOT video.has_hls'))
  if (hasWebVideos !== undefined)
    conditions.push(literal(hasWebVideos ? 'video.has_web_videos' : 'NOT video.has_web_videos'))
  return conditions
}

export type ByLength = Pick<VideoFilters, 'durationMin' | 'durationMax'>

export function lengthConditions({ durationMin, durationMax }: ByLength): Sql[] {
  return [
    ...(durationMin === undefined ? [] : [sql`video.duration_seconds >= ${durationMin}`]),
    ...(durationMax === undefined ? [] : [sql`video.duration_seconds <= ${durationMax}`])
  ]
}

const lowered = (words: readonly string[]) => words.map(word => word.toLowerCase())

function tagConditions({ tagsOneOf, tagsAllOf }: VideoFilters): Sql[] {
  return [
    ...(tagsOneOf ? [sql`lower_all(video.tags) && ${lowered(tagsOneOf)}::text[]`] : []),
    ...(tagsAllOf ? [sql`lower_all(video.tags) @> ${lowered(tagsAllOf)}::text[]`] : [])
  ]
}

/** What moderators watch for is for them alone to know. */
function automaticTagConditions({ autoTagOneOf }: VideoFilters, viewer: Viewer | undefined): Sql[] {
  if (!autoTagOneOf || !viewer || viewer.role === 'user') return []
  return [sql`video.id IN (SELECT video_id FROM video_automatic_tag WHERE name = ANY(${autoTagOneOf}::text[]))`]
}

function timeConditions(filters: VideoFilters): Sql[] {
  const { startDate, endDate, originallyPublishedStartDate: from, originallyPublishedEndDate: to } = filters
  const conditions: Sql[] = []
  if (startDate) conditions.push(sql`video.published_at >= ${startDate}`)
  if (endDate) conditions.push(sql`video.published_at <= ${endDate}`)
  if (from) conditions.push(sql`video.originally_published_at >= ${from}`)
  if (to) conditions.push(sql`video.originally_published_at <= ${to}`)
  return conditions
}
