/** The list of blocked videos: one statement. */
import type { BlockListQuery, VideoBlock } from '../../contract/index.ts'
import type { Site } from '../../kernel/site.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { and, literal, sql, statementOf } from '../../platform/sql.ts'
import { toOwnerFacts, toSummary, VIDEO_COLUMNS, VIDEO_TABLES, type VideoRow } from '../videos/index.ts'

type Row = Omit<VideoRow, 'id'> & {
  /** Null in the one row of an empty page. */
  readonly id: number | null
  readonly total: number
  readonly block_id: number
  readonly block_type: number
  readonly unfederated: boolean
  readonly blocked_at: Date
  readonly changed_at: Date
}

const SORT_COLUMNS: Readonly<Record<string, string>> = {
  createdAt: 'video_block.created_at',
  id: 'video_block.id',
  name: 'video.name_in_order',
  duration: 'video.duration_seconds',
  views: 'video.views',
  likes: 'video.likes',
  dislikes: 'video.dislikes',
  uuid: 'video.uuid'
}

export async function listBlocks(
  db: Queryable,
  site: Site,
  { start, count, sort, type, search }: BlockListQuery
): Promise<{ total: number; data: VideoBlock[] }> {
  const direction = literal(sort.startsWith('-') ? 'DESC' : 'ASC')
  const key = literal(SORT_COLUMNS[sort.replace('-', '')]!)
  const blocks = literal('video_block JOIN video ON video.id = video_block.video_id')
  const where = and([
    ...(type === undefined ? [] : [sql`video_block.type = ${type}`]),
    ...(search ? [sql`strpos(search_text(video.name), search_text(${search})) > 0`] : [])
  ])
  const { rows } = await db.query<Row>(
    ...statementOf(sql`
      WITH page AS (
        SELECT video_block.*, row_number() OVER (ORDER BY ${key} ${direction}, video_block.id ${direction}) AS place
          FROM ${blocks} WHERE ${where} ORDER BY place LIMIT ${count} OFFSET ${start})
      SELECT whole.total, listed.*
        FROM (SELECT count(*) AS total FROM ${blocks} WHERE ${where}) whole
        LEFT JOIN (SELECT page.place, page.id AS block_id, page.type AS block_type, page.unfederated,
                          page.created_at AS blocked_at, page.updated_at AS changed_at, ${literal(VIDEO_COLUMNS)}
                     FROM page JOIN (${literal(VIDEO_TABLES)}) ON video.id = page.video_id) listed ON true
       ORDER BY listed.place`)
  )
  const data = rows.filter((row): row is Row & VideoRow => row.id !== null).map(row => toBlock(site, row))
  return { total: rows[0]!.total, data }
}

function toBlock(site: Site, row: Row & VideoRow): VideoBlock {
  return {
    id: row.block_id,
    createdAt: row.blocked_at.toISOString(),
    updatedAt: row.changed_at.toISOString(),
    reason: row.block?.reason ?? null,
    unfederated: row.unfederated,
    type: row.block_type,
    video: { ...toSummary(site, row), ...toOwnerFacts(row) }
  }
}
