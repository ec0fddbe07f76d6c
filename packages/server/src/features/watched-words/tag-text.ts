/** The tags that a text gets by itself. */
import type { Site } from '../../kernel/site.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { hasExternalLink, hasWord } from './find-words.ts'
import { findReviewTags, findWatched, findWatchedByServer, replaceVideoTags, type Watcher } from './store.ts'

/** PeerTube's one tag that needs no list. */
export const EXTERNAL_LINK = 'external-link'

export interface AutomaticTag {
  /** Who is shown it: the owner of the place where the text stands, or null for the moderators. */
  readonly accountId: Watcher
  readonly name: string
}

export interface Judgement {
  readonly tags: readonly AutomaticTag[]
  /** One of the owner's tags is among those that they want to read first. */
  readonly isForReview: boolean
}

/** @param ownerAccountId Whose video the text stands under. */
export async function judgeText(
  db: Queryable,
  site: Site,
  { text, ownerAccountId }: { text: string; ownerAccountId: number }
): Promise<Judgement> {
  const lists = await findWatched(db, ownerAccountId)
  const found = lists.filter(({ words }) => hasWord(text, words))
  const links = hasExternalLink(site, text) ? [ownerAccountId, null] : []
  const tags: AutomaticTag[] = [
    ...found.map(({ accountId, name }) => ({ accountId, name })),
    ...links.map(accountId => ({ accountId, name: EXTERNAL_LINK }))
  ]
  const own = tags.filter(({ accountId }) => accountId === ownerAccountId)
  if (own.length === 0) return { tags, isForReview: false }
  const wanted = new Set(await findReviewTags(db, ownerAccountId))
  return { tags, isForReview: own.some(({ name }) => wanted.has(name)) }
}

/** Tags a video for the moderators by what is said of it. Call it in the transaction that says so. */
export async function tagVideo(
  tx: Queryable,
  site: Site,
  { videoId, name, description }: { videoId: number; name: string; description: string | null }
): Promise<void> {
  const text = `${name}\n${description ?? ''}`
  const found = (await findWatchedByServer(tx)).filter(({ words }) => hasWord(text, words)).map(list => list.name)
  await replaceVideoTags(tx, videoId, hasExternalLink(site, text) ? [...found, EXTERNAL_LINK] : found)
}
