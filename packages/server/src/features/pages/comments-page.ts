/** What is said under a member's films, and under all of them for moderators. Plain forms: no script is needed. */
import type { Router } from 'express'
import { CommentsChoice, type CommentToLookAt, type ReviewedComment } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { toShortUuid } from '../../kernel/short-uuid.ts'
import { siteOf } from '../../kernel/site.ts'
import type { CallOperation } from '../../platform/call-operation.ts'
import { viewerOf } from '../../platform/http.ts'
import { chosen, formPage, type Operate, operateWith, type Sent, ticked } from './form-page.ts'
import { markdownToHtml } from './markdown.ts'
import { isModerator, isSignedIn } from './page-access.ts'
import { PAGE_SIZE, pageNumber, rangeOf } from './page-number.ts'
import type { PageResponder } from './page-responder.ts'

export interface CommentsPageDeps {
  readonly call: CallOperation
  readonly origin: string
}

const PAGES = {
  mine: {
    path: '/my-library/comments-on-my-videos',
    admits: isSignedIn,
    list: 'getCommentsOnMyVideos',
    mute: 'muteAccount',
    muted: 'author-muted',
    scope: 'my-videos'
  },
  all: {
    path: '/admin/comments',
    admits: isModerator,
    list: 'getComments',
    mute: 'muteAccountByServer',
    muted: 'account-muted',
    scope: 'instance'
  }
} as const

export function commentsPages(router: Router, pages: PageResponder, deps: CommentsPageDeps): void {
  const { host } = siteOf(deps.origin)
  const operate = operateWith(deps.call)
  for (const whose of ['mine', 'all'] as const) {
    const { path, admits, list, mute, muted, scope } = PAGES[whose]
    formPage(router, pages, {
      path,
      admits,
      async show(at, outcome) {
        const choice = CommentsChoice.parse(at.req.query)
        const page = pageNumber(at.req)
        const { total, data } = await operate(at, list, { query: { ...chosen(choice), ...rangeOf(page) } })
        const comments = data.flatMap(one => toRow(one, { host, readerId: viewerOf(at.res)?.accountId }))
        return { kind: 'comments', of: whose, outcome, choice, comments, total, page, pageSize: PAGE_SIZE }
      },
      forms: {
        approve: async sent => ((await toEach(operate, sent, 'approveComment')) > 0 ? 'comments-approved' : 'nothing'),
        delete: async sent => ((await toEach(operate, sent, 'delComment')) > 0 ? 'comments-deleted' : 'nothing'),
        async mute(sent) {
          await operate(sent, mute, { body: { accountName: sent.id } })
          return muted
        },
        async 'delete-all'(sent) {
          await operate(sent, 'removeCommentsOf', { body: { accountName: sent.id, scope } })
          return 'comments-removed'
        }
      }
    })
  }
}

/** What is as it should be already, or gone, stays so: somebody else may have done it meanwhile. */
const DONE_ALREADY: readonly AppError['code'][] = ['conflict', 'not_found', 'invalid']

/** @returns To how many it was done. @throws AppError where it may not be done. */
async function toEach(operate: Operate, sent: Sent, id: 'approveComment' | 'delComment'): Promise<number> {
  let count = 0
  for (const key of ticked(sent, 'comment')) {
    const [video = '', commentId = ''] = key.split(':')
    try {
      await operate(sent, id, { params: { id: video, commentId } })
      count += 1
    } catch (error) {
      if (!(error instanceof AppError) || !DONE_ALREADY.includes(error.code)) throw error
    }
  }
  return count
}

function toRow(
  comment: ReviewedComment,
  { host, readerId }: { host: string; readerId: number | undefined }
): CommentToLookAt[] {
  const { id, text, createdAt, heldForReview, automaticTags, video, account } = comment
  if (!account) return []
  const handle = account.host === host ? account.name : `${account.name}@${account.host}`
  const { displayName, avatars } = account
  return [
    {
      key: `${video.uuid}:${id}`,
      html: markdownToHtml(text),
      createdAt,
      isHeld: heldForReview,
      tags: automaticTags,
      path: `/w/${toShortUuid(video.uuid)}#comment-${id}`,
      videoName: video.name,
      author: {
        displayName,
        handle,
        path: `/a/${handle}`,
        isReader: account.id === readerId,
        avatarPath: avatars.find(({ width }) => width <= 48)?.path ?? avatars.at(-1)?.path ?? null
      }
    }
  ]
}
