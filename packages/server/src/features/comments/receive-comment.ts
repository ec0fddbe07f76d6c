/** What somebody elsewhere says under a video, changes, and takes back. */
import { COMMENTS_POLICY } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Site } from '../../kernel/site.ts'
import { appendEvent } from '../../platform/events.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { isForEverybody } from '../videos/index.ts'
import { type Judgement, judgeText } from '../watched-words/index.ts'
import {
  approveHeld,
  changeText,
  insertRemoteComment,
  type KnownComment,
  keepActivity,
  type Place
} from './remote-store.ts'
import { emptyComment, insertTags } from './store.ts'

/** @throws AppError `not_found` when the video is not for everybody; `conflict` where comments are off. */
export function assertMayBeSaid(place: Place): void {
  if (!isForEverybody(place)) throw new AppError('not_found', 'Video not found')
  if (place.policy === COMMENTS_POLICY.disabled)
    throw new AppError('conflict', 'Video comments are disabled for this video.')
}

export interface Said {
  readonly url: string
  /** Checked with `assertMayBeSaid`. */
  readonly place: Place
  /** Null for what was deleted before it came here. */
  readonly accountId: number | null
  readonly text: string
  readonly createdAt: Date
  readonly updatedAt: Date
  /** By which the video's own server let it pass. */
  readonly replyApproval: string | null
  /** False for what is read back: it is old, so nobody is told. */
  readonly isNews: boolean
  /** Goes on to the followers once it is approved. */
  readonly signedText?: string | undefined
}

export interface Taken {
  readonly id: number
  readonly isHeld: boolean
}

/**
 * Under a video of ours it is judged as words of members are; elsewhere the video's server decides.
 *
 * @returns Undefined when it is there already.
 */
export async function takeComment(tx: Queryable, site: Site, said: Said): Promise<Taken | undefined> {
  const { place, text } = said
  const { tags, isForReview } = await judge(tx, site, place, text)
  const waits = place.policy === COMMENTS_POLICY.requiresApproval && said.replyApproval === null
  const isHeld = said.accountId !== null && (isForReview || waits)
  const id = await insertRemoteComment(tx, { ...said, isHeld })
  if (id === undefined) return undefined
  await insertTags(tx, id, tags)
  if (isHeld && place.isLocal && said.signedText !== undefined) await keepActivity(tx, id, said.signedText)
  if (said.isNews) await appendEvent(tx, { type: 'comment.created', commentId: id })
  return { id, isHeld }
}

const UNJUDGED: Judgement = { tags: [], isForReview: false }

async function judge(tx: Queryable, site: Site, place: Place, text: string): Promise<Judgement> {
  if (!text) return UNJUDGED
  return judgeText(tx, site, { text, ownerAccountId: place.ownerAccountId })
}

/** @returns Whether everybody may read it. */
export async function changeComment(
  tx: Queryable,
  site: Site,
  { known, text, updatedAt }: { known: KnownComment; text: string; updatedAt: Date }
): Promise<{ isHeld: boolean }> {
  const { tags, isForReview } = await judgeText(tx, site, { text, ownerAccountId: known.videoOwnerAccountId })
  await changeText(tx, known.id, { text, isHeld: isForReview, updatedAt })
  await insertTags(tx, known.id, tags)
  await appendEvent(tx, { type: 'comment.updated', commentId: known.id })
  return { isHeld: known.isHeld || isForReview }
}

/** @param tellOthers Whether they have no other way to hear of it. */
export async function takeBackComment(
  tx: Queryable,
  { id }: Pick<KnownComment, 'id'>,
  { tellOthers }: { tellOthers: boolean }
): Promise<void> {
  await emptyComment(tx, id)
  if (tellOthers) await appendEvent(tx, { type: 'comment.deleted', commentId: id })
}

/** The server of the video let a comment pass there. */
export async function takeApproval(
  tx: Queryable,
  { id }: Pick<KnownComment, 'id'>,
  replyApproval: string
): Promise<void> {
  if (await approveHeld(tx, id, replyApproval)) await appendEvent(tx, { type: 'comment.approved', commentId: id })
}
