/** Videos of other servers: fetched where they lie, and kept. */
import { type Chapter, VideoReference } from '../../contract/index.ts'
import { replaceChapters } from '../../features/chapters/index.ts'
import {
  findAccess,
  findRemoteVideo,
  isForEverybody,
  refreshWhenSeen,
  saveRemoteRatings,
  saveRemoteVideo
} from '../../features/videos/index.ts'
import { FetchError } from '../../platform/fetch.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { type FederationDeps, type JsonObject, Refused, type RemoteActor } from '../deps.ts'
import { isOnHostOf } from '../json.ts'
import { findOrFetchActor } from './actors.ts'
import { mayAnswerLater } from './later.ts'
import { countOf, objectsOf, textOf } from './values.ts'
import { type ParsedVideo, parseVideo } from './video-parse.ts'

/** Everything of a video that other servers had to be asked for. */
export interface ReadVideo {
  readonly video: ParsedVideo
  readonly channel: RemoteActor & { readonly channelId: number }
  /** Undefined when the origin does not tell. */
  readonly likes: number | undefined
  readonly dislikes: number | undefined
  readonly chapters: readonly Chapter[] | undefined
  /** False when some of that may be had later. */
  readonly isWhole: boolean
}

export interface KnownVideo {
  readonly id: number
  readonly isLocal: boolean
}

export interface StoreOptions {
  /** It was read from its origin just now: whatever its date, that is how it is. */
  readonly isFresh?: boolean
}

/**
 * @param url Of this server's, or of another one's, where it is fetched when it is not known.
 * @returns Undefined for what is not, or not for everybody, on this server.
 * @throws Refused, FetchError
 */
export async function findOrFetchVideo(
  deps: FederationDeps,
  url: string,
  options: StoreOptions = {}
): Promise<KnownVideo | undefined> {
  if (URL.parse(url)?.host === deps.site.host) return findLocalVideo(deps, url)
  const known = await findRemoteVideo(deps.db, url)
  if (known) return { id: known.id, isLocal: false }
  return storeVideo(deps, await deps.remote.document(url), options)
}

const LOCAL_PATH = /^\/(?:videos\/watch|w)\/([^/]+)\/?$/

async function findLocalVideo({ db }: FederationDeps, url: string): Promise<KnownVideo | undefined> {
  const [, reference] = LOCAL_PATH.exec(new URL(url).pathname) ?? []
  const parsed = VideoReference.safeParse({ id: reference })
  if (!parsed.success || 'id' in parsed.data.id) return undefined
  const video = await findAccess(db, parsed.data.id)
  return video && isForEverybody(video) ? { id: video.id, isLocal: true } : undefined
}

/** @throws Refused, FetchError */
export async function storeVideo(
  deps: FederationDeps,
  document: JsonObject,
  options: StoreOptions = {}
): Promise<KnownVideo> {
  const read = await readVideo(deps, document)
  return { id: await deps.db.transaction(tx => saveVideo(tx, read, options)), isLocal: false }
}

/**
 * Asks for what the document leaves to ask for: its channel, its numbers, its chapters.
 *
 * @throws Refused, FetchError: when the channel cannot be had; the rest may be missing.
 */
export async function readVideo(deps: FederationDeps, document: JsonObject): Promise<ReadVideo> {
  const video = parseVideo(document, { site: deps.site, now: new Date() })
  const channel = await channelOf(deps, video)
  const [likes, dislikes, chapters] = await Promise.all(
    [video.likesUrl, video.dislikesUrl, video.chaptersUrl].map(url => tryToRead(deps, url))
  )
  return {
    video,
    channel,
    likes: countOf(likes?.['totalItems']),
    dislikes: countOf(dislikes?.['totalItems']),
    chapters: chapters === undefined || chapters === LATER ? undefined : chaptersIn(chapters),
    isWhole: ![likes, dislikes, chapters].includes(LATER)
  }
}

async function channelOf(deps: FederationDeps, { url, ownerUrls }: ParsedVideo): Promise<ReadVideo['channel']> {
  for (const ownerUrl of ownerUrls) {
    const actor = await findOrFetchActor(deps, ownerUrl)
    const { channelId } = actor
    if (channelId !== null && isOnHostOf(actor.url, url)) return { ...actor, channelId }
  }
  throw new Refused('This video is of no channel')
}

/** In place of what cannot be had now. */
const LATER: JsonObject = {}

/** Undefined when it cannot be had. */
async function tryToRead(deps: FederationDeps, url: string | null): Promise<JsonObject | undefined> {
  if (url === null) return undefined
  return deps.remote.document(url).catch(error => {
    if (mayAnswerLater(error)) return LATER
    if (error instanceof FetchError || error instanceof Refused) return undefined
    throw error
  })
}

const TITLE_MAX = 100

function chaptersIn(document: JsonObject): Chapter[] {
  const chapters = objectsOf(document['hasPart']).flatMap(({ name, startOffset }) => {
    const timecode = countOf(startOffset)
    const title = textOf(name, TITLE_MAX)
    return timecode === undefined || !title ? [] : [[timecode, { timecode, title }] as const]
  })
  return [...new Map(chapters).values()]
}

/**
 * Keeps it, in place of what was kept of it. What is older than that changes nothing. It may be in another channel now,
 * of another account as well: its owner gave it away, or its origin says so.
 *
 * @returns Its id.
 * @throws Refused when it is, or its UUID is, somebody else's.
 */
export async function saveVideo(
  tx: Queryable,
  read: ReadVideo,
  { isFresh = false }: StoreOptions = {}
): Promise<number> {
  const { video, channel, chapters, isWhole } = read
  const stored = await findRemoteVideo(tx, video.url)
  if (stored && !isFresh && stored.updatedAt > video.updatedAt) return stored.id

  const saved = await saveRemoteVideo(tx, channel.channelId, video)
  if (saved === 'taken') throw new Refused('Another video has this UUID')
  await saveRemoteRatings(tx, saved.id, read)
  if (chapters) await replaceChapters(tx, saved.id, chapters)
  if (!isWhole) await refreshWhenSeen(tx, saved.id)
  return saved.id
}
