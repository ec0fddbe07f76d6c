/** Comments of this server at their addresses, whosever video they stand under. */
import type { Request } from 'express'
import { CommentReference } from '../contract/index.ts'
import { findPublicComment, type ToldComment } from '../features/comments/index.ts'
import { isForEverybody } from '../features/videos/index.ts'
import { AppError } from '../kernel/errors.ts'
import { siteOf } from '../kernel/site.ts'
import { parse } from '../platform/http.ts'
import type { Queryable } from '../platform/postgres.ts'
import { toApproval, toCommentActivity, toCommentDocument } from './comment-document.ts'

type Get = (path: string, answer: (req: Request) => Promise<object>) => void

export function serveComments(get: Get, { db, origin }: { db: Queryable; origin: string }): void {
  const site = siteOf(origin)
  const path = '/videos/watch/:ref/comments/:commentId'
  const serve = (suffix: string, toDocument: (comment: ToldComment) => object | undefined) =>
    get(path + suffix, async req => {
      const comment = await findComment(db, req)
      const document = comment && toDocument(comment)
      if (!document) throw new AppError('not_found', 'Video comment not found')
      return document
    })

  serve('', comment => (comment.url === null ? toCommentDocument(site, comment) : undefined))
  serve('/activity', comment => (comment.url === null ? toCommentActivity(site, comment) : undefined))
  serve('/approve-reply', comment => (comment.video.url === null ? toApproval(site, comment, 'approve') : undefined))
}

async function findComment(db: Queryable, { params: { ref, commentId } }: Request): Promise<ToldComment | undefined> {
  const { id, commentId: number } = parse(CommentReference, { id: ref, commentId }, 'params')
  if (!('uuid' in id)) return undefined
  const comment = await findPublicComment(db, id.uuid, number)
  return comment && isForEverybody(comment.video) ? comment : undefined
}
