/** One statement: the categories, tags and channels with the most of the newest videos, each with some of them. */
import type { Queryable } from '../../platform/postgres.ts'
import { and, literal, type Sql, sql, statementOf } from '../../platform/sql.ts'
import { VIDEO_COLUMNS, VIDEO_TABLES, type VideoRow } from '../videos/index.ts'

export type GroupKind = 'category' | 'tag' | 'channel'

export interface Group {
  readonly kind: GroupKind
  readonly key: string
  /** Newest first; at least one. */
  readonly rows: readonly VideoRow[]
}

/** What is looked at, so that a large server is as quick as a small one. */
const NEWEST_MAX = 1000
const GROUPS_PER_KIND = 2
const VIDEOS_PER_GROUP = 6

/** @param listed Conditions on `video`. */
export async function findGroups(db: Queryable, listed: readonly Sql[], page: number): Promise<Group[]> {
  const { rows } = await db.query<VideoRow & { kind: GroupKind; key: string }>(
    ...statementOf(sql`
      WITH newest AS MATERIALIZED (
        SELECT video.id, video.published_at, video.category, video.tags, video.channel_id
          FROM video WHERE ${and(listed)} ORDER BY video.published_at DESC, video.id DESC LIMIT ${NEWEST_MAX}),
      member AS (
        SELECT 'category' AS kind, category::text AS key, id, published_at FROM newest WHERE category IS NOT NULL
        UNION ALL SELECT 'tag', tag, id, published_at FROM newest, unnest(tags) tag
        UNION ALL SELECT 'channel', channel_id::text, id, published_at FROM newest),
      ranked AS (
        SELECT kind, key, row_number() OVER (PARTITION BY kind ORDER BY count(*) DESC, key) AS place
          FROM member GROUP BY kind, key),
      chosen AS (
        SELECT * FROM ranked
         WHERE place > ${(page - 1) * GROUPS_PER_KIND} AND place <= ${page * GROUPS_PER_KIND})
      SELECT chosen.kind, chosen.key, ${literal(VIDEO_COLUMNS)}
        FROM chosen
        CROSS JOIN LATERAL (
          SELECT member.id FROM member WHERE member.kind = chosen.kind AND member.key = chosen.key
           ORDER BY member.published_at DESC, member.id DESC LIMIT ${VIDEOS_PER_GROUP}) latest
        JOIN (${literal(VIDEO_TABLES)}) ON video.id = latest.id
       ORDER BY chosen.kind, chosen.place, video.published_at DESC, video.id DESC`)
  )
  const groups = new Map<string, VideoRow[]>()
  for (const row of rows) {
    const name = `${row.kind} ${row.key}`
    groups.set(name, [...(groups.get(name) ?? []), row])
  }
  return [...groups.values()].map(found => {
    const { kind, key } = found[0] as VideoRow & { kind: GroupKind; key: string }
    return { kind, key, rows: found }
  })
}
