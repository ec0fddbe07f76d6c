/** What people elsewhere say under videos, change and take back. */
import {
  changeComment,
  findKnownComment,
  findPlace,
  takeApproval,
  takeBackComment,
  takeComment
} from '../../features/comments/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { canBeForwarded, type Followed, forwardToFollowers } from '../delivery/forward.ts'
import { type ActivityHandler, type FederationDeps, type JsonObject, type Received, Refused } from '../deps.ts'
import { idOf } from '../json.ts'
import { answeredAt, approvalOf, placeFor } from '../remote/comments.ts'
import { type Note, parseNote } from '../remote/note.ts'
import type { ObjectHandler } from './by-object.ts'
import type { Deletion } from './delete.ts'

export const createNote: ObjectHandler = async (deps, received, object) => {
  const { note, accountId } = ownNote(deps, received, object)
  const place = await placeFor(deps, note, { accountId })
  const { url, text } = note
  const replyApproval = approvalOf(note, place)
  await received.once(async tx => {
    const taken = await takeComment(tx, deps.site, {
      url,
      place,
      accountId,
      text,
      isNews: true,
      replyApproval,
      createdAt: note.publishedAt,
      updatedAt: note.updatedAt,
      ...(canBeForwarded(received) && { signedText: received.text })
    })
    if (taken && !taken.isHeld && place.isLocal && !place.isMuted)
      await forward(deps, tx, { received, followed: place })
    // Its server tells it again once the video's server has let it pass.
    if (!taken && replyApproval !== null) {
      const known = await findKnownComment(tx, { url })
      if (known?.accountId === accountId) await takeApproval(tx, known, replyApproval)
    }
  })
}

export const updateNote: ObjectHandler = async (deps, received, object) => {
  const { note, accountId } = ownNote(deps, received, object)
  const known = await findKnownComment(deps.db, { url: note.url })
  if (!known) return createNote(deps, received, object)
  if (known.accountId !== accountId) throw new Refused('It is the comment of somebody else')
  if (known.isDeleted || note.updatedAt < known.updatedAt) return
  const place = await findPlace(deps.db, { url: note.url }, accountId)
  if (!place) return
  await received.once(async tx => {
    const { isHeld } = await changeComment(tx, deps.site, { known, text: note.text, updatedAt: note.updatedAt })
    if (!isHeld && place.isLocal && !place.isMuted) await forward(deps, tx, { received, followed: place })
  })
}

/** By who wrote it, or by the owner of the video elsewhere under which it stands, whoever wrote it. */
export const deleteNote: Deletion = async (deps, received, url) => {
  const known = await findKnownComment(deps.db, answeredAt(deps.site, url))
  if (!known) return false
  const { accountId } = received.actor
  const isAuthor = !known.isLocal && known.accountId === accountId
  const isOwner = !known.isVideoLocal && known.videoOwnerAccountId === accountId
  if (accountId === null || !(isAuthor || isOwner)) throw new Refused('It is the comment of somebody else')
  if (known.isDeleted) return true
  const place = await findPlace(deps.db, answeredAt(deps.site, url), accountId)
  const isTold = known.isVideoLocal && !known.isHeld
  await received.once(async tx => {
    await takeBackComment(tx, known, { tellOthers: isTold && !canBeForwarded(received) })
    if (place && isTold) await forward(deps, tx, { received, followed: place })
  })
  return true
}

/** The owner of a video elsewhere lets a comment of ours pass, or has it removed there (FEP-5624). */
export const decideReply: ActivityHandler = async (deps, received) => {
  const { object, type, id } = received.activity
  const known = await findKnownComment(deps.db, answeredAt(deps.site, idOf(object) ?? ''))
  if (!known?.isLocal || known.isDeleted) throw new Refused('There is no such comment of ours')
  if (known.isVideoLocal || known.videoOwnerAccountId !== received.actor.accountId)
    throw new Refused('It stands under the video of somebody else')
  await received.once(tx =>
    type === 'ApproveReply' ? takeApproval(tx, known, id) : takeBackComment(tx, known, { tellOthers: false })
  )
}

/** @throws Refused when it is not by who tells it. */
function ownNote({ site }: FederationDeps, { actor }: Received, object: JsonObject): { note: Note; accountId: number } {
  const note = parseNote(site, object)
  if (note.authorUrl !== actor.url) throw new Refused('It was said by somebody else')
  if (actor.accountId === null) throw new Refused('Channels do not comment')
  return { note, accountId: actor.accountId }
}

async function forward(
  { site }: FederationDeps,
  tx: Queryable,
  { received, followed }: { received: Received; followed: Followed }
): Promise<void> {
  if (!canBeForwarded(received)) return
  await forwardToFollowers(tx, { site }, { text: received.text, fromUrl: received.actor.url, followed })
}
