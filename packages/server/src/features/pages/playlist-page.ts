/** A playlist: the page of the video at one of its places, with the others beside it. PeerTube's addresses. */
import type { Request, Response, Router } from 'express'
import { z } from 'zod'
import {
  type Page,
  type PagePlaylist,
  PLAYLIST_PRIVACY,
  PLAYLIST_TYPE,
  type PlayableVideo,
  type Playlist,
  type PlaylistElement
} from '../../contract/index.ts'
import { type Viewer, viewerOf } from '../../platform/http.ts'
import { keptOptions, readEmbedOptions } from './embed-options.ts'
import type { Exchange } from './form-page.ts'
import { markdownToHtml } from './markdown.ts'
import { embedHeaders } from './page-headers.ts'
import type { PageResponder } from './page-responder.ts'
import { parseStartSeconds } from './start-time.ts'
import { loadPlayableVideo, type VideoPageDeps } from './video-page.ts'
import { loadWatchExtras, type WatchExtrasDeps } from './watch-extras.ts'

export interface PlaylistListDeps {
  /** By id, UUID or short UUID. @throws AppError as the API does. */
  readonly findPlaylist: (reference: string, viewer: Viewer | undefined) => Promise<Playlist>
  readonly listElements: (
    playlistId: number,
    viewer: Viewer | undefined,
    range: { start: number; count: number }
  ) => Promise<{ total: number; data: readonly PlaylistElement[] }>
}

export type PlaylistPageDeps = PlaylistListDeps & VideoPageDeps & WatchExtrasDeps

const EMBEDS = '/video-playlists/embed'
const ADDRESSES = ['/w/p/:ref', '/videos/watch/playlist/:ref']
/** Shown beside one video; more are on the other pages of the playlist. */
const ELEMENTS_MAX = 100

export function playlistPages(router: Router, pages: PageResponder, deps: PlaylistPageDeps): void {
  router.get(ADDRESSES, (req, res) => pages.respondShared(req, res, () => load(deps, req, res)))
  router.use(EMBEDS, embedHeaders)
  router.get(`${EMBEDS}/:ref`, (req, res) => pages.respondShared(req, res, () => loadEmbed(deps, req, res)))
}

async function load(deps: PlaylistPageDeps, req: Request, res: Response): Promise<Page> {
  const { playlist, playable } = await open(deps, { req, res }, ({ shortUUID }) => `/w/p/${shortUUID}?`)
  if (!playable) return { kind: 'playlist', playlist }
  const extras = await loadWatchExtras(deps, playable.video, { req, res })
  return { kind: 'watch', ...playable, ...extras, playlist }
}

async function loadEmbed(deps: PlaylistPageDeps, req: Request, res: Response): Promise<Page> {
  const { options, refusesP2p } = readEmbedOptions(req.query)
  const { playlist, playable } = await open(deps, { req, res }, ({ embedPath }) => {
    const kept = keptOptions(options, refusesP2p).toString()
    return `${embedPath}?${kept}${kept && '&'}`
  })
  if (!playable) return { kind: 'playlist', isEmbed: true, playlist }
  return { kind: 'embed', ...playable, p2p: refusesP2p ? null : playable.p2p, options, playlist }
}

/** @param addressOf Of the playlist's places, but for the place itself. */
async function open(
  deps: PlaylistPageDeps,
  { req, res }: Exchange,
  addressOf: (playlist: Playlist) => string
): Promise<{ playlist: PagePlaylist; playable: PlayableVideo | undefined }> {
  const viewer = viewerOf(res)
  const found = await deps.findPlaylist(String(req.params['ref']), viewer)
  const asked = positionOf(req)
  const start = Math.floor(((asked ?? 1) - 1) / ELEMENTS_MAX) * ELEMENTS_MAX
  const { total, data } = await deps.listElements(found.id, viewer, { start, count: ELEMENTS_MAX })
  const element = data.find(({ position, video }) => video !== null && (asked === undefined || position === asked))
  const listed = { total, elements: data, open: element, address: addressOf(found) }
  const playlist = toPagePlaylist(new URL(deps.origin).host, found, listed)
  if (!element?.video) return { playlist, playable: undefined }
  const playable = await loadPlayableVideo(deps, element.video.uuid, {
    viewer,
    password: undefined,
    fileToken: undefined,
    startSeconds: parseStartSeconds(req.query['start']) || (element.startTimestamp ?? 0)
  })
  return { playlist, playable }
}

/** PeerTube's name for the place; nonsense is none. */
function positionOf(req: Request): number | undefined {
  return z.coerce.number().int().min(1).max(1e6).optional().catch(undefined).parse(req.query['playlistPosition'])
}

interface Listed {
  readonly total: number
  readonly elements: readonly PlaylistElement[]
  readonly open: PlaylistElement | undefined
  readonly address: string
}

function toPagePlaylist(
  localHost: string,
  playlist: Playlist,
  { total, elements, open, address }: Listed
): PagePlaylist {
  const { displayName, description, shortUUID, embedPath, ownerAccount } = playlist
  const isPrivate = playlist.privacy.id === PLAYLIST_PRIVACY.private
  const addressAt = (position: number) => `${address}playlistPosition=${position}`
  const pathAt = ({ position, video }: PlaylistElement) => (video ? addressAt(position) : null)
  const place = open ? elements.indexOf(open) : -1
  const playableAfter = elements.slice(place + 1).find(({ video }) => video !== null)
  const playableBefore = elements.slice(0, Math.max(0, place)).findLast(({ video }) => video !== null)
  /** @param beyond Place after or before those that are shown. */
  const beside = (near: PlaylistElement | undefined, beyond: number) => {
    if (place < 0) return null
    if (near) return pathAt(near)
    return beyond >= 1 && beyond <= total ? addressAt(beyond) : null
  }
  return {
    displayName,
    path: `/w/p/${shortUUID}`,
    total,
    position: open?.position ?? null,
    isWatchLater: playlist.type.id === PLAYLIST_TYPE.watchLater,
    stopSeconds: open?.stopTimestamp ?? null,
    embedPath: isPrivate ? null : embedPath,
    podcastPath: isPrivate ? null : `/feeds/podcast/videos.xml?playlistId=${playlist.uuid}`,
    descriptionHtml: markdownToHtml(description),
    ownerName: ownerAccount.displayName,
    ownerPath: `/a/${ownerAccount.name}${ownerAccount.host === localHost ? '' : `@${ownerAccount.host}`}`,
    elements: elements.map(element => ({
      position: element.position,
      path: pathAt(element),
      name: element.video?.name ?? '',
      channelName: element.video?.channel.displayName ?? '',
      thumbnailPath: element.video?.thumbnailPath ?? null,
      durationSeconds: element.video?.duration ?? 0
    })),
    previousPath: beside(playableBefore, (elements[0]?.position ?? 1) - 1),
    nextPath: beside(playableAfter, (elements.at(-1)?.position ?? total) + 1)
  }
}
