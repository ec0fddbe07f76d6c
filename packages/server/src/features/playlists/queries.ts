/** Reads of the playlists slice, one statement each. Tables: playlist, playlist_element; reads actors and videos. */
import {
  ELEMENT_TYPE,
  type PageRange,
  type Playlist,
  type PlaylistElement,
  type PlaylistListQuery,
  type PlaylistSearchQuery,
  type VideoReference
} from '../../contract/index.ts'
import { toShortUuid } from '../../kernel/short-uuid.ts'
import type { Site } from '../../kernel/site.ts'
import type { Viewer } from '../../platform/http.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { and, literal, type Sql, sql, statementOf } from '../../platform/sql.ts'
import { isListed } from '../actors/index.ts'
import { VIDEO_COLUMNS, VIDEO_TABLES } from '../videos/index.ts'
import { type ElementRow, PLAYLIST_COLUMNS, PLAYLIST_TABLES, type PlaylistRow, toElement, toPlaylist } from './wire.ts'

interface List<Item> {
  readonly total: number
  readonly data: Item[]
}

export async function findPlaylist(
  db: Queryable,
  site: Site,
  reference: VideoReference
): Promise<{ playlist: Playlist; isByNumber: boolean } | undefined> {
  const isByNumber = 'id' in reference
  const { rows } = await db.query<PlaylistRow>(
    `SELECT ${PLAYLIST_COLUMNS} FROM ${PLAYLIST_TABLES} WHERE playlist.${isByNumber ? 'id' : 'uuid'} = $1`,
    [isByNumber ? reference.id : reference.uuid]
  )
  return rows[0] && { playlist: toPlaylist(site, rows[0]), isByNumber }
}

export type PlaylistScope =
  | { readonly kind: 'public' }
  /** @property isOwner Private and unlisted ones are for the owner. */
  | { readonly kind: 'account'; readonly accountId: number; readonly isOwner: boolean }
  | { readonly kind: 'channel'; readonly channelId: number }

const ORDERS: Record<string, string> = {
  createdAt: 'playlist.created_at',
  updatedAt: 'playlist.updated_at',
  displayName: 'lower(playlist.display_name)',
  match: 'found.score'
}

export function listPlaylists(
  db: Queryable,
  site: Site,
  scope: PlaylistScope,
  { search, playlistType, ...page }: PlaylistListQuery
): Promise<List<Playlist>> {
  const where = and([
    scopeCondition(scope),
    ...(playlistType === undefined ? [] : [sql`playlist.type = ${playlistType}`]),
    ...(search ? [sql`strpos(playlist.words, search_text(${search})) > 0`] : [])
  ])
  return readPage(db, site, { ...page, found: sql`SELECT playlist.id, 0::real AS score FROM playlist WHERE ${where}` })
}

function scopeCondition(scope: PlaylistScope): Sql {
  if (scope.kind === 'public') return literal(LISTED)
  if (scope.kind === 'channel') return sql`playlist.privacy = 1 AND playlist.channel_id = ${scope.channelId}`
  return sql`playlist.account_id = ${scope.accountId} AND ${literal(scope.isOwner ? 'true' : 'playlist.privacy = 1')}`
}

/** Of people of this server, and of servers that it follows. */
const LISTED = `playlist.privacy = 1
  AND EXISTS (SELECT FROM account JOIN actor ON actor.id = account.actor_id
               WHERE account.id = playlist.account_id AND ${isListed('actor')})`

function isOfHost(site: Site, host: string): Sql {
  const wanted =
    host.toLowerCase() === site.host ? sql`actor.host IS NULL` : sql`lower(actor.host) = ${host.toLowerCase()}`
  return sql`EXISTS (SELECT FROM account JOIN actor ON actor.id = account.actor_id
                      WHERE account.id = playlist.account_id AND ${wanted})`
}

/** By words as videos are found (migrations 0061, 0062); public ones that hold something, as PeerTube does. */
export function searchPlaylists(
  db: Queryable,
  site: Site,
  { search, host, uuids, ...page }: PlaylistSearchQuery
): Promise<List<Playlist>> {
  const text = search.trim()
  const where = and([
    literal(`${LISTED}
      AND EXISTS (SELECT FROM playlist_element WHERE playlist_element.playlist_id = playlist.id)`),
    ...(host === undefined ? [] : [isOfHost(site, host)]),
    ...(uuids ? [sql`playlist.uuid::text = ANY(${uuids}::text[])`] : [])
  ])
  const found = text
    ? sql`
      WITH exact AS (
        SELECT playlist.id, ts_rank(playlist.document, search_query(${text}))
                 + (strpos(playlist.words, search_text(${text})) > 0)::integer AS score
          FROM playlist
         WHERE (playlist.document @@ search_query(${text}) OR strpos(playlist.words, search_text(${text})) > 0)
           AND ${where})
      SELECT id, score FROM exact
      UNION ALL
      SELECT playlist.id, guess.similarity - 1
        FROM playlists_nearly(${text}) guess JOIN playlist ON playlist.id = guess.playlist_id
       WHERE NOT EXISTS (SELECT FROM exact) AND ${where}`
    : sql`SELECT playlist.id, 0::real AS score FROM playlist WHERE ${where}`
  return readPage(db, site, { ...page, found })
}

