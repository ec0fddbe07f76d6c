/** Videos that are blocked, by a moderator or until one has looked at them. */
import type { Router } from 'express'
import { BlocksChoice } from '../../../contract/index.ts'
import { chosen, formPage, type Operate } from '../form-page.ts'
import { isModerator } from '../page-access.ts'
import { PAGE_SIZE, pageNumber, rangeOf } from '../page-number.ts'
import type { PageResponder } from '../page-responder.ts'
import { actsOnVideos } from './shared-acts.ts'

export const VIDEO_BLOCKS = '/admin/moderation/video-blocks'

export function videoBlocksPage(router: Router, pages: PageResponder, { operate }: { operate: Operate }): void {
  formPage(router, pages, {
    path: VIDEO_BLOCKS,
    admits: isModerator,
    async show(at, outcome) {
      const choice = BlocksChoice.parse(at.req.query)
      const page = pageNumber(at.req)
      const { total, data } = await operate(at, 'getVideoBlocks', { query: { ...chosen(choice), ...rangeOf(page) } })
      return { kind: 'video-blocks', outcome, choice, blocks: data, total, page, pageSize: PAGE_SIZE }
    },
    forms: {
      ...actsOnVideos(operate),
      async 'change-reason'(sent) {
        const body = { reason: sent.field('reason') }
        await operate(sent, 'updateVideoBlock', { params: { id: sent.id }, body })
        return 'block-changed'
      }
    }
  })
}
