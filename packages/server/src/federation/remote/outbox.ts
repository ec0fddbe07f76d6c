/**
 * Reads back what there was before somebody here followed: an outbox page by page, with a pause for the others after
 * each.
 */
import { FetchError } from '../../platform/fetch.ts'
import { log } from '../../platform/log.ts'
import { type FederationDeps, type JsonObject, Refused } from '../deps.ts'
import { idOf, isObject, isOnHostOf } from '../json.ts'
import { claimReading, endReading, goOnReading, putOffReading } from './outbox-store.ts'
import { severalOf } from './values.ts'
import { findOrFetchVideo } from './videos.ts'

const ITEMS_MAX = 50

/** One page of one outbox. @returns Whether there may be more to do now. */
export async function readNextPage(deps: FederationDeps): Promise<boolean> {
  const reading = await claimReading(deps.db)
  if (!reading) return false
  try {
    const page = await deps.remote.document(reading.nextUrl)
    for (const url of videosOn(page, reading.actorUrl)) await bringVideo(deps, url)
    await goOnReading(deps.db, reading, nextOf(page))
  } catch (error) {
    if (error instanceof FetchError && error.status !== 404 && error.status !== 410) {
      await putOffReading(deps.db, reading)
      return true
    }
    if (!(error instanceof FetchError || error instanceof Refused)) {
      await putOffReading(deps.db, reading)
      throw error
    }
    log('federation').info('The outbox of {url} is not read on: {error}', {
      url: reading.actorUrl,
      error: String(error)
    })
    await endReading(deps.db, reading)
  }
  return true
}

/** Videos that were created or announced, of its own host only. */
function videosOn(page: JsonObject, actorUrl: string): string[] {
  const { first } = page
  const items = isObject(first) ? listOf(first) : listOf(page)
  return items.flatMap(item => {
    const activity = isObject(item) ? item : {}
    const url = ['Create', 'Announce'].includes(String(activity['type'])) ? idOf(activity['object']) : undefined
    return url !== undefined && isOnHostOf(url, actorUrl) ? [url] : []
  })
}

const listOf = ({ orderedItems, items }: JsonObject) => severalOf(orderedItems ?? items).slice(0, ITEMS_MAX)

/** A collection names its first page, or holds it; a page the next one. */
function nextOf(page: JsonObject): string | undefined {
  const { first, next } = page
  if (next !== undefined) return idOf(next)
  return isObject(first) && first['next'] !== undefined ? idOf(first['next']) : idOf(first)
}

/** One that cannot be had, or is nothing for here, does not keep the others away. */
async function bringVideo(deps: FederationDeps, url: string): Promise<void> {
  await findOrFetchVideo(deps, url).catch(error => {
    if (!(error instanceof FetchError || error instanceof Refused)) throw error
    log('federation').debug('{url} is left out: {error}', { url, error: String(error) })
  })
}
