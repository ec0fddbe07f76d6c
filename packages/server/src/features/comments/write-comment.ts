/** Saying something under a video, approving it, and taking it back. */
import { COMMENTS_POLICY, mayCall, OPERATIONS, type RemoveCommentsBody } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Site } from '../../kernel/site.ts'
import { appendEvent, appendEvents } from '../../platform/events.ts'
import type { Viewer } from '../../platform/http.ts'
import type { Database, Queryable } from '../../platform/postgres.ts'
import { canManage, type VideoAccess } from '../videos/index.ts'
import { judgeText } from '../watched-words/index.ts'
import {
  approveComment,
  emptyComment,
  emptyCommentsOf,
  type FoundComment,
  findComment,
  findPolicy,
  insertComment,
  insertTags
} from './store.ts'

export interface CommentDeps {
  readonly db: Database
  readonly site: Site
}

/**
 * @param video One that the viewer may watch.
 * @returns The comment's id.
 * @throws AppError `conflict` where comments are off; `not_found` when what is answered is not there.
 */
export async function writeComment(
  { db, site }: CommentDeps,
  viewer: Viewer,
  { video, text, parentId }: { video: VideoAccess; text: string; parentId?: number }
): Promise<{ id: number }> {
  return db.transaction(async tx => {
    const { policy, isLocal } = await findPolicy(tx, video.id)
    if (policy === COMMENTS_POLICY.disabled)
      throw new AppError('conflict', 'Video comments are disabled for this video.')

    const parent = parentId === undefined ? undefined : await visibleComment(tx, viewer, { video, id: parentId })
    if (parent?.isDeleted) throw missing()
    const { tags, isForReview } = await judgeText(tx, site, { text, ownerAccountId: video.ownerAccountId })
    const waits = policy === COMMENTS_POLICY.requiresApproval || isForReview
    // Who may do what here counts for nothing on the server of a video elsewhere.
    const isHeld = waits && !(isLocal && canManage(video, viewer))
    const id = await insertComment(tx, {
      videoId: video.id,
      accountId: viewer.accountId,
      text,
      isHeld,
      ...(parent && { inReplyTo: parent })
    })
    await insertTags(tx, id, tags)
    await appendEvent(tx, { type: 'comment.created', commentId: id })
    return { id }
  })
}

/** What is gone already stays gone. @throws AppError `conflict` then, and as `assertMay`. */
async function deleteComment(
  db: Database,
  viewer: Viewer,
  { video, id, assertMay }: { video: VideoAccess; id: number; assertMay: (comment: FoundComment) => void }
): Promise<void> {
  await db.transaction(async tx => {
    const comment = await visibleComment(tx, viewer, { video, id })
    if (comment.isDeleted) throw new AppError('conflict', 'This comment is already deleted')
    assertMay(comment)
    await emptyComment(tx, id)
    await appendEvent(tx, deletionOf({ id, wasHeld: comment.isHeld }))
  })
}

/** By who manages the video; its author is asked about elsewhere. The table of operations decides. */
export function mayRemoveOthers(video: Pick<VideoAccess, 'ownerAccountId'>, viewer: Viewer | undefined): boolean {
  return mayCall(OPERATIONS.delComment.access, viewer?.role, viewer?.accountId === video.ownerAccountId)
}

/**
 * One's own words can be taken back wherever they stand by now; others' only as long as the video may be watched.
 *
 * @param assertOpen Throws when it may not.
 * @throws AppError `not_found`; `forbidden`; `conflict` when it is gone already.
 */
export async function removeComment(
  db: Database,
  viewer: Viewer,
  { video, id, assertOpen }: { video: VideoAccess; id: number; assertOpen: () => void }
): Promise<void> {
  const isAuthor = (await findComment(db, video.id, id))?.accountId === viewer.accountId
  if (!isAuthor) assertOpen()
  await deleteComment(db, viewer, {
    video,
    id,
    assertMay() {
      if (isAuthor || mayRemoveOthers(video, viewer)) return
      throw new AppError('forbidden', 'Cannot remove video comment of another user')
    }
  })
}

/** Of one account, everywhere or under the viewer's own videos. */
export async function removeCommentsOf(
  db: Database,
  viewer: Viewer,
  { accountId, scope }: { accountId: number; scope: RemoveCommentsBody['scope'] }
): Promise<void> {
  if (scope === 'instance' && viewer.role === 'user')
    throw new AppError('forbidden', 'User cannot remove any comments of this instance.')
  await db.transaction(async tx => {
    const emptied = await emptyCommentsOf(tx, accountId, scope === 'my-videos' ? viewer.accountId : null)
    await appendEvents(tx, emptied.map(deletionOf))
  })
}

const deletionOf = ({ id, wasHeld }: { id: number; wasHeld: boolean }) =>
  ({ type: 'comment.deleted', commentId: id, ...(wasHeld && { wasHeld }) }) as const

/** Lets everybody see a comment that waited. @param video One that the viewer manages. */
export async function approveHeldComment(
  db: Database,
  viewer: Viewer,
  { video, id }: { video: VideoAccess; id: number }
): Promise<void> {
  await db.transaction(async tx => {
    await visibleComment(tx, viewer, { video, id })
    const { isLocal } = await findPolicy(tx, video.id)
    if (!isLocal) throw new AppError('forbidden', 'Whether it is shown is decided on the server of the video.')
    if (!(await approveComment(tx, id))) throw new AppError('invalid', 'This comment is not held for review')
    await appendEvent(tx, { type: 'comment.approved', commentId: id })
  })
}

async function visibleComment(
  db: Queryable,
  viewer: Viewer,
  { video, id }: { video: VideoAccess; id: number }
): Promise<FoundComment> {
  const comment = await findComment(db, video.id, id)
  const isVisible = comment && (!comment.isHeld || comment.accountId === viewer.accountId || canManage(video, viewer))
  if (!isVisible) throw missing()
  return comment
}

export function missing(): AppError {
  return new AppError('not_found', 'Video comment thread not found')
}
