/**
 * Actor documents of other servers, judged as PeerTube 8.2 does: what is needed to speak with an actor must be right,
 * what is only shown is cut to measure or left out. Pure.
 */
import { z } from 'zod'
import type { RemoteActorFacts } from '../../features/actors/index.ts'
import { type JsonObject, Refused } from '../deps.ts'
import { plainText } from './plain-text.ts'

const URL_MAX = 2000
const NAME_MAX = 120
const TEXT_MAX = 5000
const KEY_MAX = 5000
/** Of the pictures that are shown here. */
const AVATAR_WIDTH = 120
const BANNER_WIDTH = 1920

/** An address of the web in its normal form, without credentials. */
export const WebUrl = z
  .string()
  .max(URL_MAX)
  .transform((text, context) => {
    const url = URL.parse(text)
    if (url && ['http:', 'https:'].includes(url.protocol) && !url.username && !url.password) return text
    context.addIssue('This is not an address of the web')
    return z.NEVER
  })

const KINDS = {
  Person: 'person',
  Service: 'person',
  Organization: 'person',
  Group: 'group',
  Application: 'application'
} as const

const ActorDocument = z.object({
  type: z.enum(['Person', 'Service', 'Organization', 'Group', 'Application']),
  id: WebUrl,
  inbox: WebUrl,
  outbox: WebUrl.optional(),
  followers: WebUrl.optional(),
  preferredUsername: z
    .string()
    .max(NAME_MAX)
    .regex(/^[A-Za-z0-9\-_.:]+$/),
  publicKey: z.object({
    id: WebUrl,
    owner: WebUrl,
    publicKeyPem: z.string().max(KEY_MAX).includes('BEGIN PUBLIC KEY')
  }),
  endpoints: z.object({ sharedInbox: WebUrl.optional() }).nullish(),
  name: z.string().nullish().catch(null),
  summary: z.string().nullish().catch(null),
  support: z.string().nullish().catch(null),
  published: z.coerce.date().nullish().catch(null),
  url: z.unknown().optional(),
  icon: z.unknown().optional(),
  image: z.unknown().optional(),
  attributedTo: z.unknown().optional()
})

export interface ParsedActor extends Omit<RemoteActorFacts, 'ownerAccountId'> {
  /** Of a group, an address on its own host; undefined when it does not say. */
  readonly ownerUrl: string | undefined
  readonly avatarUrl: string | undefined
  readonly bannerUrl: string | undefined
}

/** @throws Refused for what is no actor, or one that speaks for another host. */
export function parseActor(document: JsonObject): ParsedActor {
  const result = ActorDocument.safeParse(document)
  if (!result.success) throw new Refused(`This is no actor: ${z.prettifyError(result.error).slice(0, 300)}`)
  const actor = result.data
  const { host } = new URL(actor.id)
  const mine = [actor.inbox, actor.publicKey.id, actor.endpoints?.sharedInbox, actor.outbox, actor.followers]
  if (mine.some(url => url !== undefined && new URL(url).host !== host))
    throw new Refused(`${actor.id} has a part of it on another host`)
  if (actor.publicKey.owner !== actor.id) throw new Refused(`${actor.id} shows somebody else's key`)
  return {
    kind: KINDS[actor.type],
    name: actor.preferredUsername,
    host: host.toLowerCase(),
    url: actor.id,
    displayName: plainText(actor.name ?? '', NAME_MAX) || actor.preferredUsername,
    description: plainText(actor.summary ?? '', TEXT_MAX) || null,
    support: plainText(actor.support ?? '', TEXT_MAX) || null,
    inboxUrl: actor.inbox,
    sharedInboxUrl: actor.endpoints?.sharedInbox ?? null,
    outboxUrl: actor.outbox ?? null,
    followersUrl: actor.followers ?? null,
    pageUrl: pageOf(actor.url) ?? null,
    publicKeyUrl: actor.publicKey.id,
    publicKeyPem: actor.publicKey.publicKeyPem,
    createdAt: actor.published ?? null,
    ownerUrl: ownerOf(actor.attributedTo, host),
    avatarUrl: pictureOf(actor.icon, AVATAR_WIDTH),
    bannerUrl: pictureOf(actor.image, BANNER_WIDTH)
  }
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value.slice(0, 20) : [value])

function addressIn(value: unknown, ...names: readonly string[]): string | undefined {
  if (typeof value === 'string') return WebUrl.safeParse(value).data
  if (typeof value !== 'object' || value === null) return undefined
  for (const name of names) {
    const found = WebUrl.safeParse((value as JsonObject)[name])
    if (found.success) return found.data
  }
  return undefined
}

/** The last of PeerTube's links is the actor's own page; others give one only. */
function pageOf(value: unknown): string | undefined {
  const links = listOf(value).flatMap(link => addressIn(link, 'href') ?? [])
  return links.at(-1)
}

function ownerOf(value: unknown, host: string): string | undefined {
  return listOf(value)
    .flatMap(owner => addressIn(owner, 'id') ?? [])
    .find(url => new URL(url).host === host)
}

/** The smallest that is large enough; else the largest. */
function pictureOf(value: unknown, wantedWidth: number): string | undefined {
  const pictures = listOf(value).flatMap(picture => {
    const url = addressIn(picture, 'url', 'href')
    const width = Number((picture as { width?: unknown } | null)?.width)
    return url ? [{ url, width: Number.isFinite(width) ? width : 0 }] : []
  })
  pictures.sort((a, b) => a.width - b.width)
  return (pictures.find(({ width }) => width >= wantedWidth) ?? pictures.at(-1))?.url
}
