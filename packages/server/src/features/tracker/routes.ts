import { type RequestHandler, Router } from 'express'
import { TrackerCounts } from '../../contract/index.ts'
import { apiRouter } from '../../platform/api-router.ts'
import { failure } from './http-tracker.ts'
import type { Tracker } from './tracker.ts'

/** `/tracker/announce` and `/tracker/scrape`. The socket is no request: see `Tracker.upgrade`. */
export function trackerRoutes(tracker: Tracker): Router {
  const router = Router()
  const answerWith =
    (answer: (query: string, address: string | undefined) => Uint8Array | Promise<Uint8Array>): RequestHandler =>
    async (req, res) => {
      res.setHeader('Content-Type', 'text/plain')
      res.setHeader('Cache-Control', 'no-store')
      if (!tracker.isEnabled()) return void res.status(403).end(failure('This tracker is turned off'))
      const query = req.originalUrl.split('?', 2)[1] ?? ''
      res.end(await answer(query, req.ip?.replace(/^::ffff:/, '')))
    }
  router.get('/tracker/announce', answerWith(tracker.announce))
  router.get('/tracker/scrape', answerWith(tracker.scrape))
  return router
}

/** What it tells the administrators. */
export function trackerAdministrationRoutes(tracker: Pick<Tracker, 'counts'>): Router {
  const api = apiRouter()
  api.on('getTracker', { answer: TrackerCounts }, () => tracker.counts())
  return api.router
}
