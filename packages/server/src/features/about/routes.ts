/** What the server tells clients about itself, mounted at /api/v1. For other software: documents.ts. */
import type { Router } from 'express'
import { siteOf } from '../../kernel/site.ts'
import { ANSWERED, apiRouter } from '../../platform/api-router.ts'
import { createCache } from '../../platform/cache.ts'
import type { Database } from '../../platform/postgres.ts'
import { findServerImages } from '../actors/index.ts'
import { readHomepage, type Settings } from '../configuration/index.ts'
import { describeAbout, describeConfig, type ServerFacts } from './server-config.ts'
import { describeStats } from './stats.ts'
import { countUsers } from './store.ts'

export interface AboutDeps {
  readonly db: Database
  /** Public origin of this server. */
  readonly origin: string
  readonly settings: Settings
  /** Of this software. */
  readonly version: string
  /** E-mail can be sent. */
  readonly hasMail: boolean
}

/** Counting everything takes a moment, and nobody needs it to the minute. */
const STATS_TTL_MS = 5 * 60_000

export function aboutRoutes(deps: AboutDeps): Router {
  const api = apiRouter()
  const stats = createCache<object>({ ttlMs: STATS_TTL_MS, maxEntries: 1 })

  // As HTML: PeerTube's type.
  api.on('ping', {}, ({ res }) => {
    res.type('html').send('pong')
    return ANSWERED
  })
  api.on('getConfig', {}, async () => describeConfig(deps.settings.current(), await findFacts(deps)))
  api.on('getAbout', {}, async () => describeAbout(deps.settings.current(), await findFacts(deps)))
  api.on('getInstanceStats', {}, () => stats.get('', () => describeStats(deps.db, deps.settings.current())))
  return api.router
}

export async function findFacts({ db, origin, settings, version, hasMail }: AboutDeps): Promise<ServerFacts> {
  const { limit } = settings.current().signup
  const [images, homepage, userCount] = await Promise.all([
    findServerImages(db, siteOf(origin)),
    readHomepage(db),
    limit < 0 ? 0 : countUsers(db)
  ])
  return { version, hasMail, hasHomepage: homepage !== undefined, isFull: limit >= 0 && userCount >= limit, ...images }
}
