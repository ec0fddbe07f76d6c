/** What the server tells about itself: under /api/v1 for clients, at the root for other software. */
import { Router } from 'express'
import { OEmbedQuery } from '../../contract/index.ts'
import { siteOf } from '../../kernel/site.ts'
import { ANSWERED, apiRouter } from '../../platform/api-router.ts'
import { parse } from '../../platform/http.ts'
import type { Database } from '../../platform/postgres.ts'
import { findServerImages } from '../actors/index.ts'
import { readHomepage, type Settings } from '../configuration/index.ts'
import { describeNode, NODEINFO_SCHEMA } from './nodeinfo.ts'
import { describeEmbed, type OEmbedDeps } from './oembed.ts'
import { describeAbout, describeConfig, type ServerFacts } from './server-config.ts'
import { countUsage, countUsers } from './store.ts'

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

/** Mounted at /api/v1. */
export function aboutRoutes(deps: AboutDeps): Router {
  const api = apiRouter()

  // As HTML: PeerTube's type.
  api.on('ping', {}, ({ res }) => {
    res.type('html').send('pong')
    return ANSWERED
  })
  api.on('getConfig', {}, async () => describeConfig(deps.settings.current(), await findFacts(deps)))
  api.on('getAbout', {}, async () => describeAbout(deps.settings.current(), await findFacts(deps)))
  return api.router
}

async function findFacts({ db, origin, settings, version, hasMail }: AboutDeps): Promise<ServerFacts> {
  const { limit } = settings.current().signup
  const [images, homepage, userCount] = await Promise.all([
    findServerImages(db, siteOf(origin)),
    readHomepage(db),
    limit < 0 ? 0 : countUsers(db)
  ])
  return { version, hasMail, hasHomepage: homepage !== undefined, isFull: limit >= 0 && userCount >= limit, ...images }
}

export interface AboutDocumentsDeps extends AboutDeps, OEmbedDeps {}

const NODEINFO_CACHE = 'public, max-age=600'
const ROBOTS_CACHE = 'public, max-age=7200'

/** FEP-2677: where the server's own actor is found. */
const APPLICATION_ACTOR = 'https://www.w3.org/ns/activitystreams#Application'

/** Mounted at the root. */
export function aboutDocuments(deps: AboutDocumentsDeps): Router {
  const router = Router()

  // 200 | 400 invalid | 403 forbidden | 404 not_found | 501 not_implemented
  router.get('/services/oembed', async (req, res) => {
    const answer = await describeEmbed(deps, parse(OEmbedQuery, req.query, 'query'))
    res.set('Access-Control-Allow-Origin', '*').json(answer)
  })

  router.get('/.well-known/nodeinfo', (_req, res) => {
    res.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': NODEINFO_CACHE }).json({
      links: [
        { rel: NODEINFO_SCHEMA, href: `${deps.origin}/nodeinfo/2.0.json` },
        { rel: APPLICATION_ACTOR, href: `${deps.origin}/accounts/peertube` }
      ]
    })
  })

  router.get('/nodeinfo/2.0.json', async (_req, res) => {
    const config = describeConfig(deps.settings.current(), await findFacts(deps))
    const node = describeNode(config, deps.version, await countUsage(deps.db))
    res
      .set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': NODEINFO_CACHE })
      .type(`application/json; charset=utf-8; profile="${NODEINFO_SCHEMA}#"`)
      .send(JSON.stringify(node))
  })

  router.get('/robots.txt', (_req, res) => {
    res.set('Cache-Control', ROBOTS_CACHE).type('text').send('User-agent: *\nDisallow:\n')
  })

  return router
}
