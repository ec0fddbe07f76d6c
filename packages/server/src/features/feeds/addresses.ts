/** Pages of those whose feeds these are. Pure. */
import type { Site } from '../../kernel/site.ts'

interface Named {
  readonly name: string
  readonly host: string
}

export const handleIn = (site: Site, { name, host }: Named) => (host === site.host ? name : `${name}@${host}`)

export const channelPageOf = (site: Site, channel: Named) => `${site.origin}/c/${handleIn(site, channel)}/videos`

export const accountPageOf = (site: Site, account: Named) =>
  `${site.origin}/a/${handleIn(site, account)}/video-channels`
