export { findElement, findPlaylist, listElements, listPlaylists, type PlaylistScope } from './queries.ts'
export { type PlaylistDeps, playlistRoutes } from './routes.ts'
export { appendElement, insertPlaylist, lockPlaylist, specialPlaylistsJson } from './store.ts'
