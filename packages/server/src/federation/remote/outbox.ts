/**
 * Reads back what there was before somebody here followed: an outbox page by page, with a pause for the others after
 * each. Where a reading is stands in the database, so that it goes on after a restart. Table: outbox_reading.
 */
import { FetchError } from '../../platform/fetch.ts'
import { log } from '../../platform/log.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { type FederationDeps, type JsonObject, Refused } from '../deps.ts'
import { idOf, isObject, isOnHostOf } from '../json.ts'
import { severalOf } from './values.ts'
import { findOrFetchVideo } from './videos.ts'

const PAGES_MAX = 2000
const ITEMS_MAX = 50
const ATTEMPTS_MAX = 10
const LEASE = '10 minutes'

interface Reading {
  readonly actorId: number
  readonly actorUrl: string
  readonly nextUrl: string
  readonly pagesRead: number
  readonly landmarkUrl: string | null
}

/** One page of one outbox. @returns Whether there may be more to do now. */
export async function readNextPage(deps: FederationDeps): Promise<boolean> {
  const reading = await claim(deps.db)
  if (!reading) return false
  try {
    const page = await deps.remote.document(reading.nextUrl)
    for (const url of videosOn(page, reading.actorUrl)) await bringVideo(deps, url)
    await goOn(deps.db, reading, nextOf(page))
  } catch (error) {
    if (error instanceof FetchError && error.status !== 404 && error.status !== 410) {
      await putOff(deps.db, reading)
      return true
    }
    if (!(error instanceof FetchError || error instanceof Refused)) {
      await putOff(deps.db, reading)
      throw error
    }
    log('federation').info('The outbox of {url} is not read on: {error}', {
      url: reading.actorUrl,
      error: String(error)
    })
    await end(deps.db, reading)
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

async function claim(db: Queryable): Promise<Reading | undefined> {
  const { rows } = await db.query<Reading>(
    `UPDATE outbox_reading SET leased_until = now() + interval '${LEASE}'
       FROM remote_actor
      WHERE remote_actor.actor_id = outbox_reading.actor_id AND outbox_reading.actor_id = (
        SELECT actor_id FROM outbox_reading WHERE due_at <= now() AND leased_until < now()
         ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING outbox_reading.actor_id AS "actorId", remote_actor.url AS "actorUrl", next_url AS "nextUrl",
               pages_read AS "pagesRead", landmark_url AS "landmarkUrl"`
  )
  return rows[0]
}

/** The landmark moves on at each power of two, so that a circle of any length is found after few rounds (Brent). */
async function goOn(db: Queryable, reading: Reading, next: string | undefined): Promise<void> {
  const { actorId, actorUrl, nextUrl, landmarkUrl } = reading
  const pagesRead = reading.pagesRead + 1
  const isCircle = next === nextUrl || next === landmarkUrl
  if (next === undefined || isCircle || pagesRead >= PAGES_MAX || !isOnHostOf(next, actorUrl)) return end(db, reading)
  const isPowerOfTwo = (pagesRead & (pagesRead - 1)) === 0
  await db.query(
    `UPDATE outbox_reading
        SET next_url = $2, pages_read = $3, landmark_url = $4, attempts = 0, due_at = now(), leased_until = '-infinity'
      WHERE actor_id = $1`,
    [actorId, next, pagesRead, isPowerOfTwo ? nextUrl : landmarkUrl]
  )
}

/** From a minute to a day; then it is given up. */
async function putOff(db: Queryable, { actorId }: Reading): Promise<void> {
  await db.query(
    `UPDATE outbox_reading
        SET attempts = attempts + 1, leased_until = '-infinity',
            due_at = now() + least(power(2, attempts), 1440) * interval '1 minute'
      WHERE actor_id = $1`,
    [actorId]
  )
  await db.query('DELETE FROM outbox_reading WHERE actor_id = $1 AND attempts >= $2', [actorId, ATTEMPTS_MAX])
}

async function end(db: Queryable, { actorId }: Reading): Promise<void> {
  await db.query('DELETE FROM outbox_reading WHERE actor_id = $1', [actorId])
}
