/** RSS 2.0 with Media RSS, as PeerTube 6.3 lays it out. Pure. */
import type { VideoDetails } from '../../contract/index.ts'
import { element, type XmlElement, type XmlNode, xmlDocument } from '../../platform/xml.ts'
import { type Feed, type FeedItem, filesOf, GENERATOR, lastChange } from './feed.ts'

const NAMESPACES = {
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  'xmlns:atom': 'http://www.w3.org/2005/Atom'
}
const MEDIA_NAMESPACE = { 'xmlns:media': 'http://search.yahoo.com/mrss/' }

export function toRss(feed: Feed): string {
  return rssDocument(
    feed,
    MEDIA_NAMESPACE,
    [],
    feed.items.map(item => rssItem(item, item.video ? mediaOf(item, item.video) : []))
  )
}

/** @param more Elements of the channel besides RSS's own. */
export function rssDocument(
  feed: Feed,
  namespaces: Readonly<Record<string, string>>,
  more: XmlNode[],
  items: XmlElement[]
): string {
  const { title, link, description, selfUrl, image } = feed
  const channel = element('channel', {}, [
    text('title', title),
    text('link', link),
    text('description', description),
    text('lastBuildDate', lastChange(feed).toUTCString()),
    text('docs', 'https://www.rssboard.org/rss-specification'),
    text('generator', GENERATOR),
    image.pictureUrl && element('image', {}, [text('url', image.pictureUrl), text('title', title), text('link', link)]),
    element('atom:link', { href: selfUrl, rel: 'self', type: 'application/rss+xml' }),
    ...more,
    ...items
  ])
  return xmlDocument(element('rss', { version: '2.0', ...NAMESPACES, ...namespaces }, [channel]))
}

export function rssItem({ title, link, at, summary, html, author, category, video }: FeedItem, more: XmlNode[]) {
  const file = video && filesOf(video)[0]
  return element('item', {}, [
    text('title', title),
    text('link', link),
    element('guid', { isPermaLink: true }, [link]),
    text('pubDate', at.toUTCString()),
    summary && text('description', summary),
    html && text('content:encoded', html),
    text('dc:creator', author.name),
    category && text('category', category),
    file && element('enclosure', { url: file.fileUrl, length: file.size, type: 'video/mp4' }),
    ...more
  ])
}

function mediaOf({ title, link, summary }: FeedItem, video: VideoDetails): XmlNode[] {
  const contents = filesOf(video).map((file, index) =>
    element('media:content', {
      type: 'video/mp4',
      medium: file.hasVideo ? 'video' : 'audio',
      height: file.height || null,
      width: file.width || null,
      fileSize: file.size,
      url: file.fileUrl,
      framerate: file.fps > 0 ? file.fps : null,
      duration: video.duration,
      isDefault: index === 0
    })
  )
  return [
    element('media:community', {}, [element('media:statistics', { views: video.views })]),
    element('media:embed', { url: video.embedUrl }),
    element('media:player', { url: link }),
    element('media:group', {}, contents),
    element('media:thumbnail', { url: video.previewUrl }),
    element('media:thumbnail', { url: video.thumbnailUrl }),
    text('media:rating', video.nsfw ? 'adult' : 'nonadult'),
    element('media:title', { type: 'plain' }, [title]),
    summary && element('media:description', { type: 'plain' }, [summary])
  ]
}

export const text = (name: string, value: XmlNode) => element(name, {}, [value])
