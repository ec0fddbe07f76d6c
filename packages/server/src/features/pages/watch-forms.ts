/** Taking part from a video's page. Plain forms: no script is needed. */
import { type Request, type Response, type Router, urlencoded } from 'express'
import { z } from 'zod'
import { CommentBody, RateBody } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { CallOperation } from '../../platform/call-operation.ts'
import { viewerOf } from '../../platform/http.ts'
import { countAgainst } from '../../platform/limit-requests.ts'
import type { VideoCredentials } from './video-page.ts'
import type { AtVideo, WatchExtrasDeps } from './watch-extras.ts'

const form = urlencoded({ extended: false, limit: '50kb' })
const NewComment = CommentBody.extend({ parentId: z.coerce.number().int().min(1).optional().catch(undefined) })
const SubscriptionForm = z.object({ wanted: z.enum(['yes', 'no']), next: z.string().max(2000).catch('/') })

/** @param credentialsOf What opens a protected video: the token in a cookie. */
export function watchForms(
  router: Router,
  deps: WatchExtrasDeps & { readonly call: CallOperation },
  credentialsOf: (req: Request, res: Response) => VideoCredentials
): void {
  for (const folder of ['/w', '/videos/watch']) {
    router.post(`${folder}/:ref/comments`, form, async (req, res) => {
      const at = asMember(req, res)
      if (!at) return
      await countAgainst(res, 'comment')
      const { text, parentId } = parse(NewComment, req.body)
      const id = await deps.writeComment(at, { text, ...(parentId !== undefined && { parentId }) })
      res.redirect(303, `${pageOf(req)}#comment-${id}`)
    })
    router.post(`${folder}/:ref/comments/:id/delete`, async (req, res) => {
      const at = asMember(req, res)
      if (!at) return
      await deps.deleteComment(at, z.coerce.number().int().min(1).catch(0).parse(req.params['id']))
      res.redirect(303, `${pageOf(req)}#talk`)
    })
    router.post(`${folder}/:ref/comments/:id/approve`, async (req, res) => {
      if (!asMember(req, res)) return
      const params = { id: String(req.params['ref']), commentId: String(req.params['id']) }
      await deps.call('approveComment', { req, res, params })
      res.redirect(303, `${pageOf(req)}#comment-${encodeURIComponent(params.commentId)}`)
    })
    router.post(`${folder}/:ref/rate`, form, async (req, res) => {
      const at = asMember(req, res)
      if (!at) return
      await deps.rate(at, parse(RateBody, req.body).rating)
      res.redirect(303, `${pageOf(req)}#opinion`)
    })
  }
  router.post(['/c/:handle/subscription', '/video-channels/:handle/subscription'], form, async (req, res) => {
    const viewer = viewerOf(res)
    const { wanted, next } = parse(SubscriptionForm, req.body)
    if (!viewer) return askToSignIn(res, next)
    await deps.setSubscribed(viewer, String(req.params['handle']), wanted === 'yes')
    res.redirect(303, localPath(next))
  })

  function asMember(req: Request, res: Response): AtVideo | undefined {
    const viewer = viewerOf(res)
    if (!viewer) return void askToSignIn(res, pageOf(req))
    return { reference: String(req.params['ref']), credentials: { ...credentialsOf(req, res), viewer } }
  }
}

const pageOf = (req: Request) => `/w/${encodeURIComponent(String(req.params['ref']))}`

function askToSignIn(res: Response, next: string): void {
  res.redirect(303, `/login?next=${encodeURIComponent(localPath(next))}`)
}

/** Leading slashes are folded, so that "//host" cannot lead away. */
const localPath = (path: string) => `/${path.replace(/^[/\\]+/, '')}`

/** @throws AppError `invalid`: a page's own forms do not send such things. */
function parse<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body ?? {})
  if (parsed.success) return parsed.data
  throw new AppError('invalid', 'The form was not filled in as it must be.')
}
