/** Search, at PeerTube's address. A form that sends its fields by GET: no script is needed, and a search can be kept. */
import type { Request, Response, Router } from 'express'
import {
  type ChannelCard,
  type ChannelDetails,
  type Page,
  type Playlist,
  type PlaylistCard,
  SearchChoice,
  type VideoSummary
} from '../../contract/index.ts'
import { type Viewer, viewerOf } from '../../platform/http.ts'
import { countAgainst } from '../../platform/limit-requests.ts'
import { PAGE_SIZE, pageNumber, rangeOf } from './page-number.ts'
import type { PageResponder } from './page-responder.ts'
import { toCard } from './video-page.ts'

interface Found<Item> {
  readonly total: number
  readonly data: readonly Item[]
}

type Asked = SearchChoice & { readonly start: number; readonly count: number }

export interface SearchPageDeps {
  readonly searchVideos: (asked: Asked, viewer: Viewer | undefined) => Promise<Found<VideoSummary>>
  readonly searchChannels: (asked: Asked, viewer: Viewer | undefined) => Promise<Found<ChannelDetails>>
  readonly searchPlaylists: (asked: Asked) => Promise<Found<Playlist>>
}

export function searchPage(router: Router, pages: PageResponder, deps: SearchPageDeps & { origin: string }): void {
  router.get('/search', (req, res) => pages.respondShared(req, res, () => load(deps, req, res)))
}

async function load(deps: SearchPageDeps & { origin: string }, ...[req, res]: [Request, Response]): Promise<Page> {
  const page = pageNumber(req)
  const choice = SearchChoice.parse(req.query)
  const { host } = new URL(deps.origin)
  const asked = { ...choice, ...rangeOf(page) }
  const none = { total: 0, data: [] }
  const isAsked = choice.search !== '' || choice.tag !== ''
  if (isAsked) await countAgainst(res, 'search')
  const find = <Item>(
    kind: SearchChoice['kind'],
    search: () => Promise<Found<Item>>
  ): Promise<Found<Item>> | Found<Item> => (isAsked && choice.kind === kind ? search() : none)
  const [videos, channels, playlists] = await Promise.all([
    find('videos', () => deps.searchVideos(asked, viewerOf(res))),
    find('channels', () => deps.searchChannels(asked, viewerOf(res))),
    find('playlists', () => deps.searchPlaylists(asked))
  ])
  return {
    ...{ kind: 'search', choice, page, pageSize: PAGE_SIZE },
    total: videos.total + channels.total + playlists.total,
    videos: videos.data.map(toCard),
    channels: channels.data.map(channel => toChannelCard(host, channel)),
    playlists: playlists.data.map(toPlaylistCard)
  }
}

export function toChannelCard(localHost: string, channel: ChannelDetails): ChannelCard {
  const handle = `${channel.name}@${channel.host}`
  return {
    ...{ displayName: channel.displayName, handle, followersCount: channel.followersCount },
    path: `/c/${channel.host === localHost ? channel.name : handle}`,
    avatarPath: channel.avatars.find(({ width }) => width <= 120)?.path ?? null,
    description: channel.description ?? ''
  }
}

export function toPlaylistCard(playlist: Playlist): PlaylistCard {
  const { displayName, thumbnailPath, videosLength, updatedAt, ownerAccount, shortUUID } = playlist
  return {
    ...{ displayName, thumbnailPath, videosLength, updatedAt },
    ownerName: ownerAccount.displayName,
    path: `/w/p/${shortUUID}`
  }
}
