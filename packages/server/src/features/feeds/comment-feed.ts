/** Feeds of comments: everybody's, those under the videos of somebody, those under one video. */
import type { CommentFeedQuery } from '../../contract/index.ts'
import { toShortUuid } from '../../kernel/short-uuid.ts'
import { siteOf } from '../../kernel/site.ts'
import { markdownToHtml, markdownToText } from '../pages/index.ts'
import { getVideoDetails, videoNotFound } from '../videos/index.ts'
import type { Feed, FeedItem } from './feed.ts'
import { findOwner } from './owner.ts'
import { type CommentScope, type FeedComment, listFeedComments } from './store.ts'
import { type FeedsDeps, headOf, ITEMS } from './video-feed.ts'

const PUBLISHED = 1
const NOBODY = { viewer: undefined, password: undefined }

/** @throws AppError `not_found`, or as `assertCanWatch` for a video that is not for everybody. */
export async function loadCommentFeed(deps: FeedsDeps, query: CommentFeedQuery, selfPath: string): Promise<Feed> {
  const { head, scope } = await subjectOf(deps, query)
  const comments = await listFeedComments(deps.db, scope, ITEMS)
  return {
    ...head,
    author: null,
    selfUrl: deps.origin + selfPath,
    items: comments.map(one => toItem(deps.origin, one))
  }
}

async function subjectOf(
  deps: FeedsDeps,
  { videoId: reference, ...query }: CommentFeedQuery
): Promise<{ head: Omit<Feed, 'selfUrl' | 'items'>; scope: CommentScope }> {
  const { db, origin } = deps
  const site = siteOf(origin)
  if (reference) {
    const video = await getVideoDetails(db, site, reference, NOBODY)
    const { name: title, description, shortUUID, state } = video
    if (state.id !== PUBLISHED || video.blacklisted) throw videoNotFound()
    const head = await headOf(deps, undefined)
    const own = { title, description: markdownToText(description), link: `${origin}/w/${shortUUID}` }
    return { head: { ...head, ...own }, scope: { videoId: video.id } }
  }
  const owner = await findOwner(db, site, query)
  const scope = owner && { [owner.kind === 'channel' ? 'channelId' : 'accountId']: owner.actor.id }
  return { head: await headOf(deps, owner), scope: scope ?? {} }
}

function toItem(origin: string, comment: FeedComment): FeedItem {
  const { authorName, authorDisplayName, authorHost } = comment
  const page = `${origin}/w/${toShortUuid(comment.videoUuid)}`
  return {
    title: `${comment.videoName} - ${authorDisplayName}`,
    link: `${page};threadId=${comment.threadId}#comment-${comment.id}`,
    at: comment.createdAt,
    summary: null,
    html: markdownToHtml(comment.text),
    author: {
      name: authorDisplayName,
      url: authorHost ? `https://${authorHost}/accounts/${authorName}` : `${origin}/accounts/${authorName}`
    },
    category: null,
    video: null
  }
}
