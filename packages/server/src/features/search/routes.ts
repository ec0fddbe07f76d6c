/** HTTP surface of search, mounted at /api/v1. Shapes: PeerTube 6.3; by POST as its search index has it. */
import type { Router } from 'express'
import { ChannelSearchQuery, VideoSearchQuery } from '../../contract/index.ts'
import { siteOf } from '../../kernel/site.ts'
import { apiRouter } from '../../platform/api-router.ts'
import type { Viewer } from '../../platform/http.ts'
import type { Queryable } from '../../platform/postgres.ts'
import type { Settings } from '../configuration/index.ts'
import { listVideos } from '../videos/index.ts'
import { type Address, type Elsewhere, readAddress } from './address.ts'
import { findChannels } from './channels.ts'
import { findKnownChannel, findKnownVideo } from './known.ts'

export interface SearchDeps {
  readonly db: Queryable
  /** Public origin of this server. */
  readonly origin: string
  readonly settings: Settings
  /** Asks other servers; undefined for what they do not have, and when they do not answer. */
  readonly elsewhere: {
    /** @returns Its id. */
    findChannel(address: Elsewhere): Promise<number | undefined>
    /** @returns Its UUID. */
    findVideo(url: string): Promise<string | undefined>
  }
}

const NOBODY = { total: 0, data: [] }

export function searchRoutes({ db, origin, settings, elsewhere }: SearchDeps): Router {
  const api = apiRouter()
  const site = siteOf(origin)

  const mayAskOthers = (viewer: Viewer | undefined) => {
    const { users, anonymous } = settings.current().search.remoteUri
    return viewer ? users : anonymous
  }
  const searchVideos = async (query: VideoSearchQuery, viewer: Viewer | undefined) => {
    const { defaultNSFWPolicy: defaultNsfwPolicy } = settings.current().instance
    const uuid = await uuidAt(readAddress(site, query.search), viewer)
    const asked = uuid === undefined ? query : { ...query, search: undefined, uuids: [uuid] }
    return listVideos(db, site, { kind: 'all' }, { ...asked, viewer, defaultNsfwPolicy })
  }
  const uuidAt = async (address: Address | undefined, viewer: Viewer | undefined) => {
    if (address?.kind === 'video') return address.uuid
    if (address?.kind !== 'page') return undefined
    const known = await findKnownVideo(db, address.url)
    return known ?? (mayAskOthers(viewer) ? elsewhere.findVideo(address.url) : undefined)
  }
  const searchChannels = async (query: ChannelSearchQuery, viewer: Viewer | undefined) => {
    const address = readAddress(site, query.search)
    if (address?.kind === 'channel') return findChannels(db, site, { ...query, search: '', handles: [address.name] })
    if (address?.kind !== 'handle' && address?.kind !== 'page') return findChannels(db, site, query)
    const known = await findKnownChannel(db, address)
    const channelId = known ?? (mayAskOthers(viewer) ? await elsewhere.findChannel(address) : undefined)
    return channelId === undefined ? NOBODY : findChannels(db, site, { ...query, search: '', channelId })
  }

  api.on('searchVideos', { query: VideoSearchQuery }, ({ query, viewer }) => searchVideos(query, viewer))
  api.on('searchVideosByBody', { body: VideoSearchQuery }, ({ body, viewer }) => searchVideos(body, viewer))
  api.on('searchChannels', { query: ChannelSearchQuery }, ({ query, viewer }) => searchChannels(query, viewer))
  api.on('searchChannelsByBody', { body: ChannelSearchQuery }, ({ body, viewer }) => searchChannels(body, viewer))
  return api.router
}
