/** Media playlists (RFC 8216) as text; pure. One file per rendition, segments as byte ranges. */

export interface Segment {
  readonly durationSeconds: number
  readonly sizeBytes: number
  readonly offsetBytes: number
}

export interface MediaPlaylist {
  /** Initialisation section, from the file's first byte. */
  readonly initBytes: number
  readonly segments: readonly Segment[]
}

/**
 * Reads what ffmpeg's hls muxer has written so far. Torn or missing text is no error: only whole segments count.
 * Null while there is no initialisation section.
 */
export function readMediaPlaylist(text: string): MediaPlaylist | null {
  const initBytes = /^#EXT-X-MAP:URI="[^"]+",BYTERANGE="(\d+)@0"\n/m.exec(text)?.[1]
  if (!initBytes) return null
  const listed = text.matchAll(/^#EXTINF:([\d.]+),\n#EXT-X-BYTERANGE:(\d+)@(\d+)\n[^#\n]+\n/gm)
  return {
    initBytes: Number(initBytes),
    segments: [...listed].map(([, duration, size, offset]) => ({
      durationSeconds: Number(duration),
      sizeBytes: Number(size),
      offsetBytes: Number(offset)
    }))
  }
}

export interface PlaylistText {
  readonly fileName: string
  readonly playlist: MediaPlaylist
  /** Must stay the same while a playlist grows, and be no less than any segment's rounded duration. */
  readonly targetSeconds: number
  /** A finished playlist is VOD and ends; a growing one is EVENT. */
  readonly isFinished: boolean
}

/** Line for line what PeerTube 6.3 serves. */
export function formatMediaPlaylist({ fileName, playlist, targetSeconds, isFinished }: PlaylistText): string {
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${targetSeconds}`,
    '#EXT-X-MEDIA-SEQUENCE:0',
    `#EXT-X-PLAYLIST-TYPE:${isFinished ? 'VOD' : 'EVENT'}`,
    `#EXT-X-MAP:URI="${fileName}",BYTERANGE="${playlist.initBytes}@0"`,
    ...playlist.segments.flatMap(({ durationSeconds, sizeBytes, offsetBytes }) => [
      `#EXTINF:${durationSeconds.toFixed(6)},`,
      `#EXT-X-BYTERANGE:${sizeBytes}@${offsetBytes}`,
      fileName
    ]),
    ...(isFinished ? ['#EXT-X-ENDLIST'] : [])
  ]
  return `${lines.join('\n')}\n`
}

export const endOf = ({ initBytes, segments }: MediaPlaylist): number => {
  const last = segments.at(-1)
  return last ? last.offsetBytes + last.sizeBytes : initBytes
}
