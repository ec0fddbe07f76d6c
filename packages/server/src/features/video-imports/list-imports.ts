/** Lists of imports with their videos: one statement. */
import type { Constant, VideoImport, VideoImportListQuery } from '../../contract/index.ts'
import type { Site } from '../../kernel/site.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { and, literal, type Sql, sql, statementOf } from '../../platform/sql.ts'
import { toSummary, VIDEO_COLUMNS, VIDEO_TABLES, type VideoRow } from '../videos/index.ts'

type Row = Omit<VideoRow, 'id'> & {
  /** Null where there is no video. */
  readonly id: number | null
  readonly total: number
  /** Null in the one row of an empty page. */
  readonly import_id: number | null
  readonly target_url: string
  readonly kind: 'address' | 'magnet' | 'torrent'
  readonly import_state: number
  readonly error: string | null
  readonly imported_at: Date
  readonly changed_at: Date
  readonly tags: string[]
}

/** PeerTube's numbers and words, by ours. */
const STATES: Readonly<Record<number, Constant<number>>> = {
  1: { id: 1, label: 'Pending' },
  2: { id: 6, label: 'Processing' },
  3: { id: 2, label: 'Success' },
  4: { id: 3, label: 'Failed' },
  5: { id: 5, label: 'Cancelled' }
}

export async function listImports(
  db: Queryable,
  site: Site,
  userId: number,
  { start, count, sort, targetUrl, search, videoChannelSyncId }: VideoImportListQuery
): Promise<{ total: number; data: VideoImport[] }> {
  const where = and([
    sql`video_import.user_id = ${userId}`,
    ...(targetUrl === undefined ? [] : [sql`video_import.target_url = ${targetUrl} AND video_import.kind = 'address'`]),
    ...(videoChannelSyncId === undefined ? [] : [literal('false')]),
    ...(search ? [sql`strpos(search_text(video_import.fields ->> 'name'), search_text(${search})) > 0`] : [])
  ])
  const column = sort.endsWith('updatedAt') ? 'updated_at' : 'id'
  return selectImports(db, site, { where, column, isDescending: sort.startsWith('-'), start, count })
}

export async function findImport(db: Queryable, site: Site, id: number): Promise<VideoImport | undefined> {
  const where = sql`video_import.id = ${id}`
  const found = await selectImports(db, site, { where, column: 'id', isDescending: true, start: 0, count: 1 })
  return found.data[0]
}

/** Who gave the video away since sees of it what everybody sees. */
const SHOWN = `(channel.account_id = app_user.account_id
  OR (video.privacy = 1 AND video.state = 1 AND video.id NOT IN (SELECT video_id FROM video_block)))`

interface Selection {
  readonly where: Sql
  readonly column: 'id' | 'updated_at'
  readonly isDescending: boolean
  readonly start: number
  readonly count: number
}

async function selectImports(
  db: Queryable,
  site: Site,
  { where, column, isDescending, start, count }: Selection
): Promise<{ total: number; data: VideoImport[] }> {
  const direction = literal(isDescending ? 'DESC' : 'ASC')
  const key = literal(`video_import.${column}`)
  const { rows } = await db.query<Row>(
    ...statementOf(sql`
      WITH page AS (
        SELECT *, row_number() OVER (ORDER BY ${key} ${direction}, video_import.id ${direction}) AS place
          FROM video_import WHERE ${where} ORDER BY place LIMIT ${count} OFFSET ${start})
      SELECT whole.total, page.id AS import_id, page.target_url, page.kind, page.state AS import_state, page.error,
             page.created_at AS imported_at, page.updated_at AS changed_at, found.*
        FROM (SELECT count(*) AS total FROM video_import WHERE ${where}) whole
        LEFT JOIN page ON true
        LEFT JOIN (SELECT ${literal(VIDEO_COLUMNS)}, video.tags FROM ${literal(VIDEO_TABLES)}
                    WHERE EXISTS (SELECT FROM page JOIN app_user ON app_user.id = page.user_id
                                   WHERE page.video_id = video.id AND ${literal(SHOWN)})) found ON found.id = page.video_id
       ORDER BY page.place`)
  )
  return { total: rows[0]!.total, data: rows.filter(row => row.import_id !== null).map(row => toImport(site, row)) }
}

function toImport(site: Site, row: Row): VideoImport {
  return {
    id: row.import_id!,
    targetUrl: row.kind === 'address' ? row.target_url : null,
    magnetUri: row.kind === 'magnet' ? row.target_url : null,
    torrentName: row.kind === 'torrent' ? row.target_url : null,
    state: STATES[row.import_state]!,
    error: row.error,
    createdAt: row.imported_at.toISOString(),
    updatedAt: row.changed_at.toISOString(),
    video: isWithVideo(row) ? { ...toSummary(site, row), tags: row.tags } : null,
    videoChannelSync: null
  }
}

const isWithVideo = (row: Row): row is Row & VideoRow => row.id !== null
