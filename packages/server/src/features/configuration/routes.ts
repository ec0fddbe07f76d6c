/** HTTP surface of the configuration slice, mounted at /api/v1. Shapes: PeerTube 6.3. */
import type { Router } from 'express'
import { HomepageBody, SettingsChange } from '../../contract/index.ts'
import { apiRouter } from '../../platform/api-router.ts'
import type { Database } from '../../platform/postgres.ts'
import type { Configuration } from './configuration.ts'
import { changeHomepage } from './homepage.ts'
import { readHomepage } from './store.ts'

export function configurationRoutes({ db, configuration }: { db: Database; configuration: Configuration }): Router {
  const api = apiRouter()

  api.on('getCustomConfig', {}, () => configuration.current())

  api.on('putCustomConfig', { body: SettingsChange }, async ({ body, viewer }) => {
    await configuration.update(body, viewer.username)
    return configuration.current()
  })

  api.on('delCustomConfig', {}, async ({ viewer }) => {
    await configuration.reset(viewer.username)
    return configuration.current()
  })

  api.on('getInstanceHomepage', {}, async () => ({ content: (await readHomepage(db)) ?? '' }))

  api.on('updateInstanceHomepage', { body: HomepageBody }, ({ body, viewer }) =>
    changeHomepage(db, body.content, viewer.username)
  )

  return api.router
}
