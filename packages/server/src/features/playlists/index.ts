export {
  findElement,
  findPlaylist,
  listElements,
  listPlaylists,
  type PlaylistScope,
  searchPlaylists
} from './queries.ts'
export {
  deleteRemotePlaylist,
  endReading,
  findPlaylistActors,
  findRemotePlaylist,
  type PlaylistActors,
  postponeReading,
  type ReadElement,
  type Reading,
  saveRemotePlaylist,
  type ToldPlaylist,
  takeReading
} from './remote.ts'
export { type PlaylistDeps, playlistRoutes } from './routes.ts'
export { seePlaylist } from './see-playlist.ts'
export { appendElement, insertPlaylist, lockPlaylist, specialPlaylistsJson } from './store.ts'
