/** The master playlist (RFC 8216) as text; pure. */
import type { MediaPlaylist } from './playlist.ts'

export interface Variant {
  readonly playlistName: string
  readonly width: number
  readonly height: number
  readonly fps: number
  /** RFC 6381, such as `avc1.64001f,mp4a.40.2`. */
  readonly codecs: string
  /** Of the fullest segment. */
  readonly peakBps: number
  readonly averageBps: number
}

/** Smallest rendition first, as PeerTube orders them. */
export function formatMaster(variants: readonly Variant[]): string {
  const ascending = [...variants].sort((a, b) => a.height * a.width - b.height * b.width)
  const lines = ascending.flatMap(variant => {
    const attributes = [
      `BANDWIDTH=${variant.peakBps}`,
      `AVERAGE-BANDWIDTH=${variant.averageBps}`,
      `RESOLUTION=${variant.width}x${variant.height}`,
      `FRAME-RATE=${Number(variant.fps.toFixed(3))}`,
      `CODECS="${variant.codecs}"`
    ]
    return [`#EXT-X-STREAM-INF:${attributes.join(',')}`, variant.playlistName]
  })
  return `${['#EXTM3U', '#EXT-X-VERSION:7', '', ...lines].join('\n')}\n`
}

/** What a finished rendition takes in truth. */
export function measureBitrates({ segments }: MediaPlaylist): { peakBps: number; averageBps: number } {
  const bitrate = (bytes: number, seconds: number) => Math.ceil((bytes * 8) / Math.max(seconds, 0.04))
  const total = segments.reduce(
    (sum, segment) => ({ bytes: sum.bytes + segment.sizeBytes, seconds: sum.seconds + segment.durationSeconds }),
    { bytes: 0, seconds: 0 }
  )
  // A last segment of a frame or two says nothing about a line's load.
  const whole = segments.filter(segment => segment.durationSeconds >= 1)
  const averageBps = bitrate(total.bytes, total.seconds)
  const peakBps = Math.max(averageBps, ...whole.map(segment => bitrate(segment.sizeBytes, segment.durationSeconds)))
  return { peakBps, averageBps }
}
