/** How videos reach their viewers, for administrators: how much of it other viewers carry. */
import type { Request, Router } from 'express'
import type {
  Delivery,
  DeliveryFigures,
  Page,
  SeedingReport,
  TrackerCounts,
  VideoDelivery
} from '../../contract/index.ts'
import { isAdministrator } from './page-access.ts'
import { PAGE_SIZE, pageNumber, rangeOf } from './page-number.ts'
import type { PageResponder } from './page-responder.ts'

export interface DeliveryPageDeps {
  /** Of the last days. */
  readonly readDelivery: () => Promise<Delivery>
  readonly listVideoDelivery: (range: {
    start: number
    count: number
  }) => Promise<{ total: number; data: VideoDelivery[] }>
  readonly countsSent: boolean
  readonly countTracker: () => TrackerCounts
  readonly reportSeeding: () => Promise<SeedingReport>
}

export function deliveryPage(router: Router, pages: PageResponder, deps: DeliveryPageDeps): void {
  router.get('/admin/delivery', async (req, res) => {
    if (isAdministrator(req, res)) await pages.respond(req, res, await load(deps, req))
  })
}

async function load(deps: DeliveryPageDeps, req: Request): Promise<Page> {
  const page = pageNumber(req)
  const [delivery, videos, seeding] = await Promise.all([
    deps.readDelivery(),
    deps.listVideoDelivery(rangeOf(page)),
    deps.reportSeeding()
  ])
  return {
    kind: 'delivery',
    total: delivery.total,
    days: everyDay(delivery),
    countsSent: deps.countsSent,
    tracker: deps.countTracker(),
    seeding: {
      enabled: seeding.enabled,
      torrents: seeding.torrents.length,
      givenBytes: seeding.givenBytes.thirtyDays
    },
    videos: videos.data.map(({ video, ...figures }) => ({
      ...figures,
      name: video.name,
      watchPath: `/w/${video.shortUUID}`
    })),
    videosTotal: videos.total,
    page,
    pageSize: PAGE_SIZE
  }
}

const NOTHING: DeliveryFigures = {
  downloadedBytesHTTP: 0,
  downloadedBytesP2P: 0,
  uploadedBytesP2P: 0,
  reports: 0,
  sentBytes: 0,
  p2pShare: null
}
const DAY_MS = 24 * 3600 * 1000

/** Those without figures too. */
export function everyDay({ startDate, endDate, days }: Delivery): (DeliveryFigures & { day: string })[] {
  const known = new Map(days.map(one => [one.day, one]))
  const every = []
  for (let ms = Date.parse(startDate); ms <= Date.parse(endDate); ms += DAY_MS) {
    const day = new Date(ms).toISOString().slice(0, 10)
    every.push(known.get(day) ?? { ...NOTHING, day })
  }
  return every
}
