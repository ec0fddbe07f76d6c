/** HTTP surface of search, mounted at /api/v1. Shapes: PeerTube 6.3; by POST as its search index has it. */
import type { Router } from 'express'
import { ChannelSearchQuery, VideoSearchQuery } from '../../contract/index.ts'
import { siteOf } from '../../kernel/site.ts'
import { apiRouter } from '../../platform/api-router.ts'
import type { Viewer } from '../../platform/http.ts'
import { listVideos } from '../videos/index.ts'
import { readAddress } from './address.ts'
import { findChannels } from './channels.ts'
import { type AddressDeps, findChannelAt, findVideoAt } from './find-address.ts'

export interface SearchDeps extends AddressDeps {
  /** Public origin of this server. */
  readonly origin: string
}

const NOBODY = { total: 0, data: [] }

export function searchRoutes(deps: SearchDeps): Router {
  const api = apiRouter()
  const { db, settings } = deps
  const site = siteOf(deps.origin)

  const searchVideos = async (query: VideoSearchQuery, viewer: Viewer | undefined) => {
    const { defaultNSFWPolicy: defaultNsfwPolicy } = settings.current().instance
    const uuid = await findVideoAt(deps, readAddress(site, query.search), viewer)
    const asked = uuid === undefined ? query : { ...query, search: undefined, uuids: [uuid] }
    return listVideos(db, site, { kind: 'all' }, { ...asked, viewer, defaultNsfwPolicy })
  }
  const searchChannels = async (query: ChannelSearchQuery, viewer: Viewer | undefined) => {
    const address = readAddress(site, query.search)
    if (address?.kind === 'channel') return findChannels(db, site, { ...query, search: '', handles: [address.name] })
    if (address?.kind !== 'handle' && address?.kind !== 'page') return findChannels(db, site, query)
    const channelId = await findChannelAt(deps, address, viewer)
    return channelId === undefined ? NOBODY : findChannels(db, site, { ...query, search: '', channelId })
  }

  api.on('searchVideos', { query: VideoSearchQuery }, ({ query, viewer }) => searchVideos(query, viewer))
  api.on('searchVideosByBody', { body: VideoSearchQuery }, ({ body, viewer }) => searchVideos(body, viewer))
  api.on('searchChannels', { query: ChannelSearchQuery }, ({ query, viewer }) => searchChannels(query, viewer))
  api.on('searchChannelsByBody', { body: ChannelSearchQuery }, ({ body, viewer }) => searchChannels(body, viewer))
  return api.router
}
