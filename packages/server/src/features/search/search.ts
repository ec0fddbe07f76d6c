/** Searches by words, and by the address or handle of something that lies here or elsewhere. */
import type { ChannelDetails, ChannelSearchQuery, VideoSearchQuery } from '../../contract/index.ts'
import { siteOf } from '../../kernel/site.ts'
import type { Viewer } from '../../platform/http.ts'
import { listVideos, type VideoList } from '../videos/index.ts'
import { readAddress } from './address.ts'
import { findChannels } from './channels.ts'
import { type AddressDeps, findChannelAt, findVideoAt } from './find-address.ts'

export interface SearchDeps extends AddressDeps {
  /** Public origin of this server. */
  readonly origin: string
}

export async function searchVideos(
  deps: SearchDeps,
  query: VideoSearchQuery,
  viewer: Viewer | undefined
): Promise<VideoList> {
  const site = siteOf(deps.origin)
  const { defaultNSFWPolicy: defaultNsfwPolicy } = deps.settings.current().instance
  const uuid = await findVideoAt(deps, readAddress(site, query.search), viewer)
  const asked = uuid === undefined ? query : { ...query, search: undefined, uuids: [uuid] }
  return listVideos(deps.db, site, { kind: 'all' }, { ...asked, viewer, defaultNsfwPolicy })
}

export async function searchChannels(
  deps: SearchDeps,
  query: ChannelSearchQuery,
  viewer: Viewer | undefined
): Promise<{ total: number; data: ChannelDetails[] }> {
  const { db, origin } = deps
  const site = siteOf(origin)
  const address = readAddress(site, query.search)
  if (address?.kind === 'channel') return findChannels(db, site, { ...query, search: '', handles: [address.name] })
  if (address?.kind !== 'handle' && address?.kind !== 'page') return findChannels(db, site, query)
  const channelId = await findChannelAt(deps, address, viewer)
  return channelId === undefined ? { total: 0, data: [] } : findChannels(db, site, { ...query, search: '', channelId })
}
