/** Comments of other servers, found here or fetched with what they answer, up to their video. */
import {
  type Answered,
  assertMayBeSaid,
  findKnownComment,
  findPlace,
  type Place,
  takeComment
} from '../../features/comments/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Site } from '../../kernel/site.ts'
import { type FederationDeps, type JsonObject, Refused } from '../deps.ts'
import { isOnHostOf } from '../json.ts'
import { findOrFetchActor } from './actors.ts'
import { type Note, parseNote } from './note.ts'
import { findOrFetchVideo } from './videos.ts'

/** A conversation that goes on for longer is not followed to its beginning. */
const DEPTH_MAX = 25

/** @returns Undefined for what its server does not have, or does not say to everybody. */
export async function findOrFetchComment(
  deps: FederationDeps,
  url: string
): Promise<{ id: number; videoId: number } | undefined> {
  const answered = answeredAt(deps.site, url)
  const known = await findKnownComment(deps.db, answered)
  if (known || isHere(deps.site, url)) return known
  await fetchAnswered(deps, url, { accountId: null, depth: DEPTH_MAX })
  return findKnownComment(deps.db, answered)
}

/**
 * Where an answer of somebody would stand: what it answers is fetched when it is not known.
 *
 * @throws Refused when that is no comment, leads to no video, or may not be said there.
 */
export async function placeFor(
  deps: FederationDeps,
  note: Note,
  { accountId, depth = DEPTH_MAX }: { accountId: number | null; depth?: number }
): Promise<Place> {
  const { inReplyTo } = note
  const known = await findPlace(deps.db, answeredAt(deps.site, inReplyTo), accountId)
  if (!known && isHere(deps.site, inReplyTo)) throw new Refused('What it answers is not there')
  const place = known ?? (await fetchAnswered(deps, inReplyTo, { accountId, depth }))
  if (!place) throw new Refused('It leads to no video')
  try {
    assertMayBeSaid(place)
  } catch (refusal) {
    throw refusal instanceof AppError ? new Refused(refusal.message) : refusal
  }
  return place
}

/** Words of approval count on the host of the video alone. */
export function approvalOf({ replyApproval }: Note, { host }: Place): string | null {
  return host !== null && replyApproval !== null && URL.parse(replyApproval)?.host === host ? replyApproval : null
}

const VIDEO_PATH = /^\/videos\/watch\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?:\/comments\/(\d{1,15}))?$/i

/** What an ActivityPub id stands for. */
export function answeredAt(site: Site, url: string): Answered {
  const parsed = URL.parse(url)
  const path = parsed?.host === site.host ? VIDEO_PATH.exec(parsed.pathname) : null
  if (!path) return { url }
  return { uuid: path[1]!, commentId: path[2] === undefined ? null : Number(path[2]) }
}

const isHere = (site: Site, url: string) => URL.parse(url)?.host === site.host

/** Stores the comment, or the video, that an answer answers. */
async function fetchAnswered(
  deps: FederationDeps,
  url: string,
  { accountId, depth }: { accountId: number | null; depth: number }
): Promise<Place | undefined> {
  if (depth <= 0) throw new Refused('The conversation is too long')
  const document = await deps.remote.document(url)
  const { id, type } = document
  if (typeof id !== 'string' || !isOnHostOf(id, url)) throw new Refused('What it answers speaks for somebody else')
  if (type === 'Note' || type === 'Tombstone') await storeNote(deps, document, depth - 1)
  else if (type !== 'Video' || !(await findOrFetchVideo(deps, id))) return undefined
  return findPlace(deps.db, { url: id }, accountId)
}

/** Of a document that its own server gave. Nobody is told: it may be old. @throws Refused */
export async function storeNote(deps: FederationDeps, document: JsonObject, depth = DEPTH_MAX): Promise<void> {
  const note = parseNote(deps.site, document)
  const author = note.authorUrl === null ? undefined : await findOrFetchActor(deps, note.authorUrl)
  if (author && (author.accountId === null || author.url !== note.authorUrl))
    throw new Refused('Channels do not comment')
  const accountId = author?.accountId ?? null
  const place = await placeFor(deps, note, { accountId, depth })
  await deps.db.transaction(tx =>
    takeComment(tx, deps.site, {
      url: note.url,
      place,
      accountId,
      text: note.text,
      isNews: false,
      createdAt: note.publishedAt,
      updatedAt: note.updatedAt,
      replyApproval: approvalOf(note, place)
    })
  )
}
