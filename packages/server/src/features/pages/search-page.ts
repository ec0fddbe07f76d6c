/** Search, at PeerTube's address. A form that sends its fields by GET: no script is needed, and a search can be kept. */
import type { Response, Router } from 'express'
import {
  type ChannelCard,
  type ChannelDetails,
  type Page,
  type Playlist,
  type PlaylistCard,
  SearchChoice,
  type SearchPage,
  type VideoSummary
} from '../../contract/index.ts'
import { type Viewer, viewerOf } from '../../platform/http.ts'
import { countAgainst } from '../../platform/limit-requests.ts'
import type { Exchange } from './form-page.ts'
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
  /** Of a video, a channel or somebody, here or elsewhere: a URL or a handle. */
  readonly isAddress: (text: string) => boolean
  /** @returns The path of the page here of what lies at an address; other servers may be asked. */
  readonly findPage: (address: string, viewer: Viewer | undefined) => Promise<string | undefined>
}

export function searchPage(router: Router, pages: PageResponder, deps: SearchPageDeps & { origin: string }): void {
  router.get('/search', async (req, res) => {
    const { search } = SearchChoice.parse(req.query)
    const path = deps.isAddress(search) ? await findAddressed(deps, search, res) : undefined
    if (path !== undefined) return res.redirect(303, path)
    return pages.respondShared(req, res, () => load(deps, { req, res }))
  })
}

/** The field of every page looks for films; an address typed there leads to whatever it is of. */
async function findAddressed({ findPage }: SearchPageDeps, address: string, res: Response) {
  await countAgainst(res, 'search')
  return findPage(address, viewerOf(res))
}

async function load(deps: SearchPageDeps & { origin: string }, { req, res }: Exchange): Promise<Page> {
  const page = pageNumber(req)
  const choice = SearchChoice.parse(req.query)
  const isAsked = choice.search !== '' || choice.tag !== ''
  if (isAsked) await countAgainst(res, 'search')
  const asked = { ...choice, ...rangeOf(page) }
  const found = isAsked ? await findOfKind(deps, asked, viewerOf(res)) : NOTHING
  return { kind: 'search', choice, page, pageSize: PAGE_SIZE, ...found }
}

type Shown = Pick<SearchPage, 'total' | 'videos' | 'channels' | 'playlists'>
const NOTHING: Shown = { total: 0, videos: [], channels: [], playlists: [] }

async function findOfKind(
  deps: SearchPageDeps & { origin: string },
  asked: Asked,
  viewer: Viewer | undefined
): Promise<Shown> {
  if (asked.kind === 'playlists') {
    const { total, data } = await deps.searchPlaylists(asked)
    return { ...NOTHING, total, playlists: data.map(toPlaylistCard) }
  }
  if (asked.kind === 'channels') {
    const { total, data } = await deps.searchChannels(asked, viewer)
    const { host } = new URL(deps.origin)
    return { ...NOTHING, total, channels: data.map(channel => toChannelCard(host, channel)) }
  }
  const { total, data } = await deps.searchVideos(asked, viewer)
  return { ...NOTHING, total, videos: data.map(toCard) }
}

export function toChannelCard(localHost: string, channel: ChannelDetails): ChannelCard {
  const handle = `${channel.name}@${channel.host}`
  return {
    displayName: channel.displayName,
    handle,
    followersCount: channel.followersCount,
    path: `/c/${channel.host === localHost ? channel.name : handle}`,
    avatarPath: channel.avatars.find(({ width }) => width <= 120)?.path ?? null,
    description: channel.description ?? ''
  }
}

export function toPlaylistCard(playlist: Playlist): PlaylistCard {
  const { displayName, thumbnailPath, videosLength, updatedAt, ownerAccount, shortUUID } = playlist
  return {
    displayName,
    thumbnailPath,
    videosLength,
    updatedAt,
    ownerName: ownerAccount.displayName,
    path: `/w/p/${shortUUID}`
  }
}
