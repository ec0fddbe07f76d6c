/** SQL of the list of copies. Tables: as of store.ts and peer-store.ts, and video_file (read). */
import {
  type MirroredVideo,
  type MirrorQuery,
  type RedundancyInformation,
  type RedundancyStrategy,
  WORK_STATE
} from '../../contract/index.ts'
import type { Site } from '../../kernel/site.ts'
import type { Queryable } from '../../platform/postgres.ts'

/** Where players find the files of a copy that is held here: PeerTube's path. */
export const copyBaseUrl = ({ origin }: Pick<Site, 'origin'>, uuid: string) => `${origin}/static/redundancy/hls/${uuid}`

interface CopyJson {
  readonly id: number
  readonly baseUrl: string | null
  readonly strategy: RedundancyStrategy | null
  readonly createdAt: string
  readonly updatedAt: string
  readonly expiresAt: string | null
  readonly size: number
}

interface Row {
  readonly id: number | null
  readonly name: string
  readonly uuid: string
  readonly url: string | null
  readonly copies: readonly CopyJson[]
}

const TIMES = `'createdAt', created_at, 'updatedAt', updated_at, 'expiresAt', expires_at`

/** Whose videos, and an SQL expression of type json for the copies of one. */
const TARGETS: Record<MirrorQuery['target'], { readonly where: string; readonly copies: string }> = {
  'my-videos': {
    where: `video.id IN (SELECT video_id FROM peer_copy)
      AND NOT EXISTS (SELECT FROM remote_video WHERE remote_video.video_id = video.id)`,
    copies: `
      (SELECT json_agg(json_build_object('id', id, 'baseUrl', base_url, ${TIMES}, 'size',
                (SELECT coalesce(sum(size_bytes), 0) FROM video_file WHERE video_file.video_id = video.id)) ORDER BY id)
         FROM peer_copy WHERE peer_copy.video_id = video.id)`
  },
  'remote-videos': {
    where: `video.id IN (SELECT video_id FROM video_copy WHERE state = ${WORK_STATE.completed})`,
    copies: `
      (SELECT json_agg(json_build_object('id', id, 'strategy', strategy, ${TIMES}, 'size', size_bytes))
         FROM video_copy WHERE video_copy.video_id = video.id)`
  }
}

export async function listCopies(
  db: Queryable,
  site: Site,
  { target, sort, start, count }: MirrorQuery
): Promise<{ total: number; data: MirroredVideo[] }> {
  const { where, copies } = TARGETS[target]
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC'
  const order = `lower(name) ${direction}, id ${direction}`
  const { rows } = await db.query<Row & { total: number }>(
    `SELECT whole.total, page.*
       FROM (SELECT count(*) AS total FROM video WHERE ${where}) whole
       LEFT JOIN (SELECT video.id, video.name, video.uuid, ${copies} AS copies,
                         (SELECT url FROM remote_video WHERE remote_video.video_id = video.id) AS url
                    FROM video WHERE ${where} ORDER BY ${order} LIMIT $1 OFFSET $2) page ON true
      ORDER BY ${order}`,
    [count, start]
  )
  const data = rows.flatMap(row => (row.id === null ? [] : [toMirrored(site, { ...row, id: row.id })]))
  return { total: rows[0]?.total ?? 0, data }
}

function toMirrored(site: Site, { id, name, uuid, url, copies }: Row & { id: number }): MirroredVideo {
  const streamingPlaylists = copies.map(
    (copy): RedundancyInformation => ({
      id: copy.id,
      fileUrl: copy.baseUrl ?? copyBaseUrl(site, uuid),
      strategy: copy.strategy ?? null,
      createdAt: isoOf(copy.createdAt),
      updatedAt: isoOf(copy.updatedAt),
      expiresOn: copy.expiresAt === null ? null : isoOf(copy.expiresAt),
      size: copy.size
    })
  )
  const redundancies = { files: [], streamingPlaylists }
  return { id, name, url: url ?? `${site.origin}/videos/watch/${uuid}`, uuid, redundancies }
}

/** PostgreSQL's JSON writes microseconds and an offset. */
const isoOf = (time: string) => new Date(time).toISOString()