async function readPage(
  db: Queryable,
  site: Site,
  { found, start, count, sort }: PageRange & { found: Sql; sort: string }
): Promise<List<Playlist>> {
  const key = literal(ORDERS[sort.replace('-', '')]!)
  const direction = literal(sort.startsWith('-') ? 'DESC' : 'ASC')
  const { rows } = await db.query<Omit<PlaylistRow, 'id'> & { total: number; id: number | null }>(
    ...statementOf(sql`
      WITH found AS (${found}),
      page AS (
        SELECT found.id, row_number() OVER (ORDER BY ${key} ${direction}, playlist.id ${direction}) AS place
          FROM found JOIN playlist ON playlist.id = found.id
         ORDER BY place LIMIT ${count} OFFSET ${start})
      SELECT whole.total, listed.* FROM (SELECT count(*) AS total FROM found) whole
        LEFT JOIN (SELECT page.place, ${literal(PLAYLIST_COLUMNS)}
                     FROM page JOIN (${literal(PLAYLIST_TABLES)}) ON playlist.id = page.id) listed ON true
       ORDER BY listed.place`)
  )
  const data = rows.flatMap(row => (row.id === null ? [] : [toPlaylist(site, row as PlaylistRow)]))
  return { total: rows[0]?.total ?? 0, data }
}

/** What an element is for this viewer, by PeerTube's rules: owners see their own videos, members the internal ones. */
function elementType(viewer: Viewer | undefined): Sql {
  const { regular, deleted, private: hidden, unavailable } = ELEMENT_TYPE
  return sql`CASE
    WHEN video.id IS NULL THEN ${deleted}::integer
    WHEN channel.account_id = ${viewer?.accountId ?? null}::bigint THEN ${regular}::integer
    WHEN EXISTS (SELECT FROM video_block WHERE video_block.video_id = video.id) OR video.state <> 1
      THEN ${unavailable}::integer
    WHEN video.privacy IN (1, 2) OR (video.privacy = 4 AND ${viewer !== undefined}::boolean) THEN ${regular}::integer
    ELSE ${hidden}::integer END`
}

export async function listElements(
  db: Queryable,
  site: Site,
  { playlistId, viewer, start, count }: PageRange & { playlistId: number; viewer: Viewer | undefined }
): Promise<List<PlaylistElement>> {
  const inList = sql`playlist_element WHERE playlist_id = ${playlistId}`
  const page = sql`SELECT * FROM ${inList} ORDER BY position LIMIT ${count} OFFSET ${start}`
  const rows = await readElements(db, { page, total: sql`(SELECT count(*) FROM ${inList})`, viewer })
  const data = rows.flatMap(row => (row.element_id === null ? [] : [toElement(site, row as ElementRow)]))
  return { total: rows[0]?.total ?? 0, data }
}

/** As everybody sees it. */
export async function findElement(
  db: Queryable,
  site: Site,
  { playlistId, elementId }: { playlistId: number; elementId: number }
): Promise<PlaylistElement | undefined> {
  const page = sql`SELECT * FROM playlist_element WHERE playlist_id = ${playlistId} AND id = ${elementId}`
  const [row] = await readElements(db, { page, total: literal('1'), viewer: undefined })
  return row && row.element_id !== null ? toElement(site, row as ElementRow) : undefined
}

type FoundElement = Omit<ElementRow, 'element_id'> & { total: number; element_id: number | null }

async function readElements(
  db: Queryable,
  { page, total, viewer }: { page: Sql; total: Sql; viewer: Viewer | undefined }
): Promise<FoundElement[]> {
  const { rows } = await db.query<FoundElement>(
    ...statementOf(sql`
      WITH page AS (${page})
      SELECT ${total} AS total, page.id AS element_id, page.position, page.start_seconds, page.stop_seconds,
             ${elementType(viewer)} AS element_type, ${literal(VIDEO_COLUMNS)}
        FROM (SELECT) one LEFT JOIN page ON true LEFT JOIN (${literal(VIDEO_TABLES)}) ON video.id = page.video_id
       ORDER BY page.position`)
  )
  return rows
}

/** Which of an account's playlists hold these videos, by video. */
export async function findHolders(db: Queryable, accountId: number, videoIds: readonly number[]) {
  const { rows } = await db.query<{
    video_id: number
    id: number
    playlist_id: number
    display_name: string
    uuid: string
    start_seconds: number | null
    stop_seconds: number | null
  }>(
    `SELECT element.video_id, element.id, playlist.id AS playlist_id, playlist.display_name, playlist.uuid,
            element.start_seconds, element.stop_seconds
       FROM playlist_element element JOIN playlist ON playlist.id = element.playlist_id
      WHERE playlist.account_id = $1 AND element.video_id = ANY($2::bigint[])
      ORDER BY element.id LIMIT 1000`,
    [accountId, videoIds]
  )
  const holders = rows.map(row => ({
    videoId: row.video_id,
    playlistElementId: row.id,
    playlistId: row.playlist_id,
    playlistDisplayName: row.display_name,
    playlistShortUUID: toShortUuid(row.uuid),
    startTimestamp: row.start_seconds,
    stopTimestamp: row.stop_seconds
  }))
  return Object.fromEntries(
    videoIds.map(id => [
      String(id),
      holders.filter(({ videoId }) => videoId === id).map(({ videoId: _videoId, ...holder }) => holder)
    ])
  )
}
