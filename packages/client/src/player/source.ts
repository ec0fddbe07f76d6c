/** What the player plays. Plain data: the server writes it into the page, the browser reads it back. */

export interface PlayerSource {
  readonly uuid: string
  readonly name: string
  readonly channelName: string
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
  /** Where a member stopped, kept with their account; undefined where nothing is kept there. */
  readonly watchedSeconds?: number
  /** Where to tell how far the viewer is. */
  readonly viewsUrl: string
  /** Null where segments cannot be checked. */
  readonly copies: PlayerCopies | null
  /** Null where viewers carry nothing to each other. */
  readonly p2p: PlayerP2p | null
  readonly captions: readonly PlayerCaptions[]
  readonly chapters: readonly PlayerChapter[]
  readonly storyboard: PlayerStoryboard | null
}

/** How viewers may carry the video to each other. */
export interface PlayerP2p {
  /** `ask`: only after a viewer's yes; `on`: unless they said no. */
  readonly consent: 'ask' | 'on'
  /** What the member chose for good, null when they never did; undefined where nobody is signed in. */
  readonly accountChoice?: boolean | null
  /** Others who watched when the page was made. */
  readonly viewers: number
  readonly minimumViewers: number
  /** False for videos of other servers, whose viewers are not all known here. */
  readonly countsViewers: boolean
  /** Where to ask how many watch now. */
  readonly viewersUrl: string
  readonly swarmId: string
  readonly trackers: readonly string[]
  readonly iceServers: readonly { readonly urls: string; readonly username?: string; readonly credential?: string }[]
}

/** Where else the video's segments are, and how they are known to be the same. */
export interface PlayerCopies {
  /** To which the name of a file is added. */
  readonly baseUrls: readonly string[]
  readonly segmentsSha256Url: string
}

export interface PlayerCaptions {
  readonly language: string
  readonly label: string
  readonly url: string
}

export interface PlayerChapter {
  readonly title: string
  readonly startSeconds: number
}

/** Small pictures of the whole video in one image, row by row. */
export interface PlayerStoryboard {
  readonly url: string
  readonly spriteWidth: number
  readonly spriteHeight: number
  readonly columns: number
  readonly spriteDurationSeconds: number
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
