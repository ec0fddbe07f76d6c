/** Sending videos, in pieces, by a script. What is too large for the server or for the member's quota is told before. */
import type { Router } from 'express'
import type { CallOperation } from '../../platform/call-operation.ts'
import { formPage, operateWith } from './form-page.ts'
import { isSignedIn } from './page-access.ts'
import type { PageResponder } from './page-responder.ts'
import { quotaLeft } from './quota-left.ts'
import { limitOf } from './size-limit.ts'

interface Deps {
  readonly call: CallOperation
  /** Below zero for no limit. */
  readonly maxUploadBytes: number
}

export function uploadPage(router: Router, pages: PageResponder, { call, maxUploadBytes }: Deps): void {
  const operate = operateWith(call)
  formPage(router, pages, {
    path: '/videos/upload',
    admits: isSignedIn,
    async show(at) {
      const left = await quotaLeft(operate, at)
      return {
        kind: 'upload',
        maxSizeBytes: limitOf(maxUploadBytes),
        quotaLeftBytes: Number.isFinite(left) ? left : null
      }
    }
  })
}
