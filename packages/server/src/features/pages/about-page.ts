/** What this server says of itself, at PeerTube's addresses. */
import type { Router } from 'express'
import { ABOUT_TEXTS, type Page, type Totals } from '../../contract/index.ts'
import type { Settings } from '../configuration/index.ts'
import { markdownToHtml } from './markdown.ts'
import type { PageResponder } from './page-responder.ts'

export interface AboutPageDeps {
  readonly settings: Settings
  readonly hasMail: boolean
  readonly countTotals: () => Promise<Totals>
  /** Hosts, the newest first. */
  readonly listLinkedHosts: () => Promise<{ following: readonly string[]; followers: readonly string[] }>
}

const ADDRESSES = ['/about', '/about/instance', '/about/instance/home', '/about/peertube', '/about/follows']

export function aboutPage(router: Router, pages: PageResponder, deps: AboutPageDeps): void {
  router.get('/accessibility', (req, res) =>
    pages.respondShared(req, res, () => Promise.resolve({ kind: 'accessibility' }))
  )
  router.get(ADDRESSES, (req, res) => pages.respondShared(req, res, () => load(deps)))
}

async function load({ settings, hasMail, countTotals, listLinkedHosts }: AboutPageDeps): Promise<Page> {
  const { instance, contactForm } = settings.current()
  const [totals, linked] = await Promise.all([countTotals(), listLinkedHosts()])
  const { totalUsers, totalLocalVideos, totalLocalVideoViews, totalLocalVideoComments, totalLocalVideoFilesSize } =
    totals
  return {
    kind: 'about',
    shortDescription: instance.shortDescription,
    texts: ABOUT_TEXTS.flatMap(name => (instance[name] ? [{ name, html: markdownToHtml(instance[name]) }] : [])),
    totals: {
      totalUsers,
      totalLocalVideos,
      totalLocalVideoViews,
      totalLocalVideoComments,
      totalLocalVideoFilesSize
    },
    ...linked,
    hasContactForm: hasMail && contactForm.enabled
  }
}
