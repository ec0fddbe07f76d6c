/** PeerTube looks for a server's own actor under this name. */
export const APPLICATION_NAME = 'peertube'

/** Public origin of this server, without trailing slash, and its host. */
export interface Site {
  readonly origin: string
  readonly host: string
}

export function siteOf(origin: string): Site {
  return { origin, host: new URL(origin).host }
}
