/** How much of what was watched other viewers carried. */
import type {
  Delivery,
  DeliveryFigures,
  DeliveryQuery,
  VideoDelivery,
  VideoDeliveryQuery
} from '../../contract/index.ts'
import { toShortUuid } from '../../kernel/short-uuid.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { deleteBefore, listDays, listVideos, type Span, type SummedRow, sumDays } from './store.ts'

/** What is shown when nobody says which days. */
export const DELIVERY_DAYS = 30
/** Two years and a month, so that a month can be compared with the same one two years ago. */
const KEPT_DAYS = 2 * 365 + 31
const DAY_MS = 24 * 3600 * 1000

export async function readDelivery(db: Queryable, query: DeliveryQuery): Promise<Delivery> {
  const span = spanOf(query)
  const days = await listDays(db, span)
  const total = days.reduce<SummedRow>(
    (sum, day) => ({
      downloadedBytesHTTP: sum.downloadedBytesHTTP + day.downloadedBytesHTTP,
      downloadedBytesP2P: sum.downloadedBytesP2P + day.downloadedBytesP2P,
      uploadedBytesP2P: sum.uploadedBytesP2P + day.uploadedBytesP2P,
      reports: sum.reports + day.reports,
      sentBytes: sum.sentBytes + day.sentBytes
    }),
    { downloadedBytesHTTP: 0, downloadedBytesP2P: 0, uploadedBytesP2P: 0, reports: 0, sentBytes: 0 }
  )
  return {
    startDate: span.from,
    endDate: span.to,
    total: figuresOf(total),
    days: days.map(({ day, ...sums }) => ({ day, ...figuresOf(sums) }))
  }
}

export async function listVideoDelivery(
  db: Queryable,
  query: VideoDeliveryQuery
): Promise<{ total: number; data: VideoDelivery[] }> {
  const { total, rows } = await listVideos(db, spanOf(query), query)
  return {
    total,
    data: rows.map(({ id, uuid, name, ...sums }) => ({
      video: { id, uuid, shortUUID: toShortUuid(uuid), name },
      ...figuresOf(sums)
    }))
  }
}

/** @param videoId All videos together, without it. */
export async function sumDelivery(db: Queryable, query: DeliveryQuery, videoId?: number): Promise<DeliveryFigures> {
  return figuresOf(await sumDays(db, spanOf(query), videoId))
}

/** Forgets the days that are kept no longer. */
export async function sweepDelivery(db: Queryable): Promise<void> {
  await deleteBefore(db, dayOf(Date.now() - KEPT_DAYS * DAY_MS))
}

export function figuresOf(sums: SummedRow): DeliveryFigures {
  const { downloadedBytesHTTP, downloadedBytesP2P, uploadedBytesP2P, reports, sentBytes } = sums
  const received = downloadedBytesHTTP + downloadedBytesP2P
  return {
    downloadedBytesHTTP,
    downloadedBytesP2P,
    uploadedBytesP2P,
    reports,
    sentBytes,
    p2pShare: received === 0 ? null : Math.round((downloadedBytesP2P / received) * 10_000) / 10_000
  }
}

/** No longer than days are kept, and the last days of it where it is. */
export function spanOf({ startDate, endDate }: DeliveryQuery, now = Date.now()): Span {
  const to = endDate?.getTime() ?? now
  const from = startDate?.getTime() ?? to - (DELIVERY_DAYS - 1) * DAY_MS
  return { from: dayOf(Math.max(from, to - KEPT_DAYS * DAY_MS)), to: dayOf(to) }
}

/** A moment beyond the years of four digits is no day to the database. */
const dayOf = (ms: number) => new Date(Math.min(Math.max(ms, 0), LAST_MS)).toISOString().slice(0, 10)
const LAST_MS = Date.UTC(9999, 11, 31)
