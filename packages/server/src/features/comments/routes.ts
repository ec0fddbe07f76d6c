/** HTTP surface of comments, mounted at /api/v1 before the videos' own. Shapes: PeerTube 6.3. */
import express, { type Request, type Response, Router } from 'express'
import {
  COMMENTS_POLICY,
  CommentBody,
  CommentListQuery,
  CommentReference,
  ThreadListQuery,
  ThreadReference,
  VideoReference
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { siteOf } from '../../kernel/site.ts'
import { operation, parse, requireViewer, viewerOf } from '../../platform/http.ts'
import type { Database } from '../../platform/postgres.ts'
import { assertCanWatch, canManage, findAccess, type VideoAccess, videoNotFound } from '../videos/index.ts'
import { toComment, toTree } from './comment.ts'
import { findPolicy, findThread, listForReview, listThreads, type Reader, type ReviewRow } from './store.ts'
import { approveHeldComment, deleteComment, missing, writeComment } from './write-comment.ts'

export interface CommentsDeps {
  readonly db: Database
  /** Public origin of this server. */
  readonly origin: string
}

const json = express.json({ limit: '64kb' })

export function commentRoutes({ db, origin }: CommentsDeps): Router {
  const router = Router()
  const site = siteOf(origin)
  reviewRoutes(router, { db, origin })

  router.get('/videos/:id/comment-threads', async (req, res) => {
    const video = await watchable(db, req, res)
    const query = parse(ThreadListQuery, req.query, 'query')
    const { total, totalNotDeleted, rows } = await listThreads(db, readerOf(res, video), {
      ...query,
      videoId: video.id
    })
    const data = rows.map(row => toComment(site, row))
    res.json({ total, data, totalNotDeletedComments: totalNotDeleted })
  })

  router.get('/videos/:id/comment-threads/:threadId', async (req, res) => {
    const video = await watchable(db, req, res)
    const { threadId } = parse(ThreadReference, req.params, 'params')
    if ((await findPolicy(db, video.id)) === COMMENTS_POLICY.disabled) throw missing()
    const tree = await treeOf(readerOf(res, video), video, threadId)
    if (!tree) throw missing()
    res.json(tree)
  })

  // 200 | 400 | 401 | 404 | 409
  router.post(['/videos/:id/comment-threads', '/videos/:id/comments/:commentId'], json, async (req, res) => {
    const viewer = requireViewer(res)
    const { text } = parse(CommentBody, req.body)
    const parent = req.params['commentId'] === undefined ? undefined : parse(CommentReference, req.params, 'params')
    const video = await watchable(db, req, res)
    const written = await writeComment(db, viewer, { video, text, ...(parent && { parentId: parent.commentId }) })
    const thread = await findThread(db, readerOf(res, video), { videoId: video.id, threadId: written.threadId })
    const row = thread.find(({ id }) => id === written.id)
    if (!row) throw missing()
    res.json({ comment: toComment(site, row) })
  })

  // 204 | 401 | 403 | 404 | 409
  router.delete('/videos/:id/comments/:commentId', async (req, res) => {
    const viewer = requireViewer(res)
    const { commentId: id } = parse(CommentReference, req.params, 'params')
    await deleteComment(db, viewer, { video: await watchable(db, req, res), id })
    res.sendStatus(204)
  })

  // 204 | 400 | 401 | 403 | 404
  router.post('/videos/:id/comments/:commentId/approve', async (req, res) => {
    const viewer = requireViewer(res)
    const { commentId: id } = parse(CommentReference, req.params, 'params')
    await approveHeldComment(db, viewer, { video: await watchable(db, req, res), id })
    res.sendStatus(204)
  })

  async function treeOf(reader: Reader, video: VideoAccess, threadId: number) {
    const rows = await findThread(db, reader, { videoId: video.id, threadId })
    return toTree(rows.map(row => toComment(site, row)))
  }
  return router
}

function reviewRoutes(router: Router, { db, origin }: CommentsDeps): void {
  const site = siteOf(origin)
  const send = async (req: Request, res: Response, ownerAccountId: number | null) => {
    const query = parse(CommentListQuery, req.query, 'query')
    const { total, rows } = await listForReview(db, { ...query, ownerAccountId })
    res.json({ total, data: rows.map(toReviewed) })
  }
  const toReviewed = (row: ReviewRow) => {
    const { id, url, text, threadId, inReplyToCommentId, videoId, createdAt, updatedAt, heldForReview, account } =
      toComment(site, row)
    const video = { id: videoId, uuid: row.video_uuid, name: row.video_name }
    const comment = {
      id,
      url,
      text,
      threadId,
      inReplyToCommentId,
      videoId,
      createdAt,
      updatedAt,
      heldForReview,
      account
    }
    return { ...comment, automaticTags: [], video }
  }

  router.get('/videos/comments', operation('listAllComments'), async (req, res) => {
    const { role, username } = requireViewer(res)
    if (role === 'user')
      throw new AppError('forbidden', `User ${username} does not have the right to see all comments.`)
    await send(req, res, null)
  })
  router.get('/users/me/videos/comments', async (req, res) => {
    const { accountId } = requireViewer(res)
    await send(req, res, accountId)
  })
}

async function watchable(db: Database, req: Request, res: Response): Promise<VideoAccess> {
  const { id: reference } = parse(VideoReference, { id: req.params['id'] }, 'params')
  const video = await findAccess(db, reference)
  if (!video) throw videoNotFound()
  const credentials = { viewer: viewerOf(res), password: req.get('x-peertube-video-password') }
  assertCanWatch(video, { ...credentials, isByNumber: 'id' in reference })
  return video
}

function readerOf(res: Response, video: VideoAccess): Reader {
  const viewer = viewerOf(res)
  return { accountId: viewer?.accountId ?? null, isManager: viewer !== undefined && canManage(video, viewer) }
}
