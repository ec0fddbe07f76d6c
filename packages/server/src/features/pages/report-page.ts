/** Telling the moderators of a video, a comment or a person. A plain form: no script is needed. */
import { type Request, type Response, type Router, urlencoded } from 'express'
import { z } from 'zod'
import {
  ABUSE_WORDS,
  PREDEFINED_REASONS,
  type PredefinedReason,
  type ReportBody,
  type ReportPage,
  type ReportTarget
} from '../../contract/index.ts'
import { type Viewer, viewerOf } from '../../platform/http.ts'
import { countAgainst } from '../../platform/limit-requests.ts'
import type { Settings } from '../configuration/index.ts'
import type { PageResponder } from './page-responder.ts'
import { parseMoment } from './start-time.ts'
import type { VideoCredentials, VideoPageDeps } from './video-page.ts'

export interface ReportPageDeps extends Pick<VideoPageDeps, 'openVideo'> {
  readonly settings: Settings
  readonly hasMail: boolean
  /** Of a channel, whose it is. @throws AppError `not_found` */
  readonly findReportedAccount: (
    kind: 'account' | 'channel',
    handle: string
  ) => Promise<{ id: number; displayName: string }>
  /** @throws AppError `not_found` when they do not see it. */
  readonly seeComment: (viewer: Viewer, id: number) => Promise<{ text: string; author: string }>
  /** @returns The report's id. @throws AppError `not_found`. */
  readonly report: (viewer: Viewer, body: ReportBody) => Promise<number>
}

type Body = Pick<ReportBody, 'video' | 'comment' | 'account'>
type FindTarget = (req: Request, res: Response) => Promise<{ target: ReportTarget; body: Body }>

const form = urlencoded({ extended: false, limit: '50kb' })
const commentId = z.coerce.number().int().min(1).catch(0)
const ReportForm = z.object({
  reason: z.string().trim().catch(''),
  predefinedReasons: z.preprocess(
    value => [value].flat().filter(name => PREDEFINED_REASONS.includes(name as PredefinedReason)),
    z.array(z.enum(PREDEFINED_REASONS))
  ),
  startAt: z.string().trim().max(20).catch(''),
  endAt: z.string().trim().max(20).catch('')
})
type Values = z.output<typeof ReportForm>

export function reportPage(
  router: Router,
  pages: PageResponder,
  deps: ReportPageDeps,
  credentialsOf: (req: Request, res: Response) => VideoCredentials
): void {
  const show = (req: Request, res: Response, page: Pick<ReportPage, 'target' | 'values' | 'faults'>) =>
    pages.respond(
      ...([req, res] as const),
      { kind: 'report', ...page, hasContactForm: deps.hasMail && deps.settings.current().contactForm.enabled },
      Object.keys(page.faults).length > 0 ? 400 : 200
    )
  const serve = (paths: string[], find: FindTarget) => {
    router.get(paths, async (req, res) => {
      const { target } = await find(req, res)
      const startAt = parseMoment(req.query['start']) === undefined ? '' : String(req.query['start'])
      await show(req, res, { target, values: { ...ReportForm.parse({}), startAt }, faults: {} })
    })
    router.post(paths, form, async (req, res) => {
      const viewer = viewerOf(res)
      if (!viewer) return res.redirect(303, `/login?next=${encodeURIComponent(req.originalUrl)}`)
      const { target, body } = await find(req, res)
      const values = ReportForm.parse(req.body ?? {})
      const faults = faultsOf(values)
      if (Object.keys(faults).length > 0) return show(req, res, { target, values, faults })
      await countAgainst(res, 'comment')
      const id = await deps.report(viewer, withWords(body, values))
      res.redirect(303, `/my-account/abuses/${id}?sent=1`)
    })
  }

  serve(['/w/:ref/report', '/videos/watch/:ref/report'], (req, res) => findAtVideo(deps, req, credentialsOf(req, res)))
  for (const [kind, folders] of FOLDERS)
    serve(
      folders.map(folder => `${folder}/:handle/report`),
      async req => {
        const handle = String(req.params['handle'])
        const { id, displayName } = await deps.findReportedAccount(kind, handle)
        const path = `${folders[0]}/${encodeURIComponent(handle).replace('%40', '@')}`
        return { target: { kind: 'account', name: displayName, words: null, path }, body: { account: { id } } }
      }
    )
}

const FOLDERS = [
  ['account', ['/a', '/accounts']],
  ['channel', ['/c', '/video-channels']]
] as const

/** The video itself, or `?comment=` under it, whose words only members are shown here. */
async function findAtVideo(
  { openVideo, seeComment }: ReportPageDeps,
  req: Request,
  credentials: VideoCredentials
): ReturnType<FindTarget> {
  const video = await openVideo(String(req.params['ref']), credentials)
  const path = `/w/${video.shortUUID}`
  if (req.query['comment'] === undefined)
    return {
      target: { kind: 'video', name: video.name, words: null, path },
      body: { video: { id: { uuid: video.uuid } } }
    }
  const id = commentId.parse(req.query['comment'])
  const comment = credentials.viewer ? await seeComment(credentials.viewer, id) : { text: '', author: '' }
  return {
    target: { kind: 'comment', name: comment.author, words: comment.text, path: `${path}#comment-${id}` },
    body: { comment: { id } }
  }
}

function faultsOf({ reason, startAt, endAt }: Values): ReportPage['faults'] {
  const [from, until] = [parseMoment(startAt), parseMoment(endAt)]
  const isReversed = from !== undefined && until !== undefined && until <= from
  return {
    ...(reason.length < ABUSE_WORDS.min && { reason: 'short' as const }),
    ...(reason.length > ABUSE_WORDS.max && { reason: 'long' as const }),
    ...(startAt !== '' && from === undefined && { startAt: 'moment' as const }),
    ...(isReversed && { endAt: 'order' as const }),
    ...(endAt !== '' && until === undefined && { endAt: 'moment' as const })
  }
}

function withWords(body: Body, { reason, predefinedReasons, startAt, endAt }: Values): ReportBody {
  const [from, until] = [parseMoment(startAt), parseMoment(endAt)]
  return {
    ...body,
    reason,
    predefinedReasons,
    ...(body.video && {
      video: {
        ...body.video,
        ...(from !== undefined && { startAt: from }),
        ...(until !== undefined && { endAt: until })
      }
    })
  }
}
