/** Bringing an archive from another server. PeerTube's address; the archive itself is sent by a script, in pieces. */
import type { Router } from 'express'
import type { UserImport } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { CallOperation } from '../../platform/call-operation.ts'
import { viewerOf } from '../../platform/http.ts'
import type { Settings } from '../configuration/index.ts'
import { type Exchange, formPage, type Operate, operateWith } from './form-page.ts'
import { isSignedIn } from './page-access.ts'
import type { PageResponder } from './page-responder.ts'
import { quotaLeft, unlimited } from './quota-left.ts'

export interface ArchivePageDeps {
  readonly call: CallOperation
  readonly settings: Settings
  /** Below zero for no limit. */
  readonly maxUploadBytes: number
}

export function archivePage(router: Router, pages: PageResponder, deps: ArchivePageDeps): void {
  const operate = operateWith(deps.call)
  formPage(router, pages, {
    path: '/my-account/import-export',
    admits: isSignedIn,
    async show(at) {
      const { userId } = viewerOf(at.res)!
      const room = Math.min(await quotaLeft(operate, at), unlimited(deps.maxUploadBytes))
      return {
        kind: 'archive',
        userId,
        isEnabled: deps.settings.current().import.users.enabled,
        maxBytes: Number.isFinite(room) ? room : null,
        latest: await findLatest(operate, at, userId)
      }
    }
  })
}

async function findLatest(operate: Operate, at: Exchange, userId: number): Promise<UserImport | null> {
  try {
    return await operate(at, 'getLatestUserImport', { params: { userId: String(userId) } })
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
}
