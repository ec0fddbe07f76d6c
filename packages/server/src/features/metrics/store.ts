/** SQL of the metrics slice. Tables: delivery_day, delivery_video_day; video and video_file, read only. */
import type { Queryable } from '../../platform/postgres.ts'

/** Of one video and day. */
export interface Sums {
  readonly videoUuid: string
  /** `2026-05-01` */
  readonly day: string
  readonly http: number
  readonly p2p: number
  readonly uploaded: number
  readonly reports: number
  readonly sent: number
}

const COLUMNS = ['bytes_http', 'bytes_p2p', 'bytes_p2p_uploaded', 'reports', 'bytes_sent'] as const
const NAMES = COLUMNS.join(', ')
const SUMS = COLUMNS.map(name => `sum(${name})`).join(', ')
const addedTo = (table: string) => COLUMNS.map(name => `${name} = ${table}.${name} + excluded.${name}`).join(', ')

/** What belongs to a video that was deleted meanwhile counts for its day only. */
export async function addSums(db: Queryable, sums: readonly Sums[]): Promise<void> {
  await db.query(
    `WITH added AS (
       SELECT * FROM unnest($1::uuid[], $2::date[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[])
                  AS added (uuid, day, ${NAMES})),
     videos AS (
       INSERT INTO delivery_video_day (video_id, day, ${NAMES})
       SELECT video.id, day, ${NAMES} FROM added JOIN video USING (uuid) ORDER BY video.id, day
           ON CONFLICT (video_id, day) DO UPDATE SET ${addedTo('delivery_video_day')})
     INSERT INTO delivery_day (day, ${NAMES})
     SELECT day, ${SUMS} FROM added GROUP BY day ORDER BY day
         ON CONFLICT (day) DO UPDATE SET ${addedTo('delivery_day')}`,
    (['videoUuid', 'day', 'http', 'p2p', 'uploaded', 'reports', 'sent'] as const).map(name =>
      sums.map(one => one[name])
    ),
    'add-delivery'
  )
}

/** Of a file whose size is not known yet, or that lies elsewhere: 8 Mb/s. */
const USUAL_BYTES_PER_SECOND = 1_000_000

/** Bytes that a second of the video's largest rendition takes. */
export async function findRate(db: Queryable, videoId: number): Promise<number> {
  const { rows } = await db.query<{ rate: number | null }>(
    `SELECT max(size_bytes)::float8 / greatest(1, max(duration_seconds)) AS rate
       FROM video JOIN video_file ON video_file.video_id = video.id WHERE video.id = $1`,
    [videoId],
    'rate-of-video'
  )
  // Not every second is as large as the average.
  return (rows[0]?.rate || USUAL_BYTES_PER_SECOND) * 1.25
}

/** First and last day, both included. */
export interface Span {
  readonly from: string
  readonly to: string
}

/** The names of the wire (contract/delivery.ts). */
export interface SummedRow {
  readonly downloadedBytesHTTP: number
  readonly downloadedBytesP2P: number
  readonly uploadedBytesP2P: number
  readonly reports: number
  readonly sentBytes: number
}

const summed = (of: (column: string) => string) =>
  (
    [
      ['downloadedBytesHTTP', 'bytes_http'],
      ['downloadedBytesP2P', 'bytes_p2p'],
      ['uploadedBytesP2P', 'bytes_p2p_uploaded'],
      ['reports', 'reports'],
      ['sentBytes', 'bytes_sent']
    ] as const
  )
    .map(([name, column]) => `${of(column)} AS "${name}"`)
    .join(', ')
const SUMMED = summed(column => `coalesce(sum(${column}), 0)::bigint`)

export async function listDays(db: Queryable, { from, to }: Span): Promise<(SummedRow & { day: string })[]> {
  const { rows } = await db.query<SummedRow & { day: string }>(
    `SELECT day::text, ${summed(column => column)} FROM delivery_day WHERE day BETWEEN $1 AND $2 ORDER BY day`,
    [from, to]
  )
  return rows
}

/** @param videoId All videos together, without it. */
export async function sumDays(db: Queryable, { from, to }: Span, videoId?: number): Promise<SummedRow> {
  const of = videoId === undefined ? 'delivery_day WHERE' : 'delivery_video_day WHERE video_id = $3 AND'
  const { rows } = await db.query<SummedRow>(`SELECT ${SUMMED} FROM ${of} day BETWEEN $1 AND $2`, [
    ...[from, to, ...(videoId === undefined ? [] : [videoId])]
  ])
  return rows[0]!
}

const ORDERS = {
  downloadedBytes: 'sum(bytes_http + bytes_p2p)',
  downloadedBytesP2P: 'sum(bytes_p2p)',
  sentBytes: 'sum(bytes_sent)'
} as const

export interface VideoRow extends SummedRow {
  readonly id: number
  readonly uuid: string
  readonly name: string
}

export async function listVideos(
  db: Queryable,
  { from, to }: Span,
  range: { readonly start: number; readonly count: number; readonly sort: string }
): Promise<{ total: number; rows: VideoRow[] }> {
  const order = ORDERS[range.sort.replace('-', '') as keyof typeof ORDERS]
  const direction = range.sort.startsWith('-') ? 'DESC' : 'ASC'
  const [list, count] = await Promise.all([
    db.query<VideoRow>(
      `SELECT video.id, video.uuid, video.name, summed.*
         FROM (SELECT video_id, ${order} AS rank, ${SUMMED} FROM delivery_video_day
                WHERE day BETWEEN $1 AND $2 GROUP BY video_id
                ORDER BY rank ${direction}, video_id LIMIT $3 OFFSET $4) summed
         JOIN video ON video.id = summed.video_id ORDER BY rank ${direction}, video.id`,
      [from, to, range.count, range.start]
    ),
    db.query<{ total: number }>(
      'SELECT count(DISTINCT video_id) AS total FROM delivery_video_day WHERE day BETWEEN $1 AND $2',
      [from, to]
    )
  ])
  return { total: count.rows[0]!.total, rows: list.rows }
}

export async function deleteBefore(db: Queryable, day: string): Promise<void> {
  await db.query('DELETE FROM delivery_video_day WHERE day < $1', [day])
  await db.query('DELETE FROM delivery_day WHERE day < $1', [day])
}
