/** Keeping a video in a playlist of one's own, from its page. Plain forms: no script is needed. */
import { type Router, urlencoded } from 'express'
import { z } from 'zod'
import { type PageSaving, PLAYLIST_TYPE, SAVE_DEEDS, type SaveDeed, type VideoDetails } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { CallOperation } from '../../platform/call-operation.ts'
import { viewerOf } from '../../platform/http.ts'
import { type Exchange, operateWith } from './form-page.ts'
import { signedInViewer } from './page-access.ts'

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
    ...{
      id: playlist.id,
      displayName: playlist.displayName,
      isWatchLater: playlist.type.id === PLAYLIST_TYPE.watchLater
    },
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
  z.object({ form: z.literal('make'), displayName: z.string() })
])
type SaveForm = z.output<typeof SaveForm>

export function saveVideoForms(router: Router, { call }: Deps): void {
  const path = ['/w/:ref/save', '/videos/watch/:ref/save']
  router.post(path, urlencoded({ extended: false, limit: '10kb' }), async (req, res) => {
    const page = `/w/${encodeURIComponent(String(req.params['ref']))}`
    if (!signedInViewer(req, res, page)) return
    const parsed = SaveForm.safeParse(req.body ?? {})
    if (!parsed.success) throw new AppError('invalid', 'The form was not filled in as it must be.')
    const [deed, id] = await save(call, { req, res }, parsed.data)
    res.redirect(303, `${page}?saved=${deed}${id === undefined ? '' : `-${id}`}#save`)
  })
}

/** What the API refuses is told on the page: there is nothing to mend but a name. */
async function save(call: CallOperation, at: Exchange, form: SaveForm): Promise<readonly [SaveDeed, number?]> {
  const operate = operateWith(call)
  const add = (playlistId: number) =>
    operate(at, 'addVideoPlaylistVideo', {
      params: { playlistId: String(playlistId) },
      body: { videoId: at.req.params['ref'] }
    })
  try {
    if (form.form === 'make') {
      const name = form.displayName.trim()
      const made = await operate(at, 'addPlaylist', { body: { displayName: name } }).catch(asUnnamed)
      if (!made) return ['unnamed']
      await add(made.videoPlaylist.id)
      return ['made', made.videoPlaylist.id]
    }
    if (form.form === 'add') {
      await add(form.list)
      return ['added', form.list]
    }
    const params = { playlistId: String(form.list), playlistElementId: String(form.element) }
    await operate(at, 'delVideoPlaylistVideo', { params })
    return ['removed', form.list]
  } catch (error) {
    if (error instanceof AppError) return ['refused']
    throw error
  }
}

function asUnnamed(error: unknown): undefined {
  if (error instanceof AppError && error.code === 'invalid') return undefined
  throw error
}
