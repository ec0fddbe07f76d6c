/** HTTP surface of search, mounted at /api/v1. Shapes: PeerTube 6.3; by POST as its search index has it. */
import type { Router } from 'express'
import { ChannelSearchQuery, VideoSearchQuery } from '../../contract/index.ts'
import { siteOf } from '../../kernel/site.ts'
import { apiRouter } from '../../platform/api-router.ts'
import type { Viewer } from '../../platform/http.ts'
import type { Queryable } from '../../platform/postgres.ts'
import type { Settings } from '../configuration/index.ts'
import { listVideos } from '../videos/index.ts'
import { readAddress } from './address.ts'
import { findChannels } from './channels.ts'

export interface SearchDeps {
  readonly db: Queryable
  /** Public origin of this server. */
  readonly origin: string
  readonly settings: Settings
}

export function searchRoutes({ db, origin, settings }: SearchDeps): Router {
  const api = apiRouter()
  const site = siteOf(origin)

  const searchVideos = (query: VideoSearchQuery, viewer: Viewer | undefined) => {
    const { defaultNSFWPolicy: defaultNsfwPolicy } = settings.current().instance
    const address = readAddress(site, query.search)
    const asked = address?.kind === 'video' ? { ...query, search: undefined, uuids: [address.uuid] } : query
    return listVideos(db, site, { kind: 'all' }, { ...asked, viewer, defaultNsfwPolicy })
  }
  const searchChannels = (query: ChannelSearchQuery) => {
    const address = readAddress(site, query.search)
    const asked = address?.kind === 'channel' ? { ...query, search: '', handles: [address.name] } : query
    return findChannels(db, site, asked)
  }

  api.on('searchVideos', { query: VideoSearchQuery }, ({ query, viewer }) => searchVideos(query, viewer))
  api.on('searchVideosByBody', { body: VideoSearchQuery }, ({ body, viewer }) => searchVideos(body, viewer))
  api.on('searchChannels', { query: ChannelSearchQuery }, ({ query }) => searchChannels(query))
  api.on('searchChannelsByBody', { body: ChannelSearchQuery }, ({ body }) => searchChannels(body))
  return api.router
}
