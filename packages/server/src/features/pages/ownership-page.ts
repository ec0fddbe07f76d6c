/** Films that pass from one member to another. PeerTube's address; plain forms: no script is needed. */
import type { Router } from 'express'
import { type OfferOnPage, type OwnershipChange, type OwnershipPage, PRIVACY } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { CallOperation } from '../../platform/call-operation.ts'
import { invalidField, viewerOf } from '../../platform/http.ts'
import { formPage, operateWith, type Sent } from './form-page.ts'
import { isSignedIn } from './page-access.ts'
import { PAGE_SIZE, pageNumber, rangeOf } from './page-number.ts'
import type { PageResponder } from './page-responder.ts'

export function ownershipPage(router: Router, pages: PageResponder, deps: { readonly call: CallOperation }): void {
  const operate = operateWith(deps.call)
  const answer = async (
    sent: Sent,
    id: 'acceptVideoOwnership' | 'refuseVideoOwnership' | 'withdrawVideoOwnership',
    body?: Record<string, unknown>
  ) => {
    try {
      await operate(sent, id, { params: { id: sent.id }, ...(body && { body }) })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      // The page lists one's own offers alone, so it is one that has ended: it was answered twice.
      if (error.code === 'forbidden') throw new AppError('conflict', error.message)
      if (error.code === 'too_large') throw invalidField('quota', error.message)
      throw error
    }
  }
  formPage(router, pages, {
    path: '/my-library/ownership',
    admits: isSignedIn,
    async show(at, outcome) {
      const side: OwnershipPage['side'] = at.req.query['side'] === 'sent' ? 'sent' : 'received'
      const page = pageNumber(at.req)
      const query = { ...rangeOf(page), isSent: String(side === 'sent') }
      const { total, data } = await operate(at, 'getVideoOwnershipChanges', { query })
      const offers = data.map(one => toRow(one, side, viewerOf(at.res)!.accountId))
      return { kind: 'ownership', side, offers, total, page, pageSize: PAGE_SIZE, outcome }
    },
    forms: {
      async accept(sent) {
        await answer(sent, 'acceptVideoOwnership', { channelId: sent.field('channelId') })
        return 'offer-accepted'
      },
      async refuse(sent) {
        await answer(sent, 'refuseVideoOwnership')
        return 'offer-refused'
      },
      async withdraw(sent) {
        await answer(sent, 'withdrawVideoOwnership')
        return 'offer-withdrawn'
      }
    }
  })
}

const OPEN_TO_ALL: readonly number[] = [PRIVACY.public, PRIVACY.unlisted]

function toRow(change: OwnershipChange, side: OwnershipPage['side'], readerId: number): OfferOnPage {
  const { id, status, createdAt, video } = change
  const { displayName, name } = side === 'sent' ? change.nextOwnerAccount : change.initiatorAccount
  const isSeen = OPEN_TO_ALL.includes(video.privacy.id) || video.account.id === readerId
  return {
    id,
    status,
    createdAt,
    videoName: video.name,
    thumbnailPath: video.thumbnailPath,
    path: isSeen ? `/w/${video.shortUUID}` : null,
    other: { displayName, handle: name }
  }
}
