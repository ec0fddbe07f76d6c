/** What people say and think of a video, on its page. */
import { z } from 'zod'
import {
  COMMENTS_POLICY,
  type CommentTree,
  DEEDS,
  type PageComment,
  type PageTalk,
  type Rating,
  type VideoDetails,
  type WatchExtras
} from '../../contract/index.ts'
import type { CallOperation } from '../../platform/call-operation.ts'
import { type Viewer, viewerOf } from '../../platform/http.ts'
import { type Exchange, NOTHING } from './form-page.ts'
import { doneOf } from './forms.ts'
import { markdownToHtml } from './markdown.ts'
import { loadSaving } from './save-video.ts'
import { momentsOf, type VideoCredentials } from './video-page.ts'

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
  readonly call: CallOperation
  readonly origin: string
  readonly readTalk: (
    video: VideoDetails,
    viewer: Viewer | undefined,
    range: Range
  ) => Promise<{ total: number; threadsTotal: number; threads: readonly CommentTree[]; mayModerate: boolean }>
  readonly findOpinion: (video: VideoDetails, viewer: Viewer) => Promise<NonNullable<WatchExtras['standing']>>
  /** @returns The comment's id. @throws AppError as the API does. */
  readonly writeComment: (at: AtVideo, comment: { text: string; parentId?: number }) => Promise<number>
  readonly deleteComment: (at: AtVideo, id: number) => Promise<void>
  readonly rate: (at: AtVideo, rating: Rating) => Promise<void>
  /** @param handle Of a channel: `name`, or `name@host` of one elsewhere. */
  readonly setSubscribed: (viewer: Viewer, handle: string, isWanted: boolean) => Promise<void>
}

const THREADS_PER_PAGE = 20

export async function loadWatchExtras(deps: WatchExtrasDeps, video: VideoDetails, at: Exchange): Promise<WatchExtras> {
  const { req, res } = at
  const viewer = viewerOf(res)
  const page = z.coerce.number().int().min(1).max(10_000).catch(1).parse(req.query['comments'])
  const [talk, standing, saving] = await Promise.all([
    loadTalk(deps, video, ...[viewer, page]),
    viewer ? deps.findOpinion(video, viewer) : null,
    viewer ? loadSaving(deps, video, at) : null
  ])
  const moderation = isModerating(viewer) && { moderation: { ...NOTHING, done: doneOf(req, DEEDS) } }
  return { talk, standing, saving, playlist: null, ...moderation }
}

const isModerating = (viewer: Viewer | undefined) => viewer !== undefined && viewer.role !== 'user'

const POLICIES: Record<number, PageTalk['policy']> = {
  [COMMENTS_POLICY.enabled]: 'open',
  [COMMENTS_POLICY.disabled]: 'closed',
  [COMMENTS_POLICY.requiresApproval]: 'approval'
}

async function loadTalk(
  deps: WatchExtrasDeps,
  video: VideoDetails,
  viewer: Viewer | undefined,
  page: number
): Promise<PageTalk> {
  const policy = POLICIES[video.commentsPolicy.id] ?? 'closed'
  const shape = { policy, page, pageSize: THREADS_PER_PAGE }
  if (policy === 'closed') return { ...shape, total: 0, threadsTotal: 0, threads: [] }
  const range = { start: (page - 1) * THREADS_PER_PAGE, count: THREADS_PER_PAGE }
  const { total, threadsTotal, threads, mayModerate } = await deps.readTalk(video, viewer, range)
  const toPage = ({ comment, children }: CommentTree): PageComment => {
    const { account } = comment
    return {
      id: comment.id,
      createdAt: comment.createdAt,
      isHeld: comment.heldForReview,
      html: comment.isDeleted ? '' : markdownToHtml(comment.text, momentsOf(video)),
      author: account && toAuthor(account, new URL(deps.origin).host),
      isByOwner: account?.id === video.account.id,
      mayApprove: comment.heldForReview && mayModerate,
      mayDelete: !comment.isDeleted && (mayModerate || (viewer !== undefined && account?.id === viewer.accountId)),
      replies: children.map(toPage)
    }
  }
  return { ...shape, total, threadsTotal, threads: threads.map(toPage) }
}

function toAuthor({ name, host, displayName, avatars }: Account, localHost: string): PageComment['author'] {
  const handle = host === localHost ? name : `${name}@${host}`
  return {
    displayName,
    handle,
    path: `/a/${handle}`,
    avatarPath: avatars.find(({ width }) => width <= 48)?.path ?? avatars.at(-1)?.path ?? null
  }
}
