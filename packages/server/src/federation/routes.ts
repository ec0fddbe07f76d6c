/**
 * The server's ActivityPub documents, at the addresses of the HTML pages: who asks for `application/activity+json`
 * gets them, everybody else falls through to the pages. Only what is public is told.
 */
import { type Request, type RequestHandler, type Response, Router } from 'express'
import { PRIVACY, type VideoDetails, VideoReference } from '../contract/index.ts'
import { listChapters } from '../features/chapters/index.ts'
import { listPublicComments } from '../features/comments/index.ts'
import { listRaters } from '../features/ratings/index.ts'
import { findOriginalUrl } from '../features/videos/index.ts'
import { AppError } from '../kernel/errors.ts'
import { siteOf } from '../kernel/site.ts'
import { parse, problemHandler } from '../platform/http.ts'
import { type CollectionDeps, followersOf, followingOf, outboxOf } from './actor-collections.ts'
import { toActorDocument } from './actor-document.ts'
import { type ActorKind, findLocalActor, type LocalActor } from './actor-store.ts'
import { AnnouncerReference, announcesOf, findAnnounce } from './announces.ts'
import { type CollectionPage, collectionOf, PageQuery } from './collection.ts'
import { commentUrlOf } from './comment-document.ts'
import { serveComments } from './comment-routes.ts'
import { withContext } from './context.ts'
import { serveCopies } from './copy-routes.ts'
import { toVideoCreation } from './outgoing/activities.ts'
import { playlistsOf, servePlaylists } from './playlist-routes.ts'
import { ratingUrlOf } from './rating-document.ts'
import { serveRatings } from './rating-routes.ts'
import { toVideoDocument, type VideoParts } from './video-document.ts'

export interface DocumentDeps extends CollectionDeps {
  readonly origin: string
  /** Undefined for what does not exist or is not for everybody. */
  readonly findVideoParts: (reference: string) => Promise<VideoParts | undefined>
}

const ACTIVITY_JSON = /\bapplication\/(activity\+json|ld\+json)\b/

type Answer = (req: Request, res: Response) => Promise<object>

export function federationRoutes(deps: DocumentDeps): Router {
  const router = Router()
  const site = siteOf(deps.origin)
  const get = (path: string | string[], answer: Answer) => router.get(path, onlyForPeers(answer))

  actorRoutes(get, deps)
  reactionRoutes(get, deps)
  servePlaylists(get, deps)
  serveCopies(get, deps)
  router.get(['/videos/watch/:ref', '/w/:ref'], redirectToOrigin(deps))
  get(['/videos/watch/:ref', '/w/:ref'], async req => toVideoDocument(site, await videoOf(deps, req)))
  get('/videos/watch/:ref/activity', async req => {
    const parts = await videoOf(deps, req)
    return withContext('video', toVideoCreation(site, parts))
  })
  get('/videos/watch/:ref/announces', async req => {
    const { video } = await videoOf(deps, req)
    return page(req, `${video.url}/announces`, range => announcesOf(deps.db, video, range))
  })
  get('/videos/watch/:ref/announces/:actorId', async req => {
    const { actorId } = parse(AnnouncerReference, req.params, 'params')
    const { video } = await videoOf(deps, req)
    const announce = await findAnnounce(deps, video, actorId)
    if (!announce) throw new AppError('not_found', 'Announce not found')
    return announce
  })

  router.use(problemHandler)
  return router
}

