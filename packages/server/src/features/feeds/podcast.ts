/**
 * A channel or a playlist as a podcast: RSS with the namespaces of iTunes and of podcastindex.org, as PeerTube 6.3 uses
 * them. Pure.
 */
import { createHash } from 'node:crypto'
import type { VideoDetails } from '../../contract/index.ts'
import { type Site, siteOf } from '../../kernel/site.ts'
import { element, type XmlElement } from '../../platform/xml.ts'
import { accountPageOf } from './addresses.ts'
import type { Feed } from './feed.ts'
import { filesOf } from './feed.ts'
import { rssDocument, rssItem, text } from './rss.ts'

const NAMESPACES = {
  'xmlns:podcast': 'https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md',
  'xmlns:itunes': 'http://www.itunes.com/dtds/podcast-1.0.dtd'
}

export interface PodcastCaption {
  readonly videoId: number
  readonly language: string
  readonly url: string
}

export interface Podcast {
  readonly feed: Feed
  readonly owner: Pick<VideoDetails['account'], 'displayName' | 'name' | 'host'>
  readonly origin: string
  readonly isExplicit: boolean
  readonly captions: readonly PodcastCaption[]
}

export function toPodcast({ feed, owner, origin, isExplicit, captions }: Podcast): string {
  const site = siteOf(origin)
  const ownerPage = accountPageOf(site, owner)
  const { pictureUrl } = feed.image
  const items = feed.items.flatMap(item =>
    item.video ? [rssItem(item, extrasOf(item.video, { site, captions }))] : []
  )
  return rssDocument(
    feed,
    NAMESPACES,
    [
      text('podcast:guid', guidOf(feed.selfUrl)),
      text('podcast:medium', 'video'),
      text(
        'copyright',
        `Each video belongs to those who made it, under the licence that its page tells. See ${origin}/about`
      ),
      element('podcast:person', { href: ownerPage }, [owner.displayName]),
      element('itunes:owner', {}, [text('itunes:name', owner.displayName)]),
      text('itunes:author', owner.displayName),
      text('itunes:explicit', yesOrNo(isExplicit)),
      pictureUrl && element('itunes:image', { href: pictureUrl })
    ],
    items
  )
}

function extrasOf(
  video: VideoDetails,
  { site, captions }: { readonly site: Site; readonly captions: readonly PodcastCaption[] }
) {
  const language = video.language.id
  const accountPage = accountPageOf(site, video.account)
  const transcripts = captions.filter(({ videoId }) => videoId === video.id)
  return [
    element('podcast:person', { href: accountPage }, [video.account.displayName]),
    ...video.trackerUrls.map(url => text('podcast:tracker', url)),
    element('podcast:socialInteract', { uri: video.url, protocol: 'activitypub', accountUrl: accountPage }),
    ...transcripts.map(caption =>
      element('podcast:transcript', { url: caption.url, type: 'text/vtt', language: caption.language, rel: 'captions' })
    ),
    ...alternatives(video, language),
    element('itunes:image', { href: video.previewUrl }),
    text('itunes:duration', video.duration),
    text('itunes:explicit', yesOrNo(video.nsfw))
  ]
}

const TORRENT = 'application/x-bittorrent'

/** Every rendition, by http and as a torrent, and the playlist that chooses among them. */
function alternatives(video: VideoDetails, lang: string | null): XmlElement[] {
  const files = filesOf(video).map((file, index) =>
    element(
      'podcast:alternateEnclosure',
      {
        type: 'video/mp4',
        length: file.size,
        bitrate: video.duration > 0 ? Math.round((file.size * 8) / video.duration) : null,
        height: file.height || null,
        lang,
        title: file.resolution.label,
        default: index === 0
      },
      [
        element('podcast:source', { uri: file.fileUrl }),
        file.torrentUrl && element('podcast:source', { uri: file.torrentUrl, contentType: TORRENT }),
        file.magnetUri && element('podcast:source', { uri: file.magnetUri })
      ]
    )
  )
  const playlists = video.streamingPlaylists.map(({ playlistUrl }) =>
    element('podcast:alternateEnclosure', { type: 'application/x-mpegURL', lang, title: 'HLS', default: false }, [
      element('podcast:source', { uri: playlistUrl })
    ])
  )
  return [...files, ...playlists]
}

/** podcastindex.org's namespace of UUIDs version 5. */
const PODCAST_NAMESPACE = 'ead4c236bf5858c6a2c6a6b28d128cb6'

/** The same podcast has the same guid for ever: a UUID version 5 of its address without the protocol. */
export function guidOf(feedUrl: string): string {
  const name = feedUrl.replace(/^https?:\/\//, '').replace(/\/+$/, '')
  const hash = createHash('sha1').update(Buffer.from(PODCAST_NAMESPACE, 'hex')).update(name).digest()
  hash[6] = (hash[6]! & 0x0f) | 0x50
  hash[8] = (hash[8]! & 0x3f) | 0x80
  const hex = hash.toString('hex', 0, 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

const yesOrNo = (value: boolean) => (value ? 'yes' : 'no')
