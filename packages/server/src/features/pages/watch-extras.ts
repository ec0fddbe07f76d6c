/** What people say and think of a video, on its page. Plain forms: no script is needed to take part. */
import { type Request, type Response, type Router, urlencoded } from 'express'
import { z } from 'zod'
import {
  COMMENTS_POLICY,
  CommentBody,
  type CommentTree,
  type PageChapter,
  type PageComment,
  type PageTalk,
  RateBody,
  type Rating,
  type VideoDetails,
  type WatchExtras
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { type Viewer, viewerOf } from '../../platform/http.ts'
import { countAgainst } from '../../platform/limit-requests.ts'
import { markdownToHtml } from './markdown.ts'
import type { VideoCredentials } from './video-page.ts'

interface Range {
  readonly start: number
  readonly count: number
}

/** Who does something to the video that this address names, with whatever opens it. */
export interface AtVideo {
  readonly reference: string
  readonly credentials: VideoCredentials & { readonly viewer: Viewer }
}

type Account = NonNullable<CommentTree['comment']['account']>

export interface WatchExtrasDeps {
  readonly origin: string
  readonly readTalk: (
    video: VideoDetails,
    viewer: Viewer | undefined,
    range: Range
  ) => Promise<{ total: number; threadsTotal: number; threads: readonly CommentTree[]; mayModerate: boolean }>
  readonly listChapters: (videoId: number) => Promise<readonly PageChapter[]>
  readonly findOpinion: (video: VideoDetails, viewer: Viewer) => Promise<NonNullable<WatchExtras['standing']>>
  /** @returns The comment's id. @throws AppError as the API does. */
  readonly writeComment: (at: AtVideo, comment: { text: string; parentId?: number }) => Promise<number>
  readonly deleteComment: (at: AtVideo, id: number) => Promise<void>
  readonly rate: (at: AtVideo, rating: Rating) => Promise<void>
  /** @param handle Of a channel: `name`, or `name@host` of one elsewhere. */
  readonly setSubscribed: (viewer: Viewer, handle: string, isWanted: boolean) => Promise<void>
}

const THREADS_PER_PAGE = 20

export async function loadWatchExtras(
  deps: WatchExtrasDeps,
  video: VideoDetails,
  ...[req, viewer]: [Request, Viewer | undefined]
): Promise<WatchExtras> {
  const page = z.coerce.number().int().min(1).max(10_000).catch(1).parse(req.query['comments'])
  const [talk, chapters, standing] = await Promise.all([
    loadTalk(deps, video, ...[viewer, page]),
    deps.listChapters(video.id),
    viewer ? deps.findOpinion(video, viewer) : null
  ])
  return { talk, chapters, standing, playlist: null }
}

const POLICIES: Record<number, PageTalk['policy']> = {
  [COMMENTS_POLICY.enabled]: 'open',
  [COMMENTS_POLICY.disabled]: 'closed',
  [COMMENTS_POLICY.requiresApproval]: 'approval'
}

async function loadTalk(
  deps: WatchExtrasDeps,
  video: VideoDetails,
  ...[viewer, page]: [Viewer | undefined, number]
): Promise<PageTalk> {
  const policy = POLICIES[video.commentsPolicy.id] ?? 'closed'
  const shape = { policy, page, pageSize: THREADS_PER_PAGE }
  if (policy === 'closed') return { ...shape, total: 0, threadsTotal: 0, threads: [] }
  const range = { start: (page - 1) * THREADS_PER_PAGE, count: THREADS_PER_PAGE }
  const { total, threadsTotal, threads, mayModerate } = await deps.readTalk(video, viewer, range)
  const toPage = ({ comment, children }: CommentTree): PageComment => {
    const { account } = comment
    return {
      ...{ id: comment.id, createdAt: comment.createdAt, isHeld: comment.heldForReview },
      html: comment.isDeleted ? '' : markdownToHtml(comment.text),
      author: account && toAuthor(account, new URL(deps.origin).host),
      isByOwner: account?.id === video.account.id,
      mayDelete: !comment.isDeleted && (mayModerate || (viewer !== undefined && account?.id === viewer.accountId)),
      replies: children.map(toPage)
    }
  }
  return { ...shape, total, threadsTotal, threads: threads.map(toPage) }
}

function toAuthor({ name, host, displayName, avatars }: Account, localHost: string): PageComment['author'] {
  const handle = host === localHost ? name : `${name}@${host}`
  return {
    ...{ displayName, handle, path: `/a/${handle}` },
    avatarPath: avatars.find(({ width }) => width <= 48)?.path ?? avatars.at(-1)?.path ?? null
  }
}

const form = urlencoded({ extended: false, limit: '50kb' })
const NewComment = CommentBody.extend({ parentId: z.coerce.number().int().min(1).optional().catch(undefined) })
const SubscriptionForm = z.object({ wanted: z.enum(['yes', 'no']), next: z.string().max(2000).catch('/') })

/** @param credentialsOf What opens a protected video: the token in a cookie. */
export function watchForms(
  router: Router,
  deps: WatchExtrasDeps,
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
