/**
 * Taking part from a video's page. Plain forms: no script is needed. What cannot be done is said on the page, beside
 * the form and what was typed in it.
 */
import { type Request, type RequestHandler, type Response, type Router, urlencoded } from 'express'
import { z } from 'zod'
import { CommentBody, type FormFault, type Page, RateBody } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { CallOperation } from '../../platform/call-operation.ts'
import { viewerOf } from '../../platform/http.ts'
import { countAgainst } from '../../platform/limit-requests.ts'
import { type Exchange, refusalOf, type Sent, sentBy } from './form-page.ts'
import { parseForm, readSubscription } from './forms.ts'
import { signedInViewer } from './page-access.ts'
import type { PageResponder } from './page-responder.ts'
import { saveVideo } from './save-video.ts'
import type { VideoCredentials } from './video-page.ts'
import type { AtVideo, WatchExtrasDeps } from './watch-extras.ts'

/** The longest comment, each letter of it written as nine: other scripts than ours are, in forms. */
const form = urlencoded({ extended: false, limit: '200kb' })
const NewComment = CommentBody.extend({ parentId: z.coerce.number().int().min(1).optional().catch(undefined) })

export interface WatchFormsDeps extends WatchExtrasDeps {
  readonly call: CallOperation
  readonly openVideo: (
    ref: string,
    credentials: VideoCredentials
  ) => Promise<{ readonly channel: { readonly name: string; readonly host: string } }>
  /** What opens a protected video: the token in a cookie. */
  readonly credentialsOf: (req: Request, res: Response) => VideoCredentials
  /** The page of the video that the address names, with what was refused. */
  readonly showVideo: (at: Exchange, refused: FormFault) => Promise<Page>
}

/** Does what a form asks. @returns Where in the page that is seen. */
type TakePart = (at: AtVideo, sent: Sent) => Promise<string>

export function watchForms(router: Router, pages: PageResponder, deps: WatchFormsDeps): void {
  const forms = formsOf(deps)
  for (const folder of ['/w', '/videos/watch']) {
    for (const [name, { path, act }] of Object.entries(forms)) {
      router.post(`${folder}/:ref/${path}`, form, takePart(pages, deps, { name, act }))
      // Links of the page that a refused form is answered with: other comments, the other language.
      router.get(`${folder}/:ref/${path}`, (req, res) => {
        const [, query] = req.originalUrl.split('?')
        res.redirect(302, addressOf(req) + (query ? `?${query}` : ''))
      })
    }
  }
}

function formsOf(deps: WatchFormsDeps): Record<string, { readonly path: string; readonly act: TakePart }> {
  return {
    comment: {
      path: 'comments',
      async act(at, { res, form }) {
        await countAgainst(res, 'comment')
        const { text, parentId } = parseForm(NewComment, form)
        return `#comment-${await deps.writeComment(at, { text, ...(parentId !== undefined && { parentId }) })}`
      }
    },
    delete: {
      path: 'comments/:id/delete',
      async act(at, { req }) {
        await deps.deleteComment(at, z.coerce.number().int().min(1).catch(0).parse(req.params['id']))
        return '#talk'
      }
    },
    approve: {
      path: 'comments/:id/approve',
      async act({ reference: id }, { req, res }) {
        const commentId = String(req.params['id'])
        await deps.call('approveComment', { req, res, params: { id, commentId } })
        return `#comment-${encodeURIComponent(commentId)}`
      }
    },
    rate: {
      path: 'rate',
      async act(at, { form }) {
        await deps.rate(at, parseForm(RateBody, form).rating)
        return '#opinion'
      }
    },
    subscribe: {
      path: 'subscription',
      async act({ reference, credentials }, { form }) {
        const isWanted = readSubscription(form)
        const { channel } = await deps.openVideo(reference, credentials)
        await deps.setSubscribed(credentials.viewer, `${channel.name}@${channel.host}`, isWanted)
        return '#opinion'
      }
    },
    save: { path: 'save', act: (_at, sent) => saveVideo(deps, sent) }
  }
}

function takePart(
  pages: PageResponder,
  { credentialsOf, showVideo }: WatchFormsDeps,
  { name, act }: { readonly name: string; readonly act: TakePart }
): RequestHandler {
  const answer = async ({ req, res }: Exchange, refused: FormFault, status: number) =>
    pages.respond(req, res, await showVideo({ req, res }, refused), status)

  return async (req, res) => {
    const sent = sentBy(req, res)
    const viewer = viewerOf(res)
    const which = { form: name, id: String(req.params['id'] ?? sent.field('parentId')) }
    if (!viewer && name === 'comment') {
      const values = { text: sent.field('text') }
      const fault: FormFault = { ...which, kind: 'signed-out', fields: [], values }
      // What they may no longer see either is nothing to come back to before they sign in.
      return answer(sent, fault, 401).catch(error => {
        if (!(error instanceof AppError)) throw error
        signedInViewer(req, res, pageOf(req))
      })
    }
    if (!viewer) return void signedInViewer(req, res, pageOf(req))
    const at = { reference: String(req.params['ref']), credentials: { ...credentialsOf(req, res), viewer } }
    try {
      res.redirect(303, pageOf(req) + (await act(at, sent)))
    } catch (error) {
      const { outcome, status } = refusalOf(error, sent)
      await answer(sent, { ...outcome.fault!, ...which }, status)
    }
  }
}

const addressOf = (req: Request) => `/w/${encodeURIComponent(String(req.params['ref']))}`

/** With the page of comments that was before them. */
function pageOf(req: Request): string {
  const comments = String(req.query['comments'] ?? '')
  return addressOf(req) + (/^\d{1,5}$/.test(comments) ? `?comments=${comments}` : '')
}
