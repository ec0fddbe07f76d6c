/** SQL of a video's statistics. Table: viewing. */
import type { Queryable } from '../../platform/postgres.ts'

/** Visits that began in a span of time. */
export interface Span {
  readonly videoId: number
  readonly from: Date | undefined
  readonly to: Date | undefined
}

const IN_SPAN = `video_id = $1 AND ($2::timestamptz IS NULL OR started_at >= $2)
                 AND ($3::timestamptz IS NULL OR started_at <= $3)`
const valuesOf = ({ videoId, from, to }: Span) => [videoId, from ?? null, to ?? null]

export async function sumViewings(db: Queryable, span: Span): Promise<{ viewers: number; watchedSeconds: number }> {
  const { rows } = await db.query<{ viewers: number; watchedSeconds: number }>(
    `SELECT count(*) AS viewers, coalesce(sum(watched_seconds), 0)::bigint AS "watchedSeconds"
       FROM viewing WHERE ${IN_SPAN}`,
    valuesOf(span)
  )
  return rows[0]!
}

/** When most people watched at once. */
export async function findPeak(db: Queryable, span: Span): Promise<{ viewers: number; at: Date } | undefined> {
  const { rows } = await db.query<{ viewers: number; at: Date }>(
    `SELECT sum(step) OVER (ORDER BY at, step DESC ROWS UNBOUNDED PRECEDING)::integer AS viewers, at
       FROM (SELECT started_at AS at, 1 AS step FROM viewing WHERE ${IN_SPAN}
             UNION ALL
             SELECT seen_at, -1 FROM viewing WHERE ${IN_SPAN}) AS steps
      ORDER BY viewers DESC, at LIMIT 1`,
    valuesOf(span)
  )
  return rows[0]
}

/** How many viewers begin and stop to see the video at each second where some do, in order. */
export async function listEdges(
  db: Queryable,
  videoId: number
): Promise<{ second: number; begin: number; stop: number }[]> {
  const { rows } = await db.query<{ second: number; begin: number; stop: number }>(
    `SELECT second, sum(begin)::integer AS begin, sum(stop)::integer AS stop
       FROM (SELECT lower(part) AS second, 1 AS begin, 0 AS stop FROM viewing, unnest(seen) AS part WHERE video_id = $1
             UNION ALL
             SELECT upper(part), 0, 1 FROM viewing, unnest(seen) AS part WHERE video_id = $1) AS edges
      GROUP BY second ORDER BY second`,
    [videoId]
  )
  return rows
}

export interface Series {
  readonly videoId: number
  readonly from: Date
  readonly to: Date
  /** PostgreSQL's: "10 minutes". */
  readonly interval: string
}

const BUCKETS = `SELECT at, at + $4::interval AS until FROM generate_series($2::timestamptz, $3, $4::interval) AS at`

/** Who was there at some moment of each interval. */
export async function listViewers(db: Queryable, series: Series): Promise<{ at: Date; value: number }[]> {
  return listBuckets(
    db,
    series,
    `SELECT bucket.at, count(viewing.id) AS value
       FROM (${BUCKETS}) AS bucket
       LEFT JOIN viewing ON video_id = $1 AND started_at < until AND seen_at >= at
      GROUP BY bucket.at ORDER BY bucket.at`
  )
}

/** Seconds watched by those who began in each interval. */
export async function listWatchTime(db: Queryable, series: Series): Promise<{ at: Date; value: number }[]> {
  return listBuckets(
    db,
    series,
    `SELECT bucket.at, coalesce(sum(watched_seconds), 0)::bigint AS value
       FROM (${BUCKETS}) AS bucket
       LEFT JOIN viewing ON video_id = $1 AND started_at >= at AND started_at < until
      GROUP BY bucket.at ORDER BY bucket.at`
  )
}

async function listBuckets(db: Queryable, { videoId, from, to, interval }: Series, statement: string) {
  return (await db.query<{ at: Date; value: number }>(statement, [videoId, from, to, interval])).rows
}

export async function findStatsFacts(
  db: Queryable,
  videoId: number
): Promise<{ durationSeconds: number; publishedAt: Date }> {
  const { rows } = await db.query<{ durationSeconds: number; publishedAt: Date }>(
    'SELECT duration_seconds AS "durationSeconds", published_at AS "publishedAt" FROM video WHERE id = $1',
    [videoId]
  )
  return rows[0] ?? { durationSeconds: 0, publishedAt: new Date() }
}
