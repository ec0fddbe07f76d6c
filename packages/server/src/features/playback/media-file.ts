/** What a media file's name says, and how long an answer with it may be kept. Pure. */

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'

const HLS_FILE = new RegExp(
  `^${UUID}-(\\d{1,4}-fragmented\\.mp4|\\d{1,4}\\.m3u8|master\\.m3u8|segments-sha256\\.json)$`
)
const IMAGE_FILE = new RegExp(`^(playlist-)?${UUID}\\.(jpg|png)$`)
const CAPTION_FILE = new RegExp(`^${UUID}-[A-Za-z]{2,3}(-[A-Za-z]{2,8})?\\.vtt$`)
const ORIGINAL_FILE = new RegExp(`^${UUID}(\\.[a-z0-9]{1,8})?$`)
const TORRENT_FILE = new RegExp(`^${UUID}-\\d{1,4}-hls\\.torrent$`)
const WHOLE_UUID = new RegExp(`^${UUID}$`)

export const isUuid = (text: string): boolean => WHOLE_UUID.test(text)
export const isHlsFileName = (text: string): boolean => HLS_FILE.test(text)
export const isOriginalName = (text: string): boolean => ORIGINAL_FILE.test(text)
export const isTorrentName = (text: string): boolean => TORRENT_FILE.test(text)
export const isImageFileName = (text: string): boolean => IMAGE_FILE.test(text)
export const isCaptionFileName = (text: string): boolean => CAPTION_FILE.test(text)

const TYPES: Record<string, string> = {
  mp4: 'video/mp4',
  m3u8: 'application/vnd.apple.mpegurl',
  json: 'application/json; charset=utf-8',
  jpg: 'image/jpeg',
  torrent: 'application/x-bittorrent',
  png: 'image/png',
  vtt: 'text/vtt; charset=UTF-8'
}

export function contentTypeOf(fileName: string): string {
  return TYPES[fileName.slice(fileName.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
}

/**
 * Names are never used twice, so a final file can be kept for ever; one that still grows is asked for each time.
 * What not everybody may see stays out of shared caches.
 */
export function cacheControlOf({ isFinal, isPublic }: { isFinal: boolean; isPublic: boolean }): string {
  const scope = isPublic ? 'public' : 'private'
  return isFinal ? `${scope}, max-age=31536000, immutable` : `${scope}, no-cache`
}

/**
 * Adds a query to every URI of a playlist, so that a player that drops its own query still carries the token
 * (PeerTube's `reinjectVideoFileToken`).
 */
export function withQueryInUris(playlist: string, query: string): string {
  return playlist
    .split('\n')
    .map(line =>
      line.startsWith('#')
        ? line.replace(/URI="([^"]+)"/, (_all, uri: string) => `URI="${uri}?${query}"`)
        : line.trim() === ''
          ? line
          : `${line}?${query}`
    )
    .join('\n')
}
