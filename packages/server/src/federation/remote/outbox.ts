/**
 * Reads back what there was before somebody here followed, and looks through it again twice a day for what was told
 * while this server was away: an outbox page by page, with a pause for the others after each.
 */
import { type Clock, every } from '../../platform/clock.ts'
import { FetchError } from '../../platform/fetch.ts'
import { log } from '../../platform/log.ts'
import { type FederationDeps, type JsonObject, Refused } from '../deps.ts'
import { idOf, isObject, isOnHostOf } from '../json.ts'
import { mayAnswerLater } from './later.ts'
import {
  beginCatchingUp,
  claimReading,
  endReading,
  goOnReading,
  putOffReading,
  type Reading,
  releaseReading,
  renewReading,
  wasReadBefore
} from './outbox-store.ts'
import { severalOf } from './values.ts'
import { findOrFetchVideo } from './videos.ts'

const POLL_MS = 5000
const CATCH_UP_MS = 600_000
const ITEMS_MAX = 50
/** How often a page is read for the sake of a video that cannot be had now; the pages after it wait meanwhile. */
const TRIES_FOR_VIDEOS = 5

export function openOutboxReading(deps: FederationDeps): Clock {
  const stopping = new AbortController()
  const catchingUp = every(CATCH_UP_MS, 'Catching up', () => beginCatchingUp(deps.db))
  const reading = every(POLL_MS, 'Reading outboxes', async () => {
    while (!stopping.signal.aborted && (await readNextPage(deps, stopping.signal)));
  })
  return {
    async stop() {
      stopping.abort()
      await Promise.all([catchingUp.stop(), reading.stop()])
    }
  }
}

/** One page of one outbox. @returns Whether there may be more to do now. */
export async function readNextPage(deps: FederationDeps, stopping = new AbortController().signal): Promise<boolean> {
  const reading = await claimReading(deps.db)
  if (!reading) return false
  try {
    await readPage(deps, reading, stopping)
  } catch (error) {
    if (stopping.aborted) {
      await releaseReading(deps.db, reading)
      return false
    }
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

async function readPage(deps: FederationDeps, reading: Reading, stopping: AbortSignal): Promise<void> {
  const page = await deps.remote.document(reading.nextUrl)
  const urls = videosOn(page, reading.actorUrl)
  const isReadBefore = await wasReadBefore(deps.db, reading, urls)
  let isLater = false
  for (const url of isReadBefore ? [] : urls) {
    stopping.throwIfAborted()
    if (!(await bringVideo(deps, url))) isLater = true
    await renewReading(deps.db, reading)
  }
  if (isLater && reading.attempts < TRIES_FOR_VIDEOS) return putOffReading(deps.db, reading)
  await goOnReading(deps.db, reading, isReadBefore ? undefined : nextOf(page))
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

/** One that is nothing for here does not keep the others away. @returns False for one that may be had later. */
async function bringVideo(deps: FederationDeps, url: string): Promise<boolean> {
  try {
    await findOrFetchVideo(deps, url)
  } catch (error) {
    if (!(error instanceof FetchError || error instanceof Refused)) throw error
    log('federation').debug('{url} is left out: {error}', { url, error: String(error) })
    return !mayAnswerLater(error)
  }
  return true
}
