/**
 * PeerTube's `Video` documents, as this server keeps them. What PeerTube finds unbearable is refused here too; what it
 * mends or leaves out is mended and left out. Pure.
 */
import { z } from 'zod'
import { COMMENTS_POLICY, NSFW_FLAG, NSFW_SUMMARY, PRIVACY, STATE } from '../../contract/index.ts'
import { CATEGORIES, LANGUAGES, LICENCES, type RemoteVideo } from '../../features/videos/index.ts'
import type { Site } from '../../kernel/site.ts'
import { type JsonObject, Refused } from '../deps.ts'
import { plainText, printable } from './plain-text.ts'
import {
  addressOf,
  countOf,
  dateOf,
  hostOf,
  namesPublic,
  objectsOf,
  referenceOf,
  secondsOf,
  severalOf,
  textOf
} from './values.ts'
import { captionsOf, picturesOf, storyboardOf } from './video-attachments.ts'
import { readLinks, type VideoLinks } from './video-links.ts'

export interface ParsedVideo extends RemoteVideo {
  /** Who may be its channel, the likeliest first; all on the video's own host. */
  readonly ownerUrls: readonly string[]
}

/** Its origin has taken it back from everybody. */
export class NotForEverybody extends Refused {}

const NAME = { min: 3, max: 120 }
const DESCRIPTION_MAX = 10_000
const SUPPORT_MAX = 1000
const TAG = { min: 2, max: 30, most: 5 }
const OWNERS_MAX = 4

const absent = <T extends z.ZodType>(schema: T) => schema.nullish()
const date = z.string().refine(text => dateOf(text) !== undefined)
const Identifier = z.object({ identifier: z.union([z.string(), z.number()]) })

/** What is fatal when it is wrong. */
const Strict = z.object({
  type: z.literal('Video'),
  id: z.string(),
  uuid: z.uuid(),
  name: z.string(),
  duration: z.string(),
  views: z.number().int(),
  published: date,
  updated: date,
  originallyPublishedAt: absent(date),
  uploadDate: absent(date),
  url: z.array(z.unknown()),
  icon: z.unknown().optional(),
  attributedTo: z.unknown().optional(),
  category: absent(Identifier.refine(({ identifier }) => /^\d{1,6}$/.test(String(identifier)))),
  language: absent(z.object({ identifier: z.string() })),
  subtitleLanguage: absent(z.array(z.unknown())),
  preview: absent(z.array(z.unknown())),
  content: absent(z.string()),
  mediaType: z.unknown().optional()
})
type Strict = z.infer<typeof Strict>

/**
 * @param now A video that calls itself younger counts as published then.
 * @throws Refused
 */
export function parseVideo(document: JsonObject, { site, now }: { site: Site; now: Date }): ParsedVideo {
  const strict = Strict.safeParse(document)
  if (!strict.success) throw new Refused(`This is no video: ${strict.error.issues[0]?.path.join('.') ?? ''}`)
  const video = strict.data
  const url = required(addressOf(site, video.id), 'its id')
  assertOfHere(site, document)
  const links = readLinks(site, video.url)
  const published = dateOf(video.published)!
  const updated = dateOf(video.updated)!
  return {
    url,
    ...links,
    ...wordsOf(video, document),
    ...required(picturesOf(site, video.icon), 'its icon'),
    ...switchesOf(document),
    ...sensitivityOf(document),
    uuid: video.uuid.toLowerCase(),
    ownerUrls: ownersOf(site, url, video.attributedTo),
    privacy: privacyOf(document),
    durationSeconds: required(secondsOf(video.duration), 'its duration'),
    aspectRatio: ratioOf(document['aspectRatio'], links),
    views: countOf(Math.max(video.views, 0), Number.MAX_SAFE_INTEGER) ?? 0,
    publishedAt: published > now ? now : published,
    updatedAt: updated > now ? now : updated,
    originallyPublishedAt: dateOf(video.originallyPublishedAt) ?? null,
    embedUrl: addressOf(site, document['embedUrl']) ?? null,
    captions: captionsOf(site, video.subtitleLanguage),
    storyboard: storyboardOf(site, video.preview),
    commentsUrl: nearby(site, url, document['comments']),
    likesUrl: nearby(site, url, document['likes']),
    dislikesUrl: nearby(site, url, document['dislikes']),
    sharesUrl: nearby(site, url, document['shares']),
    chaptersUrl: nearby(site, url, document['hasParts'])
  }
}

function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Refused(`This is no video: ${what} is wrong`)
  return value
}

/** Live broadcasts, and what is not ready yet, are not for here; nor is what carries broken addresses. */
function assertOfHere(site: Site, { isLiveBroadcast, state, waitTranscoding, embedUrl, audience }: JsonObject): void {
  if (isLiveBroadcast === true) throw new Refused('Live broadcasts are not shown here')
  const isShown = state === STATE.published || (state === STATE.toTranscode && waitTranscoding !== true)
  if (typeof state === 'number' && !isShown) throw new Refused('This video is not published yet')
  if (embedUrl !== undefined && embedUrl !== null) required(addressOf(site, embedUrl), 'its embedUrl')
  for (const who of severalOf(audience)) required(namesPublic(who) ? '' : referenceOf(site, who), 'its audience')
}

/** @throws NotForEverybody for what is neither for everybody nor for whoever knows the address. */
function privacyOf({ to, cc }: JsonObject): number {
  if (namesPublic(to)) return PRIVACY.public
  if (namesPublic(cc)) return PRIVACY.unlisted
  throw new NotForEverybody('This video is not for everybody')
}

