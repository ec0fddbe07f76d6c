/** What the player plays. Plain data: the server writes it into the page, the browser reads it back. */

export interface PlayerSource {
  readonly name: string
  readonly posterUrl: string
  /** Pixels of the best rendition; only their ratio matters here. */
  readonly width: number
  readonly height: number
  readonly durationSeconds: number
  /** Master playlist; null when the video has none. */
  readonly playlistUrl: string | null
  /** A whole rendition, for browsers without HLS or without JavaScript; null while it still grows. */
  readonly fileUrl: string | null
  readonly renditions: readonly PlayerRendition[]
  /** Carries the token of a video that is not for everybody; asked with every file. */
  readonly mediaQuery: string
  readonly startSeconds: number
  /** Where to tell how far the viewer is. */
  readonly viewsUrl: string
  readonly captions: readonly PlayerCaptions[]
}

export interface PlayerCaptions {
  readonly language: string
  readonly label: string
  readonly url: string
}

export interface PlayerRendition {
  readonly height: number
  /** "720p" */
  readonly label: string
  readonly sizeBytes: number
}

/** Adds the token to an address that does not carry it yet: the server rewrites playlists when it is asked to. */
export function authorise(url: string, mediaQuery: string): string {
  if (!mediaQuery) return url
  const query = mediaQuery.replace(/^[?&]/, '')
  const firstParameter = query.split('=')[0]
  if (url.includes(`${firstParameter}=`)) return url
  return `${url}${url.includes('?') ? '&' : '?'}${query}`
}

/** The start is asked in the address too, so that it works without JavaScript (Media Fragments, W3C 2012). */
export function startingAt(url: string, seconds: number): string {
  return seconds > 0 ? `${url}#t=${seconds}` : url
}
