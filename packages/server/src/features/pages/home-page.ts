/** The home page in its views, at PeerTube's addresses. */
import type { Request, Response, Router } from 'express'
import { BrowseChoice, type HomeView, type Page, type VideoSummary } from '../../contract/index.ts'
import { type Viewer, viewerOf } from '../../platform/http.ts'
import { type Exchange, NOTHING } from './form-page.ts'
import { doneOf } from './forms.ts'
import { markdownToHtml } from './markdown.ts'
import { PAGE_SIZE, pageNumber, rangeOf } from './page-number.ts'
import type { PageResponder } from './page-responder.ts'
import { toCard } from './video-page.ts'

export interface HomeListing extends BrowseChoice {
  readonly view: HomeView
  readonly start: number
  readonly count: number
  readonly viewer: Viewer | undefined
}

export interface HomePageDeps {
  readonly listHome: (listing: HomeListing) => Promise<{ total: number; data: VideoSummary[] }>
  /** Markdown; undefined when nobody wrote one. */
  readonly readHomepage: () => Promise<string | undefined>
}

const ADDRESSES: Record<HomeView, readonly string[]> = {
  recent: ['/', '/home', '/videos/recently-added', '/videos/browse', '/videos/overview'],
  trending: ['/videos/trending'],
  local: ['/videos/local'],
  subscriptions: ['/videos/subscriptions']
}

export function homePages(router: Router, pages: PageResponder, deps: HomePageDeps): void {
  for (const view of ['recent', 'trending', 'local'] as const) {
    const show = (req: Request, res: Response) => pages.respondShared(req, res, () => load(deps, view, { req, res }))
    router.get([...ADDRESSES[view]], show)
  }
  router.get([...ADDRESSES.subscriptions], async (req, res) => {
    if (!viewerOf(res)) return res.redirect(303, `/login?next=${encodeURIComponent(req.originalUrl)}`)
    await pages.respond(req, res, await load(deps, 'subscriptions', { req, res }))
  })
}

async function load(deps: HomePageDeps, view: HomeView, { req, res }: Exchange): Promise<Page> {
  const page = pageNumber(req)
  const choice = BrowseChoice.parse(req.query)
  const isFirst = view === 'recent' && page === 1 && choice.category === null && choice.language === null
  const [{ total, data }, homepage] = await Promise.all([
    deps.listHome({ view, ...choice, ...rangeOf(page), viewer: viewerOf(res) }),
    isFirst ? deps.readHomepage() : undefined
  ])
  return {
    kind: 'home',
    view,
    choice,
    total,
    page,
    pageSize: PAGE_SIZE,
    outcome: { ...NOTHING, done: viewerOf(res) ? null : doneOf(req, ['account-deleted']) },
    homepageHtml: homepage ? markdownToHtml(homepage) : '',
    videos: data.map(toCard)
  }
}
