/** Every comment that this server knows; those that wait for a moderator among them. */
import type { Router } from 'express'
import { AllCommentsChoice } from '../../../contract/index.ts'
import { AppError } from '../../../kernel/errors.ts'
import { type Act, chosen, formPage, type Operate, type Sent } from '../form-page.ts'
import { markdownToText } from '../markdown.ts'
import { isModerator } from '../page-access.ts'
import { PAGE_SIZE, pageNumber, rangeOf } from '../page-number.ts'
import type { PageResponder } from '../page-responder.ts'
import { actsOnAccounts, actsOnComments } from './shared-acts.ts'

export const ALL_COMMENTS = '/admin/comments'

export function allCommentsPage(router: Router, pages: PageResponder, { operate }: { operate: Operate }): void {
  formPage(router, pages, {
    path: ALL_COMMENTS,
    admits: isModerator,
    async show(at, outcome) {
      const choice = AllCommentsChoice.parse(at.req.query)
      const page = pageNumber(at.req)
      const { total, data } = await operate(at, 'getComments', { query: { ...chosen(choice), ...rangeOf(page) } })
      const comments = data.map(comment => ({ ...comment, text: markdownToText(comment.text) }))
      return { kind: 'all-comments', outcome, choice, comments, total, page, pageSize: PAGE_SIZE }
    },
    forms: { ...actsOnComments(operate), ...actsOnAccounts(operate), ...actsOnSeveral(operate) }
  })
}

/** Its author may have been quicker. */
function unlessGone(error: unknown): void {
  if (!(error instanceof AppError && error.code === 'not_found')) throw error
}

function actsOnSeveral(operate: Operate): Record<string, Act> {
  const toEach = async (sent: Sent, id: 'delComment' | 'approveComment') => {
    const named = [...new Set(sent.all('comment'))]
    if (named.length > PAGE_SIZE) throw new AppError('invalid', 'Too many comments at once.')
    for (const one of named) {
      const [video = '', commentId = ''] = one.split(':')
      await operate(sent, id, { params: { id: video, commentId } }).catch(unlessGone)
    }
    return named.length > 0
  }
  return {
    'delete-several': async sent => ((await toEach(sent, 'delComment')) ? 'comments-deleted' : 'nothing'),
    'approve-several': async sent => ((await toEach(sent, 'approveComment')) ? 'comments-approved' : 'nothing')
  }
}
