/** The pages of moderators. */
import type { Router } from 'express'
import type { FormOutcome, Page } from '../../../contract/index.ts'
import type { CallOperation } from '../../../platform/call-operation.ts'
import type { Settings } from '../../configuration/index.ts'
import { type Exchange, operateWith } from '../form-page.ts'
import type { PageResponder } from '../page-responder.ts'
import { ABUSES, abusesPages } from './abuses-page.ts'
import { allVideosPage } from './all-videos-page.ts'
import { registrationsPage } from './registrations-page.ts'
import { userPages } from './user-pages.ts'
import { usersPage } from './users-page.ts'
import { videoBlocksPage } from './video-blocks-page.ts'
import { watchModeration } from './watch-moderation.ts'

export interface ModerationPagesDeps {
  /** The API's operations: forms may what clients may, and nothing else. */
  readonly call: CallOperation
  readonly hasMail: boolean
  readonly settings: Settings
}

/** The page of the video that the address names, with what became of a form on it. */
export type ShowVideo = (at: Exchange, outcome: FormOutcome) => Promise<Page>

export function moderationPages(
  router: Router,
  pages: PageResponder,
  deps: ModerationPagesDeps & { readonly showVideo: ShowVideo }
): void {
  leadFromPeerTubesPaths(router)
  const operate = operateWith(deps.call)
  abusesPages(router, pages, { operate })
  watchModeration(router, pages, { operate, showVideo: deps.showVideo })
  allVideosPage(router, pages, { operate })
  videoBlocksPage(router, pages, { operate })
  registrationsPage(router, pages, { operate, hasMail: deps.hasMail })
  usersPage(router, pages, { operate })
  userPages(router, pages, { operate, hasMail: deps.hasMail, settings: deps.settings })
}

const ELSEWHERE_IN_PEERTUBE: Readonly<Record<string, string>> = {
  '/admin/moderation': ABUSES,
  '/admin/moderation/registrations/list': '/admin/moderation/registrations'
}

/** Links in mails and bookmarks of PeerTube's. A report is searched there by its number: `?search=#12`. */
function leadFromPeerTubesPaths(router: Router): void {
  for (const [path, to] of Object.entries(ELSEWHERE_IN_PEERTUBE)) router.get(path, (_req, res) => res.redirect(302, to))
  router.get(`${ABUSES}/list`, (req, res) => {
    const [, id] = /^#(\d+)$/.exec(String(req.query['search'] ?? '')) ?? []
    res.redirect(302, id ? `${ABUSES}/${id}` : ABUSES)
  })
}
