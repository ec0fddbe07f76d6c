/** What the server tells about itself: under /api/v1 for clients, at the root for other software. */
import { Router } from 'express'
import { OEmbedQuery } from '../../contract/index.ts'
import { parse } from '../../platform/http.ts'
import type { Database } from '../../platform/postgres.ts'
import { describeNode, NODEINFO_SCHEMA } from './nodeinfo.ts'
import { describeEmbed, type OEmbedDeps } from './oembed.ts'
import { type AboutSettings, describeAbout, describeConfig } from './server-config.ts'
import { countUsage } from './store.ts'

/** Mounted at /api/v1. */
export function aboutRoutes(settings: AboutSettings): Router {
  const router = Router()
  const config = describeConfig(settings)
  const about = describeAbout(settings)

  // 200, as HTML: PeerTube's type
  router.get('/ping', (_req, res) => void res.type('html').send('pong'))
  router.get('/config', (_req, res) => void res.json(config))
  router.get('/config/about', (_req, res) => void res.json(about))
  return router
}

export interface AboutDocumentsDeps extends OEmbedDeps {
  readonly db: Database
  readonly settings: AboutSettings
}

const NODEINFO_CACHE = 'public, max-age=600'
const ROBOTS_CACHE = 'public, max-age=7200'

/** Mounted at the root. */
/** FEP-2677: where the server's own actor is found. */
const APPLICATION_ACTOR = 'https://www.w3.org/ns/activitystreams#Application'

export function aboutDocuments(deps: AboutDocumentsDeps): Router {
  const router = Router()
  const config = describeConfig(deps.settings)

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
    const node = describeNode(config, deps.settings.version, await countUsage(deps.db))
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
