/** HTTP surface of comments, mounted at /api/v1 before the videos' own. Shapes: PeerTube 6.3. */
import type { Router } from 'express'
import {
  COMMENTS_POLICY,
  CommentBody,
  CommentListQuery,
  CommentReference,
  RemoveCommentsBody,
  ThreadListQuery,
  ThreadReference,
  VideoReference
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { siteOf } from '../../kernel/site.ts'
import { type ApiRouter, apiRouter } from '../../platform/api-router.ts'
import type { Viewer } from '../../platform/http.ts'
import type { Database } from '../../platform/postgres.ts'
import { findAccountId } from '../mutes/index.ts'
import {
  assertCanWatch,
  findAccess,
  findManageable,
  findWatchable,
  type VideoAccess,
  videoNotFound
} from '../videos/index.ts'
import { toComment, toTree } from './comment.ts'
import { findCommentRow, findThread, listThreads } from './queries.ts'
import { listForReview } from './review-queries.ts'
import { findPolicy } from './store.ts'
import {
  approveHeldComment,
  type CommentDeps,
  missing,
  removeComment,
  removeCommentsOf,
  writeComment
} from './write-comment.ts'

export interface CommentsDeps {
  readonly db: Database
  /** Public origin of this server. */
  readonly origin: string
}

export function commentRoutes({ db, origin }: CommentsDeps): Router {
  const api = apiRouter()
  const deps = { db, site: siteOf(origin) }
  reviewRoutes(api, deps)
  threadRoutes(api, deps)
  writingRoutes(api, deps)
  return api.router
}

function threadRoutes(api: ApiRouter, { db, site }: CommentDeps): void {
  api.on('getCommentThreads', { params: VideoReference, query: ThreadListQuery }, async call => {
    const video = await findWatchable(db, call)
    const { total, totalNotDeleted, rows } = await listThreads(db, { viewer: call.viewer, video }, call.query)
    return { total, data: rows.map(row => toComment(site, row)), totalNotDeletedComments: totalNotDeleted }
  })

  api.on('getCommentThread', { params: ThreadReference }, async call => {
    const video = await findWatchable(db, call)
    if ((await findPolicy(db, video.id)).policy === COMMENTS_POLICY.disabled) throw missing()
    const rows = await findThread(db, { viewer: call.viewer, video }, call.params.threadId)
    const tree = toTree(rows.map(row => toComment(site, row)))
    if (!tree) throw missing()
    return tree
  })
}

function writingRoutes(api: ApiRouter, deps: CommentDeps): void {
  const { db } = deps

  api.on('addCommentThread', { params: VideoReference, body: CommentBody }, async call => {
    const video = await findWatchable(db, call)
    return write(deps, call.viewer, { video, text: call.body.text })
  })

  api.on('addCommentReply', { params: CommentReference, body: CommentBody }, async call => {
    const video = await findWatchable(db, call)
    return write(deps, call.viewer, { video, text: call.body.text, parentId: call.params.commentId })
  })

  api.on('delComment', { params: CommentReference }, async ({ params, viewer, req }) => {
    const video = await findAccess(db, params.id)
    if (!video) throw videoNotFound()
    const password = req.get('x-peertube-video-password')
    const assertOpen = () => assertCanWatch(video, { viewer, password, isByNumber: 'id' in params.id })
    await removeComment(db, viewer, { video, id: params.commentId, assertOpen })
  })

  api.on('approveComment', { params: CommentReference }, async call => {
    const video = await findManageable(db, call)
    await approveHeldComment(db, call.viewer, { video, id: call.params.commentId })
  })
}

/** Answers with the comment as its author sees it. */
async function write(
  deps: CommentDeps,
  viewer: Viewer,
  comment: { video: VideoAccess; text: string; parentId?: number }
) {
  const { db, site } = deps
  const { id } = await writeComment(deps, viewer, comment)
  const row = await findCommentRow(db, { viewer, video: comment.video }, id)
  if (!row) throw missing()
  return { comment: toComment(site, row) }
}

function reviewRoutes(api: ApiRouter, { db, site }: CommentDeps): void {
  api.on('getComments', { query: CommentListQuery }, ({ query }) =>
    listForReview(db, site, { ...query, ownerAccountId: null })
  )
  api.on('getCommentsOnMyVideos', { query: CommentListQuery }, ({ query, viewer }) =>
    listForReview(db, site, { ...query, ownerAccountId: viewer.accountId })
  )
  api.on('removeCommentsOf', { body: RemoveCommentsBody }, async ({ body, viewer }) => {
    const accountId = await findAccountId(db, site, body.accountName)
    if (accountId === undefined) throw new AppError('not_found', 'Account not found')
    await removeCommentsOf(db, viewer, { accountId, scope: body.scope })
  })
}
