/** HTTP surface of the lists of videos, mounted at /api/v1. Shapes: PeerTube 6.3, with 8's fields. */
import type { Response } from 'express'
import { ActorHandle, type OwnState, OwnVideoListQuery, VideoListQuery } from '../../contract/index.ts'
import { siteOf } from '../../kernel/site.ts'
import { ANSWERED, type ApiRouter } from '../../platform/api-router.ts'
import { createCache } from '../../platform/cache.ts'
import type { Viewer } from '../../platform/http.ts'
import type { Queryable } from '../../platform/postgres.ts'
import type { Settings } from '../configuration/index.ts'
import { listVideos, type VideoScope } from './queries.ts'

export interface VideoListDeps {
  readonly db: Queryable
  /** Public origin, without trailing slash. */
  readonly origin: string
  readonly settings: Settings
}

/** Lists for everybody may be this old; in exchange, a crowd costs the database two statements a second. */
const LIST_TTL_MS = 1000
const LISTS_MAX = 200

interface ListCall {
  readonly query: VideoListQuery & { readonly ownState?: OwnState | undefined }
  readonly viewer: Viewer | undefined
  readonly res: Response
}

export function serveVideoLists(api: ApiRouter, { db, origin, settings }: VideoListDeps): void {
  const site = siteOf(origin)
  const lists = createCache<Buffer>({ ttlMs: LIST_TTL_MS, maxEntries: LISTS_MAX, refreshesEarly: true })

  const list = (scope: VideoScope, { query, viewer }: Omit<ListCall, 'res'>) => {
    const { defaultNSFWPolicy: defaultNsfwPolicy } = settings.current().instance
    return listVideos(db, site, scope, { ...query, viewer, defaultNsfwPolicy })
  }

  const listShared = async (scope: VideoScope, { query, viewer, res }: ListCall) => {
    if (viewer) return list(scope, { query, viewer })
    const key = JSON.stringify([scope, query])
    const body = await lists.get(key, async () => Buffer.from(JSON.stringify(await list(scope, { query, viewer }))))
    res.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': body.length }).end(body)
    return ANSWERED
  }

  api.on('getVideos', { query: VideoListQuery }, call => listShared({ kind: 'all' }, call))
  api.on('getAccountVideos', { params: ActorHandle, query: VideoListQuery }, call =>
    listShared({ kind: 'account', handle: call.params.handle }, call)
  )
  api.on('getVideoChannelVideos', { params: ActorHandle, query: VideoListQuery }, call =>
    listShared({ kind: 'channel', handle: call.params.handle }, call)
  )
  api.on('getUserVideos', { query: OwnVideoListQuery }, call =>
    list({ kind: 'own', accountId: call.viewer.accountId }, call)
  )
}
