/** Telling the moderators of something. */
import { PRIVACY, type ReportBody, STATE, type VideoReference } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { appendEvent } from '../../platform/events.ts'
import type { Viewer } from '../../platform/http.ts'
import type { Database, Queryable } from '../../platform/postgres.ts'
import { assertCanWatch, canManage, findAccess, type VideoAccess, videoNotFound } from '../videos/index.ts'
import {
  findCommentTarget,
  findCommentWords,
  insertAccountAbuse,
  insertCommentAbuse,
  insertVideoAbuse,
  type Report
} from './store.ts'

/**
 * One can report what one can see.
 *
 * @returns The report's id.
 * @throws AppError `not_found`, or as `assertCanWatch`.
 */
export async function reportAbuse(db: Database, viewer: Viewer, body: ReportBody): Promise<number> {
  const report: Report = { ...body, reporterAccountId: viewer.accountId }
  return db.transaction(async tx => {
    const id = await insertTarget(tx, viewer, { report, body })
    const byModerator = viewer.role !== 'user'
    await appendEvent(tx, { type: 'abuse.created', abuseId: id, ...(byModerator && { byModerator }) })
    return id
  })
}

async function insertTarget(
  tx: Queryable,
  viewer: Viewer,
  { report, body: { video, comment, account } }: { report: Report; body: ReportBody }
): Promise<number> {
  if (video) {
    const { id: videoId } = await visibleVideo(tx, viewer, video.id)
    const { startAt = null, endAt = null } = video
    return (await insertVideoAbuse(tx, report, { videoId, startAt, endAt })) ?? gone(videoNotFound())
  }
  if (comment) {
    await assertSeesComment(tx, viewer, comment.id)
    return (await insertCommentAbuse(tx, report, comment.id)) ?? gone(noComment())
  }
  const accountId = account?.id ?? 0
  return (await insertAccountAbuse(tx, report, accountId)) ?? gone(new AppError('not_found', 'Account not found'))
}

/** Who has its UUID was given it; a number can be guessed, and proves nothing. */
async function visibleVideo(db: Queryable, viewer: Viewer, reference: VideoReference): Promise<VideoAccess> {
  const video = await findAccess(db, reference)
  if (!video) throw videoNotFound()
  if ('uuid' in reference) assertMayReport(video, viewer)
  else if (!isListed(video) && !canManage(video, viewer)) throw videoNotFound()
  return video
}

/** Who knows the UUID of a video with a password need not say the password again. */
function assertMayReport(video: VideoAccess, viewer: Viewer): void {
  if (video.privacy === PRIVACY.password) assertCanWatch({ ...video, privacy: PRIVACY.unlisted }, { viewer })
  else assertCanWatch(video, { viewer })
}

/** Found by every member without having been given its address. */
function isListed(video: VideoAccess): boolean {
  if (video.isBlocked) return false
  return video.state === STATE.published && (video.privacy === PRIVACY.public || video.privacy === PRIVACY.internal)
}

/** @throws AppError `not_found` when the viewer does not see such a comment. */
export async function seeCommentToReport(
  db: Queryable,
  viewer: Viewer,
  commentId: number
): Promise<{ text: string; author: string }> {
  await assertSeesComment(db, viewer, commentId)
  return (await findCommentWords(db, commentId)) ?? gone(noComment())
}

async function assertSeesComment(db: Queryable, viewer: Viewer, commentId: number): Promise<void> {
  const comment = await findCommentTarget(db, commentId)
  const video = comment && (await findAccess(db, { id: comment.videoId }))
  if (!comment || !video) throw noComment()
  const isManager = canManage(video, viewer)
  const isSeen = isManager || (isListed(video) && (!comment.isHeld || comment.authorAccountId === viewer.accountId))
  if (!isSeen) throw noComment()
}

const noComment = () => new AppError('not_found', 'Video comment thread not found')

function gone(error: AppError): never {
  throw error
}
