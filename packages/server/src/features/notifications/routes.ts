/** HTTP surface of notifications, mounted at /api/v1. Shapes: PeerTube 6.3. */
import type { Router } from 'express'
import { NotificationListQuery, NotificationSettingsBody, ReadNotificationsBody } from '../../contract/index.ts'
import { siteOf } from '../../kernel/site.ts'
import { apiRouter } from '../../platform/api-router.ts'
import type { Database } from '../../platform/postgres.ts'
import { listNotifications } from './queries.ts'
import { changeSettings, markRead } from './store.ts'
import { toNotification } from './wire.ts'

export function notificationRoutes({ db, origin }: { db: Database; origin: string }): Router {
  const api = apiRouter()
  const site = siteOf(origin)

  api.on('getMyNotifications', { query: NotificationListQuery }, async ({ viewer, query }) => {
    const { total, rows } = await listNotifications(db, viewer.userId, query)
    return { total, data: rows.map(row => toNotification(site, row)) }
  })

  api.on('readMyNotifications', { body: ReadNotificationsBody }, ({ viewer, body }) =>
    markRead(db, viewer.userId, body.ids)
  )
  api.on('readAllMyNotifications', {}, ({ viewer }) => markRead(db, viewer.userId))

  api.on('updateMyNotificationSettings', { body: NotificationSettingsBody }, ({ viewer, body }) =>
    changeSettings(db, viewer.userId, body)
  )
  return api.router
}
