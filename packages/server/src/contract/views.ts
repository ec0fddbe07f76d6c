/** Wire types of views, their statistics and the history, with PeerTube 6.3's names (openapi.yaml; recordings). */
import { z } from 'zod'
import type { DeliveryFigures } from './delivery.ts'
import { count, date, INVALID, natural, readable, start, text } from './list-parameters.ts'

/** Some clients send text. */
export const ViewBody = z.object({
  currentTime: z
    .union(
      [
        z.number(),
        z
          .string()
          .regex(/^-?\d{1,9}(\.\d+)?$/)
          .transform(Number)
      ],
      INVALID
    )
    .transform(Math.floor),
  viewEvent: z.enum(['seek'], INVALID).nullish(),
  /** Of one visit, made up by the player; without it, an address is a viewer. */
  sessionId: z
    .string(INVALID)
    .regex(/^[\w-]{1,100}$/, INVALID)
    .nullish()
})
export type ViewBody = z.output<typeof ViewBody>

/** `GET /api/v1/videos/{id}/viewers` */
export interface ViewersNow {
  readonly viewers: number
}

export const StatsQuery = z.object({ startDate: date.optional(), endDate: date.optional() })
export type StatsQuery = z.output<typeof StatsQuery>

export const STATS_METRICS = ['viewers', 'aggregateWatchTime'] as const
export const StatsMetric = z.enum(STATS_METRICS, INVALID)
export type StatsMetric = z.output<typeof StatsMetric>

/** `GET /api/v1/videos/{id}/stats/overall`. Nobody is asked where they are, so no country is known. */
export interface OverallStats {
  readonly totalWatchTime: number
  readonly averageWatchTime: number
  readonly totalViewers: number
  readonly viewersPeak: number
  readonly viewersPeakDate: string | null
  readonly countries: readonly never[]
  readonly subdivisions: readonly never[]
  /** Ours: how its bytes reached the viewers. */
  readonly delivery: DeliveryFigures
}

export interface RetentionStats {
  readonly data: readonly { readonly second: number; readonly retentionPercent: number }[]
}

export interface TimeseriesStats {
  /** "1 minute", "12 hours"… */
  readonly groupInterval: string
  readonly data: readonly { readonly date: string; readonly value: number }[]
}

export const HistoryQuery = readable(z.object({ start, count, search: text().optional() }))
export type HistoryQuery = z.output<typeof HistoryQuery>

export const HistoryVideo = z.object({ videoId: natural() })

export const ClearHistoryBody = z.object({ beforeDate: date.nullish() })
