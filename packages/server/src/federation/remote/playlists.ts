/** Playlists of other servers: read where they lie, and kept. */
import { PLAYLIST_PRIVACY } from '../../contract/index.ts'
import {
  endReading,
  postponeReading,
  type ReadElement,
  type Reading,
  type ToldPlaylist,
  takeReading
} from '../../features/playlists/index.ts'
import { FetchError } from '../../platform/fetch.ts'
import { log } from '../../platform/log.ts'
import { type FederationDeps, type JsonObject, Refused } from '../deps.ts'
import { idsOf, isObject, isOnHostOf } from '../json.ts'
import { mayAnswerLater } from './later.ts'
import { addressOf, countOf, dateOf, namesPublic, referenceOf, severalOf, textOf } from './values.ts'
import { findOrFetchVideo } from './videos.ts'

const NAME_MAX = 120
const DESCRIPTION_MAX = 1000
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** @throws Refused for what is no playlist, or for nobody in particular. */
export function parsePlaylist(
  { site }: Pick<FederationDeps, 'site'>,
  document: JsonObject
): ToldPlaylist & { readonly channelUrls: readonly string[] } {
  const url = referenceOf(site, document)
  const displayName = textOf(document['name'], NAME_MAX)
  const uuid = String(document['uuid'])
  const createdAt = dateOf(document['published'])
  const updatedAt = dateOf(document['updated']) ?? createdAt
  if (document['type'] !== 'Playlist' || !url || !displayName || !UUID.test(uuid) || !createdAt || !updatedAt)
    throw new Refused('This is no playlist')
  const isPublic = namesPublic(document['to'])
  if (!isPublic && !namesPublic(document['cc'])) throw new Refused('This playlist is not for everybody')
  return {
    url,
    uuid: uuid.toLowerCase(),
    displayName,
    createdAt,
    updatedAt,
    description: textOf(document['content'], DESCRIPTION_MAX) || null,
    privacy: isPublic ? PLAYLIST_PRIVACY.public : PLAYLIST_PRIVACY.unlisted,
    channelUrls: idsOf(document['attributedTo'])
  }
}

const ELEMENTS_MAX = 500
const PAGES_MAX = 100
/** A video whose server stays away is left out then. */
const ATTEMPTS_FOR_ELEMENTS = 4

/** To be called every few seconds: reads what playlists hold that were told of. Safe when several servers do. */
export async function readPlaylists(deps: FederationDeps): Promise<void> {
  for (let reading = await takeReading(deps.db); reading; reading = await takeReading(deps.db))
    await read(deps, reading)
}

async function read(deps: FederationDeps, reading: Reading): Promise<void> {
  try {
    const elements = await elementsOf(deps, reading)
    await deps.db.transaction(tx => endReading(tx, reading, elements))
  } catch (error) {
    log('federation').info('Playlist {url} cannot be read: {error}', { url: reading.url, error: String(error) })
    await postponeReading(deps.db, reading)
  }
}

/** What can be had of it, in its order. @throws FetchError, Refused when the playlist itself cannot be had. */
async function elementsOf(deps: FederationDeps, { url, attempts }: Reading): Promise<ReadElement[]> {
  const isPatient = attempts < ATTEMPTS_FOR_ELEMENTS
  const elements: ReadElement[] = []
  for (const item of await itemsOf(deps, url)) {
    const element = await unlessRefused(elementOf(deps, url, item), { isPatient })
    if (element) elements.push(element)
  }
  return elements
}

async function itemsOf({ remote, site }: FederationDeps, url: string): Promise<unknown[]> {
  const items: unknown[] = []
  const seen = new Set<string>()
  let next = addressOf(site, (await remote.document(url))['first'])
  while (next !== undefined && isOnHostOf(next, url) && !seen.has(next) && seen.size < PAGES_MAX) {
    seen.add(next)
    const page = await remote.document(next)
    items.push(...severalOf(page['orderedItems']))
    if (items.length >= ELEMENTS_MAX) break
    next = addressOf(site, page['next'])
  }
  return items.slice(0, ELEMENTS_MAX)
}

/** Undefined for a video that is not for everybody here. */
async function elementOf(deps: FederationDeps, url: string, item: unknown): Promise<ReadElement | undefined> {
  const id = referenceOf(deps.site, item)
  if (id === undefined || !isOnHostOf(id, url)) throw new Refused('This element lies elsewhere')
  const element = isObject(item) && 'url' in item ? item : await deps.remote.document(id)
  const videoUrl = addressOf(deps.site, element['url'])
  if (element['type'] !== 'PlaylistElement' || videoUrl === undefined) throw new Refused('This is no element')
  const video = await findOrFetchVideo(deps, videoUrl)
  if (!video) return undefined
  const startSeconds = countOf(element['startTimestamp']) ?? null
  const stopSeconds = countOf(element['stopTimestamp']) ?? null
  const isBackwards = startSeconds !== null && stopSeconds !== null && stopSeconds < startSeconds
  return { videoId: video.id, startSeconds, stopSeconds: isBackwards ? null : stopSeconds }
}

/** One that cannot be had leaves the others; as long as there is patience, one that may be had later keeps them waiting. */
async function unlessRefused<T>(asking: Promise<T>, { isPatient }: { isPatient: boolean }): Promise<T | undefined> {
  try {
    return await asking
  } catch (error) {
    if (isPatient && mayAnswerLater(error)) throw error
    if (error instanceof FetchError || error instanceof Refused) return undefined
    throw error
  }
}
