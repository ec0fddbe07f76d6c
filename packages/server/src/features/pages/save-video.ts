/** Keeping a video in a playlist of one's own, from its page. */
import { z } from 'zod'
import { type PageSaving, PLAYLIST_TYPE, SAVE_DEEDS, type SaveDeed, type VideoDetails } from '../../contract/index.ts'
import type { CallOperation } from '../../platform/call-operation.ts'
import { viewerOf } from '../../platform/http.ts'
import { type Exchange, operateWith, type Sent } from './form-page.ts'
import { parseForm } from './forms.ts'

interface Deps {
  readonly call: CallOperation
}

/** Of these, the last changed are offered; all of them are on the page of one's own playlists. */
const OFFERED_MAX = 100

export async function loadSaving({ call }: Deps, { id }: VideoDetails, at: Exchange): Promise<PageSaving> {
  const operate = operateWith(call)
  const params = { handle: viewerOf(at.res)!.username }
  const list = (playlistType: number) => {
    const query = { playlistType: String(playlistType), sort: '-updatedAt', count: String(OFFERED_MAX) }
    return operate(at, 'getAccountPlaylists', { params, query })
  }
  const [later, others, holders] = await Promise.all([
    list(PLAYLIST_TYPE.watchLater),
    list(PLAYLIST_TYPE.regular),
    operate(at, 'doVideosExistInPlaylists', { query: { videoIds: [String(id)] } })
  ])
  const places = holders[id] ?? []
  const lists = [...later.data, ...others.data].map(playlist => ({
    id: playlist.id,
    displayName: playlist.displayName,
    isWatchLater: playlist.type.id === PLAYLIST_TYPE.watchLater,
    elementId: places.find(({ playlistId }) => playlistId === playlist.id)?.playlistElementId ?? null
  }))
  return { lists, said: saidBy(at, lists) }
}

/** What the form left in the address it led back to. */
function saidBy({ req }: Exchange, lists: PageSaving['lists']): PageSaving['said'] {
  const [word, id] = String(req.query['saved'] ?? '').split('-')
  const deed = SAVE_DEEDS.find(known => known === word)
  const list = lists.find(known => String(known.id) === id)
  return deed ? { deed, displayName: list?.displayName ?? '', isWatchLater: list?.isWatchLater ?? false } : null
}

const number = z.coerce.number().int().min(1)
const SaveForm = z.union([
  z.object({ form: z.literal('add'), list: number }),
  z.object({ form: z.literal('remove'), list: number, element: number }),
  z.object({ form: z.literal('make'), displayName: z.string().trim() })
])

/** @returns Where it is told what was done. @throws AppError as the API does. */
export async function saveVideo({ call }: Deps, sent: Sent): Promise<string> {
  const form = parseForm(SaveForm, sent.form)
  const operate = operateWith(call)
  const told = (deed: SaveDeed, list: number) => `?saved=${deed}-${list}#save`
  const add = (playlistId: number) =>
    operate(sent, 'addVideoPlaylistVideo', {
      params: { playlistId: String(playlistId) },
      body: { videoId: sent.req.params['ref'] }
    })
  if (form.form === 'add') {
    await add(form.list)
    return told('added', form.list)
  }
  if (form.form === 'make') {
    const { videoPlaylist } = await operate(sent, 'addPlaylist', { body: { displayName: form.displayName } })
    await add(videoPlaylist.id)
    return told('made', videoPlaylist.id)
  }
  const params = { playlistId: String(form.list), playlistElementId: String(form.element) }
  await operate(sent, 'delVideoPlaylistVideo', { params })
  return told('removed', form.list)
}
