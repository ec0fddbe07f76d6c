import type { PagePlaylist, VideoDetails } from '@colombier/server/contract'
import { dataBlock } from '../../document/data-block.ts'
import { videoObject } from './json-ld.ts'

interface Props {
  readonly video: VideoDetails
  readonly origin: string
  readonly description: string
  /** Then it is the playlist that a link to the page shows elsewhere. */
  readonly playlist?: PagePlaylist | null | undefined
}

/** PeerTube's `VideoPrivacy`. */
const PUBLIC = 1
const EMBED_WIDTH = 560
const EMBED_HEIGHT = 315

/** PeerTube 6.3's tags for link previews (server/core/lib/html), read by other sites and by other servers. */
export function VideoHead({ video, origin, description, playlist }: Props) {
  const { name, url, embed } = shownElsewhere({ video, origin, playlist })
  const image = origin + video.previewPath
  const oembed = `${origin}/services/oembed?url=${encodeURIComponent(url)}`
  const tags: readonly (readonly [string, string])[] = [
    ['og:type', 'video'],
    ['og:title', name],
    ['og:image', image],
    ['og:url', url],
    ['og:description', description],
    ['og:video:url', embed],
    ['og:video:secure_url', embed],
    ['og:video:type', 'text/html'],
    ['og:video:width', String(EMBED_WIDTH)],
    ['og:video:height', String(EMBED_HEIGHT)],
    ['twitter:card', 'player'],
    ['twitter:title', name],
    ['twitter:description', description],
    ['twitter:image', image],
    ['twitter:player', embed],
    ['twitter:player:width', String(EMBED_WIDTH)],
    ['twitter:player:height', String(EMBED_HEIGHT)]
  ]
  return (
    <>
      {tags.map(([property, content]) => (
        <meta key={property} property={property} content={content} />
      ))}
      <link rel="alternate" type="application/json+oembed" href={oembed} title={name} />
      {isIndexed(video) && (
        <script
          type="application/ld+json"
          dangerouslySetInnerHTML={{
            __html: dataBlock(videoObject(video, { origin, url: videoUrl(video, origin), description }))
          }}
        />
      )}
    </>
  )
}

function shownElsewhere({ video, origin, playlist }: Omit<Props, 'description'>) {
  return playlist?.embedPath
    ? { name: playlist.displayName, url: origin + playlist.path, embed: origin + playlist.embedPath }
    : { name: video.name, url: videoUrl(video, origin), embed: origin + video.embedPath }
}

export function videoUrl(video: VideoDetails, origin: string): string {
  return `${origin}/w/${video.shortUUID}`
}

/** Videos that are not for everybody stay out of search results. */
export function isIndexed(video: Pick<VideoDetails, 'privacy'>): boolean {
  return video.privacy.id === PUBLIC
}