/** What people said and thought of a video. */
function reactionRoutes(get: (path: string | string[], answer: Answer) => void, deps: DocumentDeps): void {
  const { db } = deps
  const site = siteOf(deps.origin)
  for (const rating of ['like', 'dislike'] as const) {
    get(`/videos/watch/:ref/${rating}s`, async req => {
      const { video } = await videoOf(deps, req)
      return page(req, `${video.url}/${rating}s`, async range => {
        const { total, raters } = await listRaters(db, { videoId: video.id, rating, ...range })
        return { total, items: raters.map(rater => rater.url ?? ratingUrlOf(site, rater.name, rating, video.id)) }
      })
    })
  }
  get('/videos/watch/:ref/chapters', async req => {
    const { video } = await videoOf(deps, req)
    const chapters = await listChapters(db, video.id)
    const hasPart = chapters.map(({ title: name, timecode: startOffset }, index) => ({
      name,
      startOffset,
      endOffset: chapters[index + 1]?.timecode ?? video.duration
    }))
    return withContext('chapters', { id: `${video.url}/chapters`, hasPart })
  })
  get('/videos/watch/:ref/comments', async req => {
    const { video } = await videoOf(deps, req)
    return page(req, `${video.url}/comments`, async range => {
      const { total, comments } = await listPublicComments(db, { videoId: video.id, ...range })
      return { total, items: comments.map(comment => commentUrlOf(site, video.uuid, comment)) }
    })
  })
  serveComments(get, deps)
  serveRatings(get, deps)
}

function actorRoutes(get: (path: string | string[], answer: Answer) => void, deps: DocumentDeps): void {
  const site = siteOf(deps.origin)
  for (const { folders, kinds, missing } of ACTOR_FOLDERS) {
    const find = (req: Request) => actorOf(deps, req, { kinds, missing })
    get(folders, async req => toActorDocument(site, await find(req)))
    for (const [part, load] of Object.entries(ACTOR_COLLECTIONS)) {
      get(`${folders[0]}/${part}`, async req => {
        const actor = await find(req)
        const { id } = toActorDocument(site, actor)
        return page(req, `${id}/${part}`, range => load(deps, actor, range))
      })
    }
  }
}

const ACTOR_COLLECTIONS = { outbox: outboxOf, followers: followersOf, following: followingOf, playlists: playlistsOf }

const ACTOR_FOLDERS: readonly { folders: string[]; kinds: ActorKind[]; missing: string }[] = [
  { folders: ['/accounts/:name', '/a/:name'], kinds: ['person', 'application'], missing: 'Account not found' },
  { folders: ['/video-channels/:name', '/c/:name'], kinds: ['group'], missing: 'Video channel not found' }
]

/** Of another server's video, that server knows best. */
function redirectToOrigin({ db }: DocumentDeps): RequestHandler {
  return async (req, res, next) => {
    const { data } = VideoReference.safeParse({ id: req.params['ref'] })
    const isAsked = ACTIVITY_JSON.test(req.get('Accept') ?? '') && data !== undefined
    const url = isAsked && 'uuid' in data.id ? await findOriginalUrl(db, data.id.uuid) : undefined
    if (url === undefined) return next()
    res.vary('Accept').redirect(302, url)
  }
}

function onlyForPeers(answer: Answer): RequestHandler {
  return async (req, res, next) => {
    res.vary('Accept')
    if (!ACTIVITY_JSON.test(req.get('Accept') ?? '')) return next()
    const body = Buffer.from(JSON.stringify(await answer(req, res)))
    res.set('Content-Type', 'application/activity+json; charset=utf-8').send(body)
  }
}

function page(
  req: Request,
  id: string,
  load: (range: { start: number; count: number }) => Promise<CollectionPage>
): Promise<object> {
  return collectionOf(id, parse(PageQuery, req.query, 'query').page, load)
}

async function actorOf(
  { db }: DocumentDeps,
  req: Request,
  { kinds, missing }: { kinds: readonly ActorKind[]; missing: string }
): Promise<LocalActor> {
  const actor = await findLocalActor(db, String(req.params['name']), kinds)
  if (!actor) throw new AppError('not_found', missing)
  return actor
}

async function videoOf(deps: DocumentDeps, req: Request): Promise<VideoParts> {
  const parts = await deps.findVideoParts(String(req.params['ref']))
  if (!parts || !isForPeers(parts.video)) throw new AppError('not_found', 'Video not found')
  return parts
}

/** What lies elsewhere is told of there. */
const isForPeers = ({ isLocal, privacy }: VideoDetails) =>
  isLocal && (privacy.id === PRIVACY.public || privacy.id === PRIVACY.unlisted)
