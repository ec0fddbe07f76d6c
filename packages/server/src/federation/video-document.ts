/** Videos as ActivityPub documents, field for field as PeerTube 6.3 sends them, with what PeerTube 8 added. Pure. */
import {
  NSFW_FLAG,
  PRIVACY,
  type Storyboard,
  type StreamingPlaylist,
  type VideoDetails,
  type VideoFile
} from '../contract/index.ts'
import { currentSwarmHashes } from '../features/tracker/index.ts'
import type { Site } from '../kernel/site.ts'
import { PUBLIC, withContext } from './context.ts'

interface Caption {
  readonly language: { readonly id: string | null; readonly label: string }
  readonly automaticallyGenerated: boolean
  readonly captionPath: string
}

export interface VideoParts {
  readonly video: VideoDetails
  readonly storyboard: Storyboard | undefined
  readonly captions: readonly Caption[]
}

export function toVideoDocument(site: Site, parts: VideoParts) {
  return withContext('video', toVideoObject(site, parts))
}

/** The same without its context: for embedding in an activity. */
export function toVideoObject(site: Site, { video, storyboard, captions }: VideoParts) {
  const id = video.url
  return {
    ...audienceOf(video),
    type: 'Video',
    id,
    name: video.name,
    duration: `PT${video.duration}S`,
    uuid: video.uuid,
    ...(video.category.id !== null && { category: identifierOf(video.category) }),
    ...(video.licence.id !== null && { licence: identifierOf(video.licence) }),
    ...(video.language.id !== null && { language: identifierOf(video.language) }),
    views: video.views,
    sensitive: video.nsfw,
    // Mastodon hides whatever has one behind it.
    ...(video.nsfwSummary !== null && { summary: video.nsfwSummary }),
    waitTranscoding: video.waitTranscoding,
    state: video.state.id,
    commentsEnabled: video.commentsEnabled,
    canReply: video.commentsPolicy.id === 3 ? PUBLIC : null,
    commentsPolicy: video.commentsPolicy.id,
    downloadEnabled: video.downloadEnabled,
    published: video.publishedAt,
    originallyPublishedAt: video.originallyPublishedAt,
    updated: video.updatedAt,
    uploadDate: video.createdAt,
    tag: [...video.tags.map(name => ({ type: 'Hashtag', name })), ...sensitiveTagsOf(video)],
    mediaType: 'text/markdown',
    content: video.description,
    support: video.support,
    subtitleLanguage: captions.map(caption => ({
      ...identifierOf(caption.language),
      automaticallyGenerated: caption.automaticallyGenerated,
      url: site.origin + caption.captionPath
    })),
    icon: [
      imageOf(site.origin + video.thumbnailPath, { width: 280, height: 157 }),
      imageOf(site.origin + video.previewPath, { width: 850, height: 480 })
    ],
    preview: storyboard ? [storyboardOf(site, storyboard)] : [],
    aspectRatio: video.aspectRatio,
    url: linksOf(video),
    likes: `${id}/likes`,
    dislikes: `${id}/dislikes`,
    shares: `${id}/announces`,
    comments: `${id}/comments`,
    hasParts: `${id}/chapters`,
    embedUrl: video.embedUrl,
    audience: video.channel.url,
    attributedTo: [
      { type: 'Person', id: video.account.url },
      { type: 'Group', id: video.channel.url }
    ],
    isLiveBroadcast: false,
    liveSaveReplay: null,
    permanentLive: null,
    latencyMode: null
  }
}

export function audienceOf({ privacy, account }: Pick<VideoDetails, 'privacy' | 'account'>) {
  // As PeerTube 8 and Mastodon say that something is for whoever has its address.
  if (privacy.id !== PRIVACY.public) return { to: [], cc: [PUBLIC] }
  return { to: [PUBLIC], cc: [`${account.url}/followers`] }
}

/** Since PeerTube 8. */
function sensitiveTagsOf({ nsfwFlags }: Pick<VideoDetails, 'nsfwFlags'>) {
  const names = Object.entries(NSFW_FLAG).flatMap(([name, flag]) => (nsfwFlags & flag ? [name] : []))
  return names.map(name => ({ type: 'SensitiveTag', name }))
}

const identifierOf = ({ id, label }: { id: string | number | null; label: string }) => ({
  identifier: String(id),
  name: label
})

const imageOf = (url: string, size: { width: number; height: number }) => ({
  type: 'Image',
  url,
  mediaType: 'image/jpeg',
  ...size
})

function storyboardOf({ origin }: Site, storyboard: Storyboard) {
  return {
    type: 'Image',
    rel: ['storyboard'],
    url: [
      {
        mediaType: 'image/jpeg',
        href: origin + storyboard.storyboardPath,
        width: storyboard.totalWidth,
        height: storyboard.totalHeight,
        tileWidth: storyboard.spriteWidth,
        tileHeight: storyboard.spriteHeight,
        tileDuration: `PT${storyboard.spriteDuration}S`
      }
    ]
  }
}

/** The page first: Mastodon links to the first HTML link. */
function linksOf(video: VideoDetails) {
  const page = { type: 'Link', mediaType: 'text/html', href: video.url }
  const playlists = video.streamingPlaylists.map(playlist => ({
    type: 'Link',
    mediaType: 'application/x-mpegURL',
    href: playlist.playlistUrl,
    tag: [
      ...currentSwarmHashes(sharedPlaylist(playlist)).map(name => ({ type: 'Infohash', name })),
      ...(playlist.segmentsSha256Url
        ? [{ type: 'Link', name: 'sha256', mediaType: 'application/json', href: playlist.segmentsSha256Url }]
        : []),
      ...playlist.files.flatMap(fileLinks)
    ]
  }))
  return [page, ...playlists, ...video.trackerUrls.map(trackerLink)]
}

function sharedPlaylist({ playlistUrl, files }: StreamingPlaylist) {
  const withPicture = files.filter(({ hasVideo }) => hasVideo).length
  const hasSeparateAudio = withPicture > 0 && withPicture < files.length
  return { playlistUrl, renditionCount: files.length, hasSeparateAudio }
}

function trackerLink(href: string) {
  const kind = href.startsWith('ws') ? 'websocket' : 'http'
  return { type: 'Link', name: `tracker-${kind}`, rel: ['tracker', kind], href }
}

function fileLinks(file: VideoFile) {
  const { height, width, size, fps } = file
  const codecTypes = [...(file.hasAudio ? ['audio'] : []), ...(file.hasVideo ? ['video'] : [])]
  return [
    {
      type: 'Link',
      mediaType: 'video/mp4',
      href: file.fileUrl,
      height,
      width,
      size,
      fps,
      attachment: [
        ...codecTypes.map(value => ({ type: 'PropertyValue', name: 'ffprobe_codec_type', value })),
        { type: 'PropertyValue', name: 'peertube_format_flag', value: 'fragmented' }
      ]
    },
    {
      type: 'Link',
      rel: ['metadata', 'video/mp4'],
      mediaType: 'application/json',
      href: file.metadataUrl,
      height,
      width,
      fps
    },
    ...torrentLinks(file)
  ]
}

/** Once the torrent is made: a magnet link without what it is of would be none to peers. */
function torrentLinks({ magnetUri, torrentUrl, height, width, fps }: VideoFile) {
  if (!magnetUri?.includes('urn:btih:')) return []
  const magnet = 'application/x-bittorrent;x-scheme-handler/magnet'
  return [
    { type: 'Link', mediaType: 'application/x-bittorrent', href: torrentUrl, height, width, fps },
    { type: 'Link', mediaType: magnet, href: magnetUri, height, width, fps }
  ]
}
