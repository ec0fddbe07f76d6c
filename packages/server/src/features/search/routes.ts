/** HTTP surface of search, mounted at /api/v1. Shapes: PeerTube 6.3; by POST as its search index has it. */
import type { Router } from 'express'
import { ChannelSearchQuery, VideoSearchQuery } from '../../contract/index.ts'
import { apiRouter } from '../../platform/api-router.ts'
import { type SearchDeps, searchChannels, searchVideos } from './search.ts'

export function searchRoutes(deps: SearchDeps): Router {
  const api = apiRouter()
  api.on('searchVideos', { query: VideoSearchQuery }, ({ query, viewer }) => searchVideos(deps, query, viewer))
  api.on('searchVideosByBody', { body: VideoSearchQuery }, ({ body, viewer }) => searchVideos(deps, body, viewer))
  api.on('searchChannels', { query: ChannelSearchQuery }, ({ query, viewer }) => searchChannels(deps, query, viewer))
  api.on('searchChannelsByBody', { body: ChannelSearchQuery }, ({ body, viewer }) => searchChannels(deps, body, viewer))
  return api.router
}
