/** What the server tells other software about itself, mounted at the root. */
import { type Response, Router } from 'express'
import { z } from 'zod'
import { OEmbedQuery } from '../../contract/index.ts'
import { siteOf } from '../../kernel/site.ts'
import { createCache } from '../../platform/cache.ts'
import { parse } from '../../platform/http.ts'
import { findServerImages } from '../actors/index.ts'
import { describeManifest } from './manifest.ts'
import { describeNode, type NodeinfoVersion, nodeinfoSchema } from './nodeinfo.ts'
import { describeEmbed, type OEmbedDeps } from './oembed.ts'
import { type AboutDeps, findFacts } from './routes.ts'
import { makeSecurityText } from './security-text.ts'
import { describeConfig } from './server-config.ts'
import { makeSitemap } from './sitemap.ts'
import { countUsage } from './store.ts'

export interface AboutDocumentsDeps extends AboutDeps, OEmbedDeps {
  /** Path of the drawing that stands for this software. */
  readonly faviconPath: string
  /** What to call this software where some clients know one name only. */
  readonly softwareName: 'colombier' | 'peertube'
  /** `mailto:` or `https:` address for reports of security holes; undefined leads to the server itself. */
  readonly securityContact: string | undefined
}

const NODEINFO_CACHE = 'public, max-age=600'
const ROBOTS_CACHE = 'public, max-age=7200'
const SITEMAP_TTL_MS = 10 * 60_000
const SITEMAPS_MAX = 20

/** FEP-2677: where the server's own actor is found. */
const APPLICATION_ACTOR = 'https://www.w3.org/ns/activitystreams#Application'

const SitemapQuery = z.object({ page: z.coerce.number().int().min(1).max(1_000_000).optional() })

export function aboutDocuments(deps: AboutDocumentsDeps): Router {
  const router = Router()
  const { db, origin, settings } = deps

  // 200 | 400 invalid | 403 forbidden | 404 not_found | 501 not_implemented
  router.get('/services/oembed', async (req, res) => {
    const answer = await describeEmbed(deps, parse(OEmbedQuery, req.query, 'query'))
    res.set('Access-Control-Allow-Origin', '*').json(answer)
  })
  nodeinfoDocuments(router, deps)

  router.get('/.well-known/security.txt', (_req, res) => {
    const { languages } = settings.current().instance
    cached(res, ROBOTS_CACHE)
      .type('text')
      .send(makeSecurityText({ ...deps, languages, now: new Date() }))
  })

  // As plain JSON: PeerTube's type.
  router.get('/manifest.webmanifest', async (_req, res) => {
    const { avatars } = await findServerImages(db, siteOf(origin))
    cached(res, NODEINFO_CACHE).json(describeManifest(settings.current().instance, avatars, deps.faviconPath))
  })

  router.get('/robots.txt', (_req, res) => {
    const text = `User-agent: *\nDisallow:\n\nSitemap: ${origin}/sitemap.xml\n`
    cached(res, ROBOTS_CACHE).type('text').send(text)
  })

  const sitemaps = createCache<string>({ ttlMs: SITEMAP_TTL_MS, maxEntries: SITEMAPS_MAX })
  // 200 | 400 invalid | 404 not_found
  router.get('/sitemap.xml', async (req, res) => {
    const { page } = parse(SitemapQuery, req.query, 'query')
    const sitemap = await sitemaps.get(String(page), () => makeSitemap(db, origin, page))
    cached(res, NODEINFO_CACHE).type('application/xml').send(sitemap)
  })

  return router
}

function nodeinfoDocuments(router: Router, deps: AboutDocumentsDeps): void {
  router.get('/.well-known/nodeinfo', (_req, res) => {
    open(res).json({
      links: [
        { rel: nodeinfoSchema('2.0'), href: `${deps.origin}/nodeinfo/2.0.json` },
        { rel: nodeinfoSchema('2.1'), href: `${deps.origin}/nodeinfo/2.1.json` },
        { rel: APPLICATION_ACTOR, href: `${deps.origin}/accounts/peertube` }
      ]
    })
  })
  for (const version of ['2.0', '2.1'] satisfies NodeinfoVersion[]) {
    router.get(`/nodeinfo/${version}.json`, async (_req, res) => {
      const config = describeConfig(deps.settings.current(), await findFacts(deps))
      const node = describeNode(version, config, deps, await countUsage(deps.db))
      open(res)
        .type(`application/json; charset=utf-8; profile="${nodeinfoSchema(version)}#"`)
        .send(JSON.stringify(node))
    })
  }
}

const cached = (res: Response, cacheControl: string) => res.set('Cache-Control', cacheControl)
const open = (res: Response) => cached(res, NODEINFO_CACHE).set('Access-Control-Allow-Origin', '*')
