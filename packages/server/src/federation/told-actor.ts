/** Addresses of people and channels, ours and others', as activities name them. Pure. */
import type { ToldActor } from '../features/actors/index.ts'
import type { Site } from '../kernel/site.ts'

/** The ActivityPub id of an account. */
export const accountUrlOf = ({ origin }: Site, { url, host, name }: ToldActor): string =>
  url ?? (host === null ? `${origin}/accounts/${name}` : `https://${host}/accounts/${name}`)

/** Undefined for somebody elsewhere who tells none. */
export const accountFollowersOf = (site: Site, actor: ToldActor): string | undefined =>
  actor.host === null ? `${accountUrlOf(site, actor)}/followers` : (actor.followersUrl ?? undefined)

/** Undefined for ours. */
export const sharedInboxOf = ({ sharedInboxUrl, inboxUrl }: ToldActor): string | undefined =>
  sharedInboxUrl ?? inboxUrl ?? undefined

/** `@name@host` */
export const mentionOf = (site: Site, { name, host }: ToldActor): string => `@${name}@${host ?? site.host}`
