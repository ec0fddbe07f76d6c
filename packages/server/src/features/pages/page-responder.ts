/** Turns a `Page` into an answer: language, who is signed in, and a short memory of what anonymous visitors see. */
import type { Request, Response } from 'express'
import type { Locale, Page, PageContext, PageUser, RenderPage } from '../../contract/index.ts'
import { createCache } from '../../platform/cache.ts'
import { readCookie } from '../../platform/cookies.ts'
import { type Viewer, viewerOf } from '../../platform/http.ts'
import { chooseLocale, LANG_COOKIE } from '../../platform/locale.ts'
import { isDatabaseAway } from '../../platform/postgres.ts'
import { lookOf, type Settings } from '../configuration/index.ts'
import { takesImports } from '../video-imports/index.ts'
import { allowOrigins } from './page-headers.ts'
import { blurredKinds } from './sensitive-pictures.ts'
import { type ForeignOrigins, foreignOriginsOf } from './video-page.ts'

export interface ResponderDeps {
  readonly origin: string
  readonly settings: Settings
  readonly render: RenderPage
  readonly findServerPictures: () => Promise<NonNullable<PageContext['pictures']>>
  readonly findPageUser: (viewer: Viewer) => Promise<PageUser>
}

export interface PageResponder {
  respond(req: Request, res: Response, page: Page, status?: number): Promise<void>
  /** As `respond`, but for visitors who are not signed in the page is made at most once a second. */
  respondShared(req: Request, res: Response, load: () => Promise<Page>): Promise<void>
}

/** Long enough to carry a crowd, short enough that nobody sees an old page. */
const SHARED_TTL_MS = 1000
const SHARED_MAX_PAGES = 500

export function createPageResponder(deps: ResponderDeps): PageResponder {
  const shared = createCache<{ html: string; origins: ForeignOrigins }>({
    ttlMs: SHARED_TTL_MS,
    refreshesEarly: true,
    maxEntries: SHARED_MAX_PAGES
  })

  async function contextFor(req: Request, res: Response): Promise<PageContext> {
    const viewer = viewerOf(res)
    const user = viewer ? await deps.findPageUser(viewer).catch(whileAway(null)) : null
    return {
      locale: localeOf(req),
      origin: deps.origin,
      instanceName: deps.settings.current().instance.name,
      pictures: await deps.findServerPictures().catch(whileAway(NO_PICTURES)),
      look: lookOf(deps.settings.current().look),
      canSignUp: deps.settings.current().signup.enabled,
      canImport: takesImports(deps.settings.current()),
      user,
      blurredKinds: blurredKinds(deps.settings.current().instance.defaultNSFWPolicy, user?.sensitive),
      path: req.originalUrl
    }
  }

  async function respond(req: Request, res: Response, page: Page, status = 200) {
    allowOrigins(res, foreignOriginsOf(page))
    send(res, deps.render(page, await contextFor(req, res)), status)
  }

  return {
    respond,

    async respondShared(req, res, load) {
      if (viewerOf(res)) return respond(req, res, await load())
      const key = `${localeOf(req)} ${req.originalUrl}`
      const { html, origins } = await shared.get(key, async () => {
        const page = await load()
        return { html: deps.render(page, await contextFor(req, res)), origins: foreignOriginsOf(page) }
      })
      allowOrigins(res, origins)
      send(res, html, 200)
    }
  }
}

const NO_PICTURES: NonNullable<PageContext['pictures']> = { logoPath: null, banners: [] }

/** Without its database the server can still say so, on a page. */
const whileAway =
  <T>(instead: T) =>
  (error: unknown) => {
    if (isDatabaseAway(error)) return instead
    throw error
  }

export function localeOf(req: Request): Locale {
  return chooseLocale(readCookie(req.headers.cookie, LANG_COOKIE), req.headers['accept-language'])
}

function send(res: Response, html: string, status: number): void {
  res.setHeader('Cache-Control', 'private, no-cache')
  res.setHeader('Vary', 'Accept, Accept-Language, Cookie')
  res.status(status).type('html').send(html)
}
