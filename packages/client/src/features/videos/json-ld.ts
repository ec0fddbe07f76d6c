import type { VideoDetails } from '@colombier/server/contract'

/** schema.org VideoObject with the properties PeerTube 6.3 gives. @param origin Public origin, no trailing slash. */
export function videoObject(video: VideoDetails, { origin, url, description }: VideoAddress) {
  const image = origin + video.previewPath
  return {
    '@context': 'http://schema.org',
    '@type': 'VideoObject',
    name: video.name,
    description,
    image,
    url,
    embedUrl: origin + video.embedPath,
    uploadDate: video.publishedAt,
    duration: isoDuration(video.duration),
    thumbnailUrl: image
  }
}

interface VideoAddress {
  readonly origin: string
  readonly url: string
  readonly description: string
}

/** ISO 8601, `PT1H2M3S`. */
export function isoDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const parts = [
    [Math.floor(whole / 3600), 'H'],
    [Math.floor((whole % 3600) / 60), 'M'],
    [whole % 60, 'S']
  ] as const
  const told = parts.filter(([value]) => value > 0).map(([value, letter]) => `${value}${letter}`)
  return `PT${told.join('') || '0S'}`
}
