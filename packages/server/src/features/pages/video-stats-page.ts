/** How a film is watched, for who published it. PeerTube's address of it. */
import type { Router } from 'express'
import { type RetentionStats, STATS_PERIODS, type StatsPeriod, type VideoStatsPage } from '../../contract/index.ts'
import type { CallOperation } from '../../platform/call-operation.ts'
import { type Exchange, formPage, type Operate, operateWith } from './form-page.ts'
import { isSignedIn } from './page-access.ts'
import type { PageResponder } from './page-responder.ts'
import { toCard } from './video-page.ts'

const DAY_MS = 86_400_000
/** As many as a plot on a telephone can show. */
const MOMENTS_MAX = 100

export function videoStatsPage(router: Router, pages: PageResponder, { call }: { call: CallOperation }): void {
  const operate = operateWith(call)
  formPage(router, pages, {
    path: '/stats/videos/:id',
    admits: isSignedIn,
    show: at => load(operate, at)
  })
}

async function load(operate: Operate, at: Exchange): Promise<VideoStatsPage> {
  const { params } = at.req
  const days = STATS_PERIODS.find(period => String(period) === at.req.query['days']) ?? null
  const query = periodOf(days)
  const series = (metric: 'viewers' | 'aggregateWatchTime') =>
    operate(at, 'getVideoTimeseriesStats', { params: { ...params, metric }, query })
  // First what says whose it is.
  const overall = await operate(at, 'getVideoOverallStats', { params, query })
  const [video, viewers, watchTime, retention] = await Promise.all([
    operate(at, 'getVideo', { params }),
    series('viewers'),
    series('aggregateWatchTime'),
    operate(at, 'getVideoRetentionStats', { params })
  ])
  const { shortUUID, name, duration, views } = video
  return {
    kind: 'video-stats',
    days,
    overall,
    viewers: viewers.data,
    watchTime: watchTime.data,
    video: { shortUUID, name, duration, views, watchPath: toCard(video).watchPath },
    retention: thinned(retention.data)
  }
}

function periodOf(days: StatsPeriod): { startDate?: string; endDate?: string } {
  if (days === null) return {}
  const now = Date.now()
  return { startDate: new Date(now - days * DAY_MS).toISOString(), endDate: new Date(now).toISOString() }
}

function thinned(all: RetentionStats['data']): RetentionStats['data'] {
  const step = Math.max(1, Math.ceil(all.length / MOMENTS_MAX))
  return all.filter((_moment, at) => at % step === 0)
}
