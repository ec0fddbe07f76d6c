/** Feeds at PeerTube's addresses, mounted at the root: RSS, Atom, JSON, and podcasts. */
import { type Request, type Response, Router } from 'express'
import {
  CommentFeedQuery,
  type FeedFormat,
  FeedParams,
  PodcastFeedQuery,
  SubscriptionFeedQuery,
  VideoFeedQuery
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { createCache } from '../../platform/cache.ts'
import { operation, parse } from '../../platform/http.ts'
import { toAtom } from './atom.ts'
import { loadCommentFeed } from './comment-feed.ts'
import type { Feed } from './feed.ts'
import { toJsonFeed } from './json-feed.ts'
import { toRss } from './rss.ts'
import { opensSubscriptions } from './store.ts'
import { type FeedsDeps, loadPodcast, loadSubscriptionFeed, loadVideoFeed } from './video-feed.ts'

const TYPES: Record<FeedFormat, string> = {
  xml: 'application/xml',
  rss: 'application/rss+xml',
  rss2: 'application/rss+xml',
  atom: 'application/atom+xml',
  atom1: 'application/atom+xml',
  json: 'application/json',
  json1: 'application/json'
}

/** How long a reader may go without asking again: a video that is closed meanwhile is gone from feeds after that. */
const MAX_AGE_SECONDS = 300
/** How long we ourselves remember: a crowd of readers costs one. */
const REMEMBERED_MS = 30_000
const REMEMBERED_MAX = 200

export function feedRoutes(deps: FeedsDeps): Router {
  const router = Router()
  const remembered = createCache<string>({ ttlMs: REMEMBERED_MS, maxEntries: REMEMBERED_MAX })

  const respond = async (req: Request, res: Response, load: (selfPath: string) => Promise<Feed>) => {
    const { format } = parse(FeedParams, req.params, 'params')
    const selfPath = ownPath(req)
    const text = await remembered.get(selfPath, async () => write(format, await load(selfPath)))
    send(res, TYPES[format], text)
  }

  // 200 | 400 | 404
  router.get('/feeds/videos.:format', operation('getSyndicatedVideos'), (req, res) => {
    parse(FeedParams, req.params, 'params')
    const query = parse(VideoFeedQuery, req.query, 'query')
    return respond(req, res, selfPath => loadVideoFeed(deps, query, selfPath))
  })

  // 200 | 400 | 401 | 403 | 404
  router.get('/feeds/video-comments.:format', operation('getSyndicatedComments'), (req, res) => {
    parse(FeedParams, req.params, 'params')
    const query = parse(CommentFeedQuery, req.query, 'query')
    return respond(req, res, selfPath => loadCommentFeed(deps, query, selfPath))
  })

  // 200 | 400 | 403. Never remembered: it is for one person, and their token may be changed.
  router.get('/feeds/subscriptions.:format', operation('getSyndicatedSubscriptionVideos'), async (req, res) => {
    const { format } = parse(FeedParams, req.params, 'params')
    const { token, accountId, ...query } = parse(SubscriptionFeedQuery, req.query, 'query')
    if (!(await opensSubscriptions(deps.db, accountId, token)))
      throw new AppError('forbidden', 'User and token mismatch')
    // Its own address, without what opens it.
    const selfPath = `/feeds/subscriptions.${format}?accountId=${accountId}`
    const feed = await loadSubscriptionFeed(deps, { ...query, accountId, selfPath })
    send(res, TYPES[format], write(format, feed), 'private')
  })

  // 200 | 400 | 404
  router.get('/feeds/podcast/videos.xml', operation('getVideosPodcastFeed'), async (req, res) => {
    const query = parse(PodcastFeedQuery, req.query, 'query')
    const text = await remembered.get(ownPath(req), () => loadPodcast(deps, query))
    send(res, TYPES.rss, text)
  })

  return router
}

/** What makes one feed another. */
const PARAMETERS = [
  'accountId',
  'accountName',
  'videoChannelId',
  'videoChannelName',
  'videoId',
  'playlistId',
  'sort',
  'nsfw',
  'isLocal',
  'hasHLSFiles',
  'hasWebVideoFiles'
]

/** The address of a feed without what makes no difference: whatever else is asked, it is made once. */
function ownPath({ path, query }: Request): string {
  const asked = new URLSearchParams()
  for (const name of PARAMETERS) if (typeof query[name] === 'string') asked.set(name, query[name])
  return asked.size === 0 ? path : `${path}?${asked}`
}

function write(format: FeedFormat, feed: Feed): string {
  if (format.startsWith('atom')) return toAtom(feed)
  return format.startsWith('json') ? JSON.stringify(toJsonFeed(feed)) : toRss(feed)
}

/** Express adds an ETag, and answers 304 to who has the same. */
function send(res: Response, type: string, text: string, scope: 'public' | 'private' = 'public'): void {
  res
    .set({ 'Cache-Control': `${scope}, max-age=${MAX_AGE_SECONDS}`, 'Access-Control-Allow-Origin': '*' })
    .type(`${type}; charset=utf-8`)
    .send(text)
}
