/** Statistics of a video, for its owner. They are of all viewers together: nobody is in them by name or place. */
import type { OverallStats, RetentionStats, StatsMetric, StatsQuery, TimeseriesStats } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { sumDelivery } from '../metrics/index.ts'
import { findPeak, findStatsFacts, listEdges, listViewers, listWatchTime, sumViewings } from './stats-store.ts'

const EVER = new Date(0)

export async function overallStats(
  db: Queryable,
  videoId: number,
  { startDate, endDate }: StatsQuery
): Promise<OverallStats> {
  const span = { videoId, from: startDate, to: endDate }
  const [{ viewers, watchedSeconds }, peak, delivery] = await Promise.all([
    sumViewings(db, span),
    findPeak(db, span),
    sumDelivery(db, { startDate: startDate ?? EVER, endDate }, videoId)
  ])
  return {
    totalWatchTime: watchedSeconds,
    averageWatchTime: viewers === 0 ? 0 : Math.round(watchedSeconds / viewers),
    totalViewers: viewers,
    viewersPeak: peak?.viewers ?? 0,
    viewersPeakDate: peak?.at.toISOString() ?? null,
    countries: [],
    subdivisions: [],
    delivery
  }
}

export async function retentionStats(db: Queryable, videoId: number): Promise<RetentionStats> {
  const span = { videoId, from: undefined, to: undefined }
  const [{ durationSeconds }, { viewers }, edges] = await Promise.all([
    findStatsFacts(db, videoId),
    sumViewings(db, span),
    listEdges(db, videoId)
  ])
  return { data: retentionOf(edges, { durationSeconds, viewers }) }
}

/** @param edges In order. */
export function retentionOf(
  edges: readonly { second: number; begin: number; stop: number }[],
  { durationSeconds, viewers }: { durationSeconds: number; viewers: number }
): RetentionStats['data'] {
  let watching = 0
  let next = 0
  return Array.from({ length: durationSeconds + 1 }, (_, second) => {
    for (; next < edges.length && edges[next]!.second <= second; next++)
      watching += edges[next]!.begin - edges[next]!.stop
    return { second, retentionPercent: viewers === 0 ? 0 : Math.round((watching / viewers) * 100) }
  })
}

export async function timeseriesStats(
  db: Queryable,
  videoId: number,
  { metric, startDate, endDate }: StatsQuery & { metric: StatsMetric }
): Promise<TimeseriesStats> {
  const { publishedAt } = await findStatsFacts(db, videoId)
  const to = endDate ?? new Date()
  const { interval, from } = intervalOf(startDate ?? publishedAt, to)
  const series = { videoId, from, to, interval }
  const rows = await (metric === 'viewers' ? listViewers(db, series) : listWatchTime(db, series))
  return { groupInterval: interval, data: rows.map(({ at, value }) => ({ date: at.toISOString(), value })) }
}

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const MONTH = 31 * DAY
const YEAR = 365 * DAY

/** PeerTube's steps: some 60 to 200 points, however long the time. */
const INTERVALS: readonly [longerThanSeconds: number, interval: string, cut: 'month' | 'day' | 'hour' | 'minute'][] = [
  [6 * YEAR, '6 months', 'month'],
  [2 * YEAR, '1 month', 'month'],
  [6 * MONTH, '7 days', 'day'],
  [2 * MONTH, '1 day', 'day'],
  [15 * DAY, '12 hours', 'hour'],
  [8 * DAY, '6 hours', 'hour'],
  [15 * HOUR, '1 hour', 'hour'],
  [3 * HOUR, '10 minutes', 'minute'],
  [Number.NEGATIVE_INFINITY, '1 minute', 'minute']
]
/** A span before there were computers is no span. */
const SPAN_MAX_MS = 60 * YEAR * 1000

/** How a span of time is divided, and where its first part begins. */
export function intervalOf(from: Date, to: Date): { interval: string; from: Date } {
  const beginning = new Date(Math.max(Math.min(from.getTime(), to.getTime()), to.getTime() - SPAN_MAX_MS))
  const seconds = (to.getTime() - beginning.getTime()) / 1000
  const [, interval, cut] = INTERVALS.find(([longer]) => seconds >= longer)!
  beginning.setUTCSeconds(0, 0)
  if (cut !== 'minute') beginning.setUTCMinutes(0)
  if (cut === 'day' || cut === 'month') beginning.setUTCHours(0)
  if (cut === 'month') beginning.setUTCDate(1)
  return { interval, from: beginning }
}
