/**
 * Reads what was said under a video before it was known here, and again when the video is looked after: page by page, in
 * the background.
 */
import { type Clock, every } from '../../platform/clock.ts'
import { FetchError } from '../../platform/fetch.ts'
import { log } from '../../platform/log.ts'
import { type FederationDeps, type JsonObject, Refused } from '../deps.ts'
import { idOf, isObject, isOnHostOf } from '../json.ts'
import { checkComments } from './comment-check.ts'
import { noteListed } from './comment-check-store.ts'
import {
  endReading,
  knownAmong,
  postponeReading,
  type Reading,
  takeReading,
  turnPage
} from './comment-reading-store.ts'
import { answeredAt, storeNote } from './comments.ts'
import { severalOf } from './values.ts'

/** PeerTube's pages have ten. */
const PAGES_MAX = 50
const PER_PAGE_MAX = 100
const ATTEMPTS_MAX = 5
const AGAIN_SECONDS = 60
const POLL_MS = 10_000

export function openCommentReading(deps: FederationDeps): Clock {
  const stopping = new AbortController()
  const clock = every(POLL_MS, 'Reading comments', async () => {
    await readComments(deps, stopping.signal)
    await checkComments(deps, stopping.signal)
  })
  return {
    async stop() {
      stopping.abort()
      await clock.stop()
    }
  }
}

/** What there is to read now. Several servers share the work; after a crash it goes on with the same page. */
export async function readComments(deps: FederationDeps, stopping = new AbortController().signal): Promise<void> {
  while (!stopping.aborted) {
    const reading = await takeReading(deps.db)
    if (!reading) return
    await readNext(deps, reading, stopping)
  }
}

async function readNext(deps: FederationDeps, reading: Reading, stopping: AbortSignal): Promise<void> {
  const { videoId, attempts, pagesRead } = reading
  try {
    const next = await readPage(deps, reading, stopping)
    if (next === null || pagesRead + 1 >= PAGES_MAX) await endReading(deps.db, videoId, { isWhole: next === null })
    else await turnPage(deps.db, videoId, next)
  } catch (error) {
    if (stopping.aborted) return postponeReading(deps.db, videoId, 0)
    if (!(error instanceof FetchError || error instanceof Refused))
      log('federation').error('Comments of video {videoId} cannot be read: {error}', { videoId, error })
    const isOver = error instanceof Refused || attempts >= ATTEMPTS_MAX
    if (isOver) await endReading(deps.db, videoId, { isWhole: false })
    else await postponeReading(deps.db, videoId, AGAIN_SECONDS * 4 ** attempts)
  }
}

/** @returns Where the next page is; null after the last. */
async function readPage(
  deps: FederationDeps,
  { videoId, collectionUrl, pageUrl }: Reading,
  stopping: AbortSignal
): Promise<string | null> {
  const page = pageUrl === null ? await firstPage(deps, collectionUrl) : await deps.remote.document(pageUrl)
  const items = severalOf(page['orderedItems'] ?? page['items']).slice(0, PER_PAGE_MAX)
  const urls = items.flatMap(item => idOf(item) ?? [])
  const known = await knownAmong(deps.db, urls)
  await noteListed(deps.db, videoId, urls)
  for (const item of items) {
    stopping.throwIfAborted()
    await readItem(deps, item, { collectionUrl, known })
  }
  const next = idOf(page['next'])
  return next !== undefined && next !== pageUrl && isOnHostOf(next, collectionUrl) ? next : null
}

/** Small collections are whole at once. */
async function firstPage(deps: FederationDeps, collectionUrl: string): Promise<JsonObject> {
  const collection = await deps.remote.document(collectionUrl)
  const { first } = collection
  if (isObject(first)) return first
  if (typeof first !== 'string') return collection
  if (!isOnHostOf(first, collectionUrl)) throw new Refused('A collection whose pages lie on another host')
  return deps.remote.document(first)
}

/** What is no comment, or is gone, is passed over. @throws FetchError when its server does not answer. */
async function readItem(
  deps: FederationDeps,
  item: unknown,
  { collectionUrl, known }: { collectionUrl: string; known: ReadonlySet<string> }
): Promise<void> {
  const url = idOf(item)
  if (url === undefined || known.has(url) || answeredAt(deps.site, url).uuid !== undefined) return
  // A server speaks for its own people alone.
  const isWhole = isObject(item) && item['type'] === 'Note' && isOnHostOf(url, collectionUrl)
  try {
    await storeNote(deps, isWhole ? item : await deps.remote.document(url))
  } catch (error) {
    if (error instanceof Refused) return
    if (!(error instanceof FetchError)) throw error
    // Of a video's own server more is expected than of those whose people have been there.
    if (error.failure === 'unreachable' && isOnHostOf(url, collectionUrl)) throw error
  }
}
