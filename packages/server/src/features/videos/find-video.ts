/** Finds the video that an operation of the API is about, for every slice that hangs something on videos. */
import type { Request } from 'express'
import type { VideoReference } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Viewer } from '../../platform/http.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { isFileToken } from './file-token.ts'
import { findAccess } from './store.ts'
import { assertCanWatch, type VideoAccess, videoNotFound } from './video.ts'

/** What `api.on` hands to a handler, as far as it matters here. */
interface VideoCall {
  readonly params: { readonly id: VideoReference }
  readonly viewer: Viewer | undefined
  readonly req: Request
}

/** @throws AppError as `assertCanWatch`; `not_found` when there is none. */
export async function findWatchable(db: Queryable, { params, viewer, req }: VideoCall): Promise<VideoAccess> {
  const video = await findAccess(db, params.id)
  if (!video) throw videoNotFound()
  const password = req.get('x-peertube-video-password')
  assertCanWatch(video, { viewer, password, isByNumber: 'id' in params.id })
  return video
}

/**
 * @param options.isElsewhereToo Moderators may do it to what lies on other servers too; of those, nobody else owns any.
 * @throws AppError `not_found`; `forbidden` when the operation's table does not let the caller do it to this video.
 */
export async function findManageable(
  db: Queryable,
  { params, assertMay }: Pick<VideoCall, 'params'> & { assertMay(ownerAccountId: number, message: string): void },
  { isElsewhereToo = false }: { isElsewhereToo?: boolean } = {}
): Promise<VideoAccess> {
  const video = await findAccess(db, params.id)
  if (!video) throw videoNotFound()
  assertMay(video.ownerAccountId, 'Cannot manage a video of another user.')
  if (video.isElsewhere && !isElsewhereToo) throw new AppError('forbidden', 'Cannot manage a video of another server.')
  return video
}

/**
 * As `findWatchable`, and a file token opens it too: a page that was opened with a password knows the token of the
 * files, and not the password.
 */
export async function findOpenedByToken(
  { db, tokenSecret }: { db: Queryable; tokenSecret: Buffer },
  { params, viewer, req }: VideoCall
): Promise<VideoAccess> {
  const video = await findAccess(db, params.id)
  if (!video) throw videoNotFound()
  const token = req.query['videoFileToken']
  const hasFileToken = typeof token === 'string' && isFileToken(tokenSecret, video, token)
  const password = req.get('x-peertube-video-password')
  assertCanWatch(video, { viewer, password, hasFileToken, isByNumber: 'id' in params.id })
  return video
}
