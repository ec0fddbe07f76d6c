/** What members reported, and what moderators answer. PeerTube's address of the list. */
import { type Request, type Response, type Router, urlencoded } from 'express'
import { z } from 'zod'
import {
  ABUSE_STATE,
  type Abuse,
  type AbuseMessage,
  AbuseMessageBody,
  type PredefinedReason,
  type ReportOnPage,
  type ReportTarget
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { toShortUuid } from '../../kernel/short-uuid.ts'
import type { Viewer } from '../../platform/http.ts'
import { countAgainst } from '../../platform/limit-requests.ts'
import { signedInViewer } from './page-access.ts'
import { PAGE_SIZE, pageNumber, rangeOf } from './page-number.ts'
import type { PageResponder } from './page-responder.ts'

export interface MyReportsDeps {
  readonly listOwnReports: (
    viewer: Viewer,
    asked: { start: number; count: number; id?: number }
  ) => Promise<{ total: number; data: readonly Abuse[] }>
  readonly readReportMessages: (id: number) => Promise<readonly AbuseMessage[]>
  readonly writeToModerators: (viewer: Viewer, id: number, text: string) => Promise<void>
}

type Deps = MyReportsDeps & { readonly origin: string }

const ADDRESS = '/my-account/abuses'

export function myReportsPages(router: Router, pages: PageResponder, deps: Deps): void {
  router.get(ADDRESS, async (req, res) => {
    const viewer = signedInViewer(req, res)
    if (!viewer) return
    const page = pageNumber(req)
    const { total, data } = await deps.listOwnReports(viewer, rangeOf(page))
    const reports = data.map(abuse => toReport(deps.origin, abuse))
    await pages.respond(req, res, { kind: 'my-reports', reports, total, page, pageSize: PAGE_SIZE })
  })

  const show = async (req: Request, res: Response, viewer: Viewer, refused: string | null = null) => {
    const abuse = await ownReport(deps, viewer, req)
    const messages = (await deps.readReportMessages(abuse.id)).map(({ id, byModerator, message, createdAt }) => ({
      id,
      byModerator,
      message,
      createdAt
    }))
    const isNew = req.query['sent'] === '1' && refused === null
    const page = { kind: 'my-report', report: toReport(deps.origin, abuse), messages, isNew, refused } as const
    await pages.respond(req, res, page, refused === null ? 200 : 400)
  }
  router.get(`${ADDRESS}/:id`, async (req, res) => {
    const viewer = signedInViewer(req, res)
    if (viewer) await show(req, res, viewer)
  })
  router.post(`${ADDRESS}/:id`, urlencoded({ extended: false, limit: '50kb' }), async (req, res) => {
    const viewer = signedInViewer(req, res)
    if (!viewer) return
    const { id } = await ownReport(deps, viewer, req)
    const parsed = AbuseMessageBody.safeParse(req.body ?? {})
    if (!parsed.success) return show(req, res, viewer, String(req.body?.message ?? ''))
    await countAgainst(res, 'comment')
    await deps.writeToModerators(viewer, id, parsed.data.message)
    res.redirect(303, `${ADDRESS}/${id}#messages`)
  })
}

/** @throws AppError `not_found` for those of others too. */
async function ownReport({ listOwnReports }: Deps, viewer: Viewer, req: Request): Promise<Abuse> {
  const id = z.coerce
    .number()
    .int()
    .min(1)
    .max(2 ** 53)
    .catch(0)
    .parse(req.params['id'])
  const { data } = await listOwnReports(viewer, { start: 0, count: 1, id })
  if (!data[0]) throw new AppError('not_found', 'Abuse not found')
  return data[0]
}

const STATES: Record<number, ReportOnPage['state']> = {
  [ABUSE_STATE.rejected]: 'rejected',
  [ABUSE_STATE.accepted]: 'accepted'
}

function toReport(origin: string, abuse: Abuse): ReportOnPage {
  const { id, reason, createdAt } = abuse
  return {
    id,
    reason,
    createdAt,
    target: targetOf(new URL(origin).host, abuse),
    predefinedReasons: abuse.predefinedReasons as readonly PredefinedReason[],
    state: STATES[abuse.state.id] ?? 'pending',
    messages: abuse.countMessages
  }
}

function targetOf(localHost: string, { video, comment, flaggedAccount }: Abuse): ReportTarget | null {
  if (video) return { kind: 'video', name: video.name, words: null, path: `/w/${video.shortUUID}` }
  if (comment) {
    const path = `/w/${toShortUuid(comment.video.uuid)}#comment-${comment.id}`
    return { kind: 'comment', name: flaggedAccount?.displayName ?? '', words: comment.text, path }
  }
  if (!flaggedAccount) return null
  const { name, host, displayName } = flaggedAccount
  return {
    kind: 'account',
    name: displayName,
    words: null,
    path: `/a/${host === localHost ? name : `${name}@${host}`}`
  }
}
