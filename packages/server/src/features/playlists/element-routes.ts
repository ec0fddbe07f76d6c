/** What playlists hold: videos, in an order, each with a beginning and an end. */
import {
  AddElementBody,
  PlaylistElementReference,
  PlaylistReference,
  ReorderBody,
  UpdateElementBody,
  type VideoReference
} from '../../contract/index.ts'
import type { ApiRouter } from '../../platform/api-router.ts'
import { appendEvent } from '../../platform/events.ts'
import type { Database, Queryable } from '../../platform/postgres.ts'
import { findWatchable } from '../videos/index.ts'
import {
  appendElement,
  deleteElement,
  type LockedPlaylist,
  lockPlaylist,
  reorderElements,
  updateElement
} from './store.ts'

interface ManageCall {
  readonly params: { readonly playlistId: VideoReference }
  assertMay(ownerAccountId: number, message: string): void
}

export function serveElements(api: ApiRouter, { db }: { readonly db: Database }): void {
  api.on('addVideoPlaylistVideo', { params: PlaylistReference, body: AddElementBody }, async call => {
    const { viewer, req, body } = call
    const id = await change(call, async (tx, playlist) => {
      const video = await findWatchable(tx, { params: { id: body.videoId }, viewer, req })
      return appendElement(tx, playlist, { ...body, videoId: video.id })
    })
    return { videoPlaylistElement: { id } }
  })

  api.on('reorderVideoPlaylist', { params: PlaylistReference, body: ReorderBody }, call =>
    change(call, (tx, playlist) => reorderElements(tx, playlist, call.body))
  )
  api.on('putVideoPlaylistVideo', { params: PlaylistElementReference, body: UpdateElementBody }, call =>
    change(call, (tx, playlist) =>
      updateElement(tx, playlist, { ...call.body, elementId: call.params.playlistElementId })
    )
  )
  api.on('delVideoPlaylistVideo', { params: PlaylistElementReference }, call =>
    change(call, (tx, playlist) => deleteElement(tx, playlist, call.params.playlistElementId))
  )

  function change<Result>(
    { params, assertMay }: ManageCall,
    write: (tx: Queryable, playlist: LockedPlaylist) => Promise<Result>
  ): Promise<Result> {
    return db.transaction(async tx => {
      const playlist = await lockPlaylist(tx, params.playlistId)
      assertMay(playlist.accountId, 'Cannot manage video playlist of another user')
      const result = await write(tx, playlist)
      await appendEvent(tx, { type: 'playlist.updated', playlistId: playlist.id })
      return result
    })
  }
}
