/** Sitemaps (sitemaps.org), for search engines: what everybody may see, with PeerTube's addresses. */
import { AppError } from '../../kernel/errors.ts'
import { siteOf } from '../../kernel/site.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { element, type XmlNode, xmlDocument } from '../../platform/xml.ts'
import { listAccounts, listAllChannels } from '../channels/index.ts'
import { listVideos } from '../videos/index.ts'

/** Of each kind, on a page. Far below the protocol's limits of 50,000 addresses and 50 MB. */
const PAGE_SIZE = 1000
const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9'
const VIDEO_NAMESPACE = 'http://www.google.com/schemas/sitemap-video/1.1'

/**
 * @param page From 1. Without one: everything when it is little, otherwise an index of the pages.
 * @throws AppError `not_found`
 */
export async function makeSitemap(db: Queryable, origin: string, page: number | undefined): Promise<string> {
  const site = siteOf(origin)
  const range = { start: ((page ?? 1) - 1) * PAGE_SIZE, count: PAGE_SIZE }
  const [videos, channels, accounts] = await Promise.all([
    listVideos(db, site, { kind: 'all' }, { ...range, sort: 'publishedAt', nsfw: 'false', isLocal: true }),
    listAllChannels(db, site, { ...range, sort: 'createdAt', onlyLocal: true }),
    listAccounts(db, site, { ...range, sort: 'createdAt', onlyLocal: true })
  ])
  const pageCount = Math.max(1, Math.ceil(Math.max(videos.total ?? 0, channels.total, accounts.total) / PAGE_SIZE))
  if (page === undefined && pageCount > 1) return indexOf(origin, pageCount)
  if (page !== undefined && page > pageCount) throw new AppError('not_found', 'Page not found')

  const urls = [
    ...(page === undefined || page === 1 ? [url(`${origin}/`)] : []),
    ...videos.data.map(video => url(`${origin}/w/${video.shortUUID}`, [videoElement(origin, video)])),
    ...channels.data.map(({ name }) => url(`${origin}/c/${name}/videos`)),
    ...accounts.data.map(({ name }) => url(`${origin}/a/${name}/video-channels`))
  ]
  return xmlDocument(element('urlset', { xmlns: NAMESPACE, 'xmlns:video': VIDEO_NAMESPACE }, urls))
}

function indexOf(origin: string, pageCount: number): string {
  const pages = Array.from({ length: pageCount }, (_, index) =>
    element('sitemap', {}, [element('loc', {}, [`${origin}/sitemap.xml?page=${index + 1}`])])
  )
  return xmlDocument(element('sitemapindex', { xmlns: NAMESPACE }, pages))
}

const url = (loc: string, more: XmlNode[] = []) => element('url', {}, [element('loc', {}, [loc]), ...more])

function videoElement(
  origin: string,
  video: { name: string; truncatedDescription: string | null; thumbnailPath: string; embedPath: string }
): XmlNode {
  return element('video:video', {}, [
    element('video:thumbnail_loc', {}, [origin + video.thumbnailPath]),
    element('video:title', {}, [video.name]),
    element('video:description', {}, [video.truncatedDescription ?? video.name]),
    element('video:player_loc', {}, [origin + video.embedPath])
  ])
}
