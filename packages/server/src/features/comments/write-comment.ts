/** Saying something under a video, approving it, and taking it back. */
import { COMMENTS_POLICY } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Viewer } from '../../platform/http.ts'
import type { Database } from '../../platform/postgres.ts'
import { canManage, type VideoAccess } from '../videos/index.ts'
import { approveComment, emptyComment, type FoundComment, findComment, findPolicy, insertComment } from './store.ts'

/**
 * @param video One that the viewer may watch.
 * @returns The comment's id and its thread's.
 * @throws AppError `conflict` where comments are off; `not_found` when what is answered is not there.
 */
export async function writeComment(
  db: Database,
  viewer: Viewer,
  { video, text, parentId }: { video: VideoAccess; text: string; parentId?: number }
): Promise<{ id: number; threadId: number }> {
  const policy = await findPolicy(db, video.id)
  if (policy === COMMENTS_POLICY.disabled) throw new AppError('conflict', 'Video comments are disabled for this video.')

  const parent = parentId === undefined ? undefined : await visibleComment(db, viewer, { video, id: parentId })
  if (parent?.isDeleted) throw missing()
  const isHeld = policy === COMMENTS_POLICY.requiresApproval && !canManage(video, viewer)
  const id = await insertComment(db, {
    ...{ videoId: video.id, accountId: viewer.accountId, text, isHeld },
    ...(parent && { inReplyTo: parent })
  })
  return { id, threadId: parent?.threadId ?? id }
}

/** Its author, the video's owner and moderators may; what is gone already stays gone. */
export async function deleteComment(
  db: Database,
  viewer: Viewer,
  { video, id }: { video: VideoAccess; id: number }
): Promise<void> {
  const comment = await visibleComment(db, viewer, { video, id })
  if (comment.isDeleted) throw new AppError('conflict', 'This comment is already deleted')
  if (comment.accountId !== viewer.accountId && !canManage(video, viewer))
    throw new AppError('forbidden', 'Cannot remove video comment of another user')
  await emptyComment(db, id)
}

/** Lets everybody see a comment that waited. The video's owner and moderators may. */
export async function approveHeldComment(
  db: Database,
  viewer: Viewer,
  { video, id }: { video: VideoAccess; id: number }
): Promise<void> {
  if (!canManage(video, viewer))
    throw new AppError('forbidden', 'Only the video owner and moderators approve comments.')
  const comment = await visibleComment(db, viewer, { video, id })
  if (!comment.isHeld) throw new AppError('invalid', 'This comment is not held for review')
  await approveComment(db, id)
}

async function visibleComment(
  db: Database,
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