function wordsOf(video: Strict, document: JsonObject) {
  const name = textOf(video.name, video.name.length) ?? ''
  if (name.length < NAME.min || name.length > NAME.max) throw new Refused('This is no video: its name is wrong')
  return {
    name: name.replaceAll('\n', ' '),
    description: descriptionOf(video),
    support: textOf(document['support'], SUPPORT_MAX) || null,
    category: knownNumber(CATEGORIES, video.category?.identifier),
    licence: licenceOf(document['licence']),
    language: video.language && Object.hasOwn(LANGUAGES, video.language.identifier) ? video.language.identifier : null,
    tags: tagsOf(document['tag'])
  }
}

function descriptionOf({ content, mediaType }: Strict): string | null {
  if (!content) return null
  if (mediaType !== 'text/markdown' && mediaType !== 'text/html')
    throw new Refused('This is no video: its content is of no known type')
  return (mediaType === 'text/html' ? plainText : printable)(content, DESCRIPTION_MAX) || null
}

function knownNumber(names: Readonly<Record<string, string>>, identifier: unknown): number | null {
  return Object.hasOwn(names, String(identifier)) ? Number(identifier) : null
}

/** In the order of PeerTube's numbers. */
const SPDX = ['CC-BY', 'CC-BY-SA', 'CC-BY-ND', 'CC-BY-NC', 'CC-BY-NC-SA', 'CC-BY-NC-ND', 'CC0']

function licenceOf(licence: unknown): number | null {
  const identifier = objectsOf(licence)[0]?.['identifier']
  const known = knownNumber(LICENCES, identifier)
  if (known !== null || typeof identifier !== 'string') return known
  const at = SPDX.indexOf(identifier.toUpperCase().replace(/-\d\.\d$/, ''))
  return at < 0 ? null : at + 1
}

function tagsOf(tag: unknown): string[] {
  const names = objectsOf(tag).flatMap(({ type, name }) => (type === 'Hashtag' ? [textOf(name, TAG.max + 2)] : []))
  const tags = names.map(name => name?.replace(/^#/, '') ?? '')
  const fitting = tags.filter(({ length }) => length >= TAG.min && length <= TAG.max)
  return [...new Set(fitting)].slice(0, TAG.most)
}

/** Servers before PeerTube 8 say only whether it is. @returns Of what is not sensitive, nothing that would be. */
function sensitivityOf({ sensitive, summary, tag }: JsonObject) {
  if (sensitive !== true) return { isSensitive: false, sensitiveFlags: 0, sensitiveSummary: null }
  const names = objectsOf(tag).flatMap(({ type, name }) => (type === 'SensitiveTag' ? [name] : []))
  const flags = Object.entries(NSFW_FLAG).filter(([name]) => names.includes(name))
  const words = typeof summary === 'string' ? plainText(summary, NSFW_SUMMARY.max).replaceAll('\n', ' ') : ''
  return {
    isSensitive: true,
    sensitiveFlags: flags.reduce((bits, [, flag]) => bits | flag, 0),
    sensitiveSummary: words || null
  }
}

function switchesOf({ waitTranscoding, downloadEnabled, commentsPolicy, commentsEnabled }: JsonObject) {
  return {
    waitsForTranscoding: waitTranscoding === true,
    isDownloadEnabled: downloadEnabled !== false,
    commentsPolicy: commentsPolicyOf(commentsPolicy, commentsEnabled)
  }
}

/** Servers before 6.2 say only whether there are any. */
function commentsPolicyOf(policy: unknown, isEnabled: unknown): number {
  if (Object.values(COMMENTS_POLICY).some(known => known === policy)) return Number(policy)
  return policy === undefined && isEnabled === true ? COMMENTS_POLICY.enabled : COMMENTS_POLICY.disabled
}

/** A group says that it is one; who says nothing may be one too. Somebody else's name in it spoils it all. */
function ownersOf(site: Site, url: string, attributedTo: unknown): string[] {
  const owners = severalOf(attributedTo)
    .slice(0, OWNERS_MAX)
    .map(owner => ({
      owner,
      isGroup: objectsOf(owner)[0]?.['type'] === 'Group',
      isPerson: objectsOf(owner)[0]?.['type'] === 'Person'
    }))
  const urls = [
    ...owners.filter(({ isGroup }) => isGroup),
    ...owners.filter(({ isGroup, isPerson }) => !isGroup && !isPerson)
  ].map(({ owner }) => required(referenceOf(site, owner), 'its owner'))
  if (urls.length === 0) throw new Refused('This video is of no channel')
  if (urls.some(owner => hostOf(owner) !== hostOf(url))) throw new Refused('This video is of a channel on another host')
  return urls
}

/** A collection of the video's, on its own host. */
function nearby(site: Site, url: string, collection: unknown): string | null {
  const address = referenceOf(site, collection)
  return address && hostOf(address) === hostOf(url) ? address : null
}

function ratioOf(ratio: unknown, { playlists, files }: VideoLinks): number | null {
  if (typeof ratio === 'number' && ratio > 0 && ratio < 1000) return ratio
  const largest = [...(playlists[0]?.files ?? []), ...files].find(({ width, height }) => width > 0 && height > 0)
  return largest ? Math.round((largest.width / largest.height) * 10_000) / 10_000 : null
}
