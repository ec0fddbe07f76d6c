import { request } from './http.ts'

/** @param from Places from 1, as they are before the move. */
export async function movePlaylistVideo(playlistUuid: string, from: number, to: number): Promise<void> {
  await request('POST', `/api/v1/video-playlists/${playlistUuid}/videos/reorder`, {
    body: { startPosition: from, insertAfterPosition: to > from ? to : to - 1 }
  })
}
