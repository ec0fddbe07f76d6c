/** Who may see a playlist. */
import { PLAYLIST_PRIVACY, type Playlist, type VideoReference } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Site } from '../../kernel/site.ts'
import type { Viewer } from '../../platform/http.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { findPlaylist } from './queries.ts'
import { playlistNotFound } from './store.ts'

/** @throws AppError `not_found` for an unlisted playlist by its number; `unauthenticated`, `forbidden` for a private one. */
export async function seePlaylist(
  db: Queryable,
  site: Site,
  reference: VideoReference,
  viewer: Viewer | undefined
): Promise<Playlist> {
  const found = await findPlaylist(db, site, reference)
  if (!found) throw playlistNotFound()
  assertMaySee(found, viewer)
  return found.playlist
}

function assertMaySee({ playlist, isByNumber }: { playlist: Playlist; isByNumber: boolean }, viewer?: Viewer): void {
  if (playlist.privacy.id === PLAYLIST_PRIVACY.public) return
  if (viewer?.role === 'administrator' || viewer?.accountId === playlist.ownerAccount.id) return
  if (playlist.privacy.id === PLAYLIST_PRIVACY.private)
    throw viewer
      ? new AppError('forbidden', 'Cannot get this private video playlist.')
      : new AppError('unauthenticated', 'Unauthenticated')
  if (isByNumber) throw playlistNotFound()
}
