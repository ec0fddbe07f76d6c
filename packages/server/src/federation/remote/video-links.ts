/** The `url` array of a PeerTube video: its HLS, its other files, where its viewers meet. Pure. */
import type { RemoteFile, RemotePlaylist } from '../../contract/index.ts'
import type { Site } from '../../kernel/site.ts'
import { addressOf, countOf, type Fields, objectsOf, severalOf, textOf } from './values.ts'

export interface VideoLinks {
  readonly playlists: readonly RemotePlaylist[]
  /** Those that are played without HLS. */
  readonly files: readonly RemoteFile[]
  readonly trackerUrls: readonly string[]
}

const VIDEO_TYPES = /^(video\/(mp4|webm|ogg|quicktime|x-matroska|x-msvideo|x-m4v)|audio\/(mp4|mpeg|ogg|webm|aac|flac))$/
const TORRENT = 'application/x-bittorrent'
const MAGNET = 'application/x-bittorrent;x-scheme-handler/magnet'
const HLS = 'application/x-mpegURL'
const FILES_MAX = 30
const TRACKERS_MAX = 10
const MAGNET_MAX = 5000

/** Entries that are not as PeerTube writes them are left out; none of them is fatal. */
export function readLinks(site: Site, url: unknown): VideoLinks {
  const links = objectsOf(url)
  const playlists = links.filter(({ mediaType }) => mediaType === HLS).flatMap(link => playlistOf(site, link))
  return {
    playlists: playlists.slice(0, 1),
    files: filesOf(site, links),
    trackerUrls: links.flatMap(link => trackerOf(site, link)).slice(0, TRACKERS_MAX)
  }
}

function playlistOf(site: Site, { href, tag }: Fields): RemotePlaylist[] {
  const masterUrl = addressOf(site, href)
  if (!masterUrl || !Array.isArray(tag)) return []
  const tags = objectsOf(tag)
  const sha256 = tags.find(({ type, name }) => type === 'Link' && name === 'sha256')
  return [
    {
      masterUrl,
      sha256Url: addressOf(site, sha256?.['href']) ?? null,
      infohashes: tags.flatMap(({ type, name }) =>
        type === 'Infohash' && typeof name === 'string' && /^[\da-f]{40}$/i.test(name) ? [name.toLowerCase()] : []
      ),
      files: filesOf(site, tags)
    }
  ]
}

function filesOf(site: Site, links: readonly Fields[]): RemoteFile[] {
  return links
    .flatMap(link => fileOf(site, link, links))
    .sort((one, other) => other.resolution - one.resolution)
    .slice(0, FILES_MAX)
}

function fileOf(site: Site, link: Fields, all: readonly Fields[]): RemoteFile[] {
  const fileUrl = addressOf(site, link['href'])
  const height = countOf(link['height'])
  const sizeBytes = countOf(link['size'], Number.MAX_SAFE_INTEGER)
  const { mediaType, fps } = link
  const isFpsFine = fps === undefined || fps === null || (Number.isInteger(fps) && Number(fps) >= -1)
  if (typeof mediaType !== 'string' || !VIDEO_TYPES.test(mediaType)) return []
  if (!fileUrl || height === undefined || sizeBytes === undefined || !isFpsFine) return []
  const width = countOf(link['width']) ?? 0
  const isOfFile = (other: Fields) =>
    other['height'] === link['height'] && (other['width'] ?? link['width']) === link['width']
  const companions = all.filter(isOfFile)
  return [
    {
      // A rung of the ladder is the shorter side.
      resolution: width > 0 ? Math.min(width, height) : height,
      width,
      height,
      sizeBytes,
      fileUrl,
      fps: typeof fps === 'number' ? fps : -1,
      metadataUrl: addressOf(site, companions.find(isMetadataOf(mediaType))?.['href']) ?? null,
      torrentUrl: addressOf(site, companions.find(other => other['mediaType'] === TORRENT)?.['href']) ?? null,
      magnetUri: magnetOf(companions.find(other => other['mediaType'] === MAGNET)?.['href']),
      ...tracksOf(link, height)
    }
  ]
}

const isMetadataOf = (mediaType: string) => (other: Fields) => {
  const rel = severalOf(other['rel'])
  return (
    other['type'] === 'Link' &&
    other['mediaType'] === 'application/json' &&
    rel.includes('metadata') &&
    rel.includes(mediaType)
  )
}

function magnetOf(href: unknown): string | null {
  const magnet = textOf(href, MAGNET_MAX + 1)
  return magnet && magnet.length <= MAGNET_MAX && /^magnet:\?[\x21-\x7e]+$/.test(magnet) ? magnet : null
}

/** Servers before 7.0 do not say. */
function tracksOf({ attachment }: Fields, height: number): Pick<RemoteFile, 'hasAudio' | 'hasVideo'> {
  const kinds = objectsOf(attachment).flatMap(({ name, value }) => (name === 'ffprobe_codec_type' ? [value] : []))
  if (kinds.length === 0) return { hasAudio: true, hasVideo: height > 0 }
  return { hasAudio: kinds.includes('audio'), hasVideo: kinds.includes('video') }
}

function trackerOf(site: Site, { rel, href }: Fields): string[] {
  const address = severalOf(rel).includes('tracker') ? addressOf(site, href, ['http', 'ws']) : undefined
  return address ? [address] : []
}
