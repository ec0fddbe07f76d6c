/** One's own playlists: the list of them, and what each holds, in its order. PeerTube's addresses. */
import type { Request, Router } from 'express'
import { z } from 'zod'
import {
  type FormOutcome,
  type MyPlaylistPage,
  type MyPlaylistsPage,
  type OwnElement,
  type OwnPlaylist,
  PLAYLIST_TYPE,
  type Playlist,
  type PlaylistElement
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { parse, viewerOf } from '../../platform/http.ts'
import { type Act, type Exchange, formPage, NOTHING, type Operate, operateWith, type Sent } from './form-page.ts'
import { type FileFormDeps, faultsOf, leadBack } from './forms.ts'
import { isSignedIn, signedInViewer } from './page-access.ts'
import { PAGE_SIZE, pageNumber, rangeOf } from './page-number.ts'
import type { PageResponder } from './page-responder.ts'
import { parseMoment } from './start-time.ts'

const ADDRESS = '/my-library/video-playlists'
const ELEMENTS_PER_PAGE = 100
/** A little more than the API takes, so that it is the API that refuses. */
const PICTURE_MAX_BYTES = 9e6

export function myPlaylistPages(router: Router, pages: PageResponder, deps: FileFormDeps): void {
  const operate = operateWith(deps.call)
  const showOne = (at: Exchange, outcome: FormOutcome) => loadOne(operate, at, outcome)

  formPage(router, pages, {
    path: ADDRESS,
    admits: isSignedIn,
    show: (at, outcome) => loadAll(operate, at, outcome),
    forms: { create: create(operate) }
  })
  formPage(router, pages, {
    path: `${ADDRESS}/:id`,
    admits: isSignedIn,
    show: showOne,
    forms: {
      edit: async sent => {
        await operate(sent, 'putPlaylist', { params: paramsOf(sent.req), body: detailsIn(sent) })
        return 'saved'
      },
      delete: async sent => {
        await operate(sent, 'delPlaylist', { params: paramsOf(sent.req) })
        return { deed: 'playlist-deleted', to: ADDRESS }
      },
      ...elementForms(operate)
    }
  })

  // A form with a file is read in another way than the others of the page.
  router.post(`${ADDRESS}/:id/thumbnail`, async (req, res) => {
    if (!signedInViewer(req, res, pathOf(String(req.params['id'])))) return
    const refuse = async () => {
      const fault = { form: 'thumbnail', id: '', kind: 'invalid', fields: ['thumbnailfile'], values: {} } as const
      await pages.respond(req, res, await showOne({ req, res }, { ...NOTHING, fault }), 400)
    }
    const files = { thumbnailfile: PICTURE_MAX_BYTES }
    const received = await deps.receiveFiles(req, files).catch((error: unknown) => faultsOf(error))
    if (Array.isArray(received) || received.form.files.size === 0) return refuse()
    try {
      await deps.call('putPlaylist', { req, res, params: paramsOf(req), body: {}, files: received.form.files })
    } catch (error) {
      faultsOf(error)
      return await refuse()
    } finally {
      await received.release()
    }
    leadBack(res, pathOf(String(req.params['id'])), 'saved')
  })
}

const pathOf = (reference: string) => `${ADDRESS}/${encodeURIComponent(reference)}`
const paramsOf = (req: Request) => ({ playlistId: String(req.params['id']) })

const detailsIn = ({ field }: Sent) => ({
  displayName: field('displayName'),
  description: field('description'),
  privacy: field('privacy'),
  videoChannelId: field('videoChannelId')
})

const create =
  (operate: Operate): Act =>
  async sent => {
    const { videoPlaylist } = await operate(sent, 'addPlaylist', { body: detailsIn(sent) })
    return { deed: 'playlist-made', to: pathOf(videoPlaylist.shortUUID) }
  }

const Move = z.object({ position: z.coerce.number().int().min(1), to: z.coerce.number().int().min(1) })

function elementForms(operate: Operate): Record<string, Act> {
  const at = ({ req, id }: Sent) => ({ params: { ...paramsOf(req), playlistElementId: id } })
  return {
    async move(sent) {
      const { position, to } = parse(Move, sent.form)
      const params = paramsOf(sent.req)
      const query = { start: String(position - 1), count: '1' }
      const { data } = await operate(sent, 'getVideoPlaylistVideos', { params, query })
      // The page is older than the order: what stands there now is another one.
      if (String(data[0]?.id) !== sent.id) throw new AppError('conflict', 'The playlist was changed meanwhile.')
      const insertAfterPosition = to > position ? to : to - 1
      await operate(sent, 'reorderVideoPlaylist', { params, body: { startPosition: position, insertAfterPosition } })
      const page = Math.ceil(to / ELEMENTS_PER_PAGE)
      const rest = page > 1 ? `?page=${page}` : ''
      return { deed: 'playlist-moved', to: `${pathOf(params.playlistId)}${rest}#element-${sent.id}` }
    },
    async span(sent) {
      const [startTimestamp, stopTimestamp] = ['startTimestamp', 'stopTimestamp'].map(name =>
        momentIn(sent.field(name))
      )
      await operate(sent, 'putVideoPlaylistVideo', { ...at(sent), body: { startTimestamp, stopTimestamp } })
      return { deed: 'saved', to: `${sent.req.originalUrl}#element-${sent.id}` }
    },
    async remove(sent) {
      await operate(sent, 'delVideoPlaylistVideo', at(sent))
      return { deed: 'playlist-video-removed', to: `${sent.req.originalUrl}#elements` }
    }
  }
}

/** Null where nothing was written; what is no moment is left for the API to refuse. */
const momentIn = (text: string) => (text === '' ? null : (parseMoment(text) ?? text))

async function loadAll(operate: Operate, at: Exchange, outcome: FormOutcome): Promise<MyPlaylistsPage> {
  const page = pageNumber(at.req)
  const params = { handle: viewerOf(at.res)!.username }
  const list = (playlistType: number, { start, count }: { start: number; count: number }) => {
    const query = { playlistType: String(playlistType), sort: '-updatedAt', start: String(start), count: String(count) }
    return operate(at, 'getAccountPlaylists', { params, query })
  }
  const [later, others] = await Promise.all([
    page === 1 ? list(PLAYLIST_TYPE.watchLater, { start: 0, count: 1 }) : undefined,
    list(PLAYLIST_TYPE.regular, rangeOf(page))
  ])
  return {
    kind: 'my-playlists',
    page,
    pageSize: PAGE_SIZE,
    total: others.total,
    outcome,
    playlists: [...(later?.data ?? []), ...others.data].map(toOwn)
  }
}

/** @throws AppError `not_found`; `forbidden` for somebody else's. */
async function loadOne(operate: Operate, at: Exchange, outcome: FormOutcome): Promise<MyPlaylistPage> {
  const page = pageNumber(at.req)
  const params = paramsOf(at.req)
  const playlist = await operate(at, 'getPlaylist', { params }).catch(asNotFound)
  if (!playlist.isLocal || playlist.ownerAccount.id !== viewerOf(at.res)!.accountId)
    throw new AppError('forbidden', 'This playlist belongs to somebody else.')
  const query = { start: String((page - 1) * ELEMENTS_PER_PAGE), count: String(ELEMENTS_PER_PAGE) }
  const { total, data } = await operate(at, 'getVideoPlaylistVideos', { params, query })
  return {
    kind: 'my-playlist',
    page,
    pageSize: ELEMENTS_PER_PAGE,
    total,
    outcome,
    playlist: toOwn(playlist),
    elements: data.map(element => toOwnElement(playlist, element))
  }
}

/** People edit addresses: nonsense leads to nothing. */
function asNotFound(error: unknown): never {
  if (error instanceof AppError && error.code === 'invalid')
    throw new AppError('not_found', 'Video playlist not found', { cause: error })
  throw error
}

function toOwn(playlist: Playlist): OwnPlaylist {
  const { id, uuid, shortUUID, displayName, description, thumbnailPath, videosLength, updatedAt } = playlist
  return {
    id,
    uuid,
    shortUUID,
    displayName,
    description,
    thumbnailPath,
    videosLength,
    updatedAt,
    isWatchLater: playlist.type.id === PLAYLIST_TYPE.watchLater,
    privacy: playlist.privacy.id,
    channelId: playlist.videoChannel?.id ?? null
  }
}

function toOwnElement({ shortUUID }: Playlist, element: PlaylistElement): OwnElement {
  const { id, position, startTimestamp, stopTimestamp, video } = element
  return {
    id,
    position,
    startSeconds: startTimestamp,
    stopSeconds: stopTimestamp,
    path: video && `/w/p/${shortUUID}?playlistPosition=${position}`,
    name: video?.name ?? '',
    channelName: video?.channel.displayName ?? '',
    thumbnailPath: video?.thumbnailPath ?? null,
    durationSeconds: video?.duration ?? 0
  }
}
