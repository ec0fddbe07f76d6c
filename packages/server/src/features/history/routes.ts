/** HTTP surface of the history, mounted at /api/v1. Shapes: PeerTube 6.3. Everybody has their own and no other. */
import type { Router } from 'express'
import { ClearHistoryBody, HistoryQuery, HistoryVideo } from '../../contract/index.ts'
import { siteOf } from '../../kernel/site.ts'
import { apiRouter } from '../../platform/api-router.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { listHistory } from './queries.ts'
import { forgetAll, forgetVideo } from './store.ts'

export function historyRoutes({ db, origin }: { db: Queryable; origin: string }): Router {
  const api = apiRouter()

  api.on('getMyHistory', { query: HistoryQuery }, ({ viewer, query }) =>
    listHistory(db, siteOf(origin), { ...query, viewer })
  )
  api.on('delMyHistoryVideo', { params: HistoryVideo }, ({ viewer, params }) =>
    forgetVideo(db, viewer.userId, params.videoId)
  )
  api.on('clearMyHistory', { body: ClearHistoryBody }, ({ viewer, body }) =>
    forgetAll(db, viewer.userId, body.beforeDate ?? undefined)
  )
  return api.router
}
