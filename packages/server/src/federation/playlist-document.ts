/** Playlists as ActivityPub documents, field for field as PeerTube 6.3 sends them. Pure. */
import type { Playlist, PlaylistElement } from '../contract/index.ts'
import type { Site } from '../kernel/site.ts'
import { COLLECTION_PAGE_SIZE } from './collection.ts'
import { PUBLIC, withContext } from './context.ts'

/** Pixels, as thumbnails are made. */
const THUMBNAIL = { width: 280, height: 157 }
const PUBLIC_PLAYLIST = 1

export const elementUrl = (playlist: Playlist, { id }: Pick<PlaylistElement, 'id'>) => `${playlist.url}/videos/${id}`

/** @param elements The page's; undefined for the playlist itself, which names its first page. */
export function toPlaylistDocument(
  { origin }: Site,
  playlist: Playlist,
  { page, elements }: { page?: number | undefined; elements?: readonly PlaylistElement[] } = {}
) {
  const { url, ownerAccount, videoChannel, thumbnailPath, videosLength } = playlist
  const followers = `${ownerAccount.url}/followers`
  const isPublic = playlist.privacy.id === PUBLIC_PLAYLIST
  return withContext('playlist', {
    to: isPublic ? [PUBLIC] : [],
    cc: isPublic ? [followers] : [followers, PUBLIC],
    ...(page === undefined
      ? { id: url, type: 'Playlist', totalItems: videosLength, ...(videosLength > 0 && { first: `${url}?page=1` }) }
      : {
          id: `${url}?page=${page}`,
          type: 'Playlist',
          ...(page > 1 && { prev: `${url}?page=${page - 1}` }),
          ...(page * COLLECTION_PAGE_SIZE < videosLength && { next: `${url}?page=${page + 1}` }),
          partOf: url,
          orderedItems: elements?.map(element => elementUrl(playlist, element)) ?? [],
          totalItems: videosLength
        }),
    name: playlist.displayName,
    content: playlist.description,
    mediaType: 'text/markdown',
    uuid: playlist.uuid,
    published: playlist.createdAt,
    updated: playlist.updatedAt,
    attributedTo: videoChannel ? [videoChannel.url] : [],
    ...(thumbnailPath && {
      icon: { type: 'Image', url: origin + thumbnailPath, mediaType: mediaTypeOf(thumbnailPath), ...THUMBNAIL }
    })
  })
}

const mediaTypeOf = (path: string) => (path.endsWith('.png') ? 'image/png' : 'image/jpeg')

/** @param element One whose video everybody may watch. */
export function toElementDocument(playlist: Playlist, { id, position, ...element }: PlaylistElement) {
  return withContext('playlist', {
    id: elementUrl(playlist, { id }),
    type: 'PlaylistElement',
    url: element.video?.url,
    startTimestamp: element.startTimestamp,
    stopTimestamp: element.stopTimestamp,
    position
  })
}
