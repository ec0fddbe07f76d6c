/** A playlist: the page of the video at one of its places, with the others beside it. PeerTube's addresses. */
import type { Request, Response, Router } from 'express'
import { z } from 'zod'
import type { Page, PagePlaylist, Playlist, PlaylistElement } from '../../contract/index.ts'
import { type Viewer, viewerOf } from '../../platform/http.ts'
import { markdownToHtml } from './markdown.ts'
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

const ADDRESSES = ['/w/p/:ref', '/videos/watch/playlist/:ref']
/** Shown beside one video; more are on the other pages of the playlist. */
const ELEMENTS_MAX = 100

export function playlistPages(router: Router, pages: PageResponder, deps: PlaylistPageDeps): void {
  router.get(ADDRESSES, (req, res) => pages.respondShared(req, res, () => load(deps, req, res)))

  // An embedded playlist begins with its first film.
  router.get('/video-playlists/embed/:ref', async (req, res) => {
    const viewer = viewerOf(res)
    const { id } = await deps.findPlaylist(String(req.params['ref']), viewer)
    const { data } = await deps.listElements(id, viewer, { start: 0, count: ELEMENTS_MAX })
    const first = data.find(({ video }) => video !== null)
    res.redirect(302, first?.video?.embedPath ?? `/w/p/${encodeURIComponent(String(req.params['ref']))}`)
  })
}

async function load(deps: PlaylistPageDeps, req: Request, res: Response): Promise<Page> {
  const viewer = viewerOf(res)
  const playlist = await deps.findPlaylist(String(req.params['ref']), viewer)
  const asked = positionOf(req)
  const start = Math.floor(((asked ?? 1) - 1) / ELEMENTS_MAX) * ELEMENTS_MAX
  const { total, data } = await deps.listElements(playlist.id, viewer, { start, count: ELEMENTS_MAX })
  const open = data.find(({ position, video }) => video !== null && (asked === undefined || position === asked))
  const shown = toPagePlaylist(new URL(deps.origin).host, playlist, { total, elements: data, open })
  if (!open?.video) return { kind: 'playlist', playlist: shown }

  const playable = await loadPlayableVideo(deps, open.video.uuid, {
    ...{ viewer, password: undefined, fileToken: undefined },
    startSeconds: parseStartSeconds(req.query['start']) || (open.startTimestamp ?? 0)
  })
  const extras = await loadWatchExtras(deps, playable.video, { req, res })
  return { kind: 'watch', ...playable, ...extras, playlist: shown }
}

/** PeerTube's name for the place; nonsense is none. */
function positionOf(req: Request): number | undefined {
  return z.coerce.number().int().min(1).max(1e6).optional().catch(undefined).parse(req.query['playlistPosition'])
}

interface Listed {
  readonly total: number
  readonly elements: readonly PlaylistElement[]
  readonly open: PlaylistElement | undefined
}

function toPagePlaylist(localHost: string, playlist: Playlist, { total, elements, open }: Listed): PagePlaylist {
  const { displayName, description, shortUUID, ownerAccount } = playlist
  const path = `/w/p/${shortUUID}`
  const pathAt = ({ position, video }: PlaylistElement) => (video ? `${path}?playlistPosition=${position}` : null)
  const place = open ? elements.indexOf(open) : -1
  const playableAfter = elements.slice(place + 1).find(({ video }) => video !== null)
  const playableBefore = elements.slice(0, Math.max(0, place)).findLast(({ video }) => video !== null)
  return {
    ...{ displayName, path, total, position: open?.position ?? null },
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
    previousPath: (playableBefore && pathAt(playableBefore)) ?? null,
    nextPath: (place >= 0 && playableAfter && pathAt(playableAfter)) || null
  }
}
