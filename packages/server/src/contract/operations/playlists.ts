import type { Operations } from '../access.ts'

export const PLAYLIST_OPERATIONS = {
  getPlaylistPrivacyPolicies: {
    on: 'GET /video-playlists/privacies',
    access: 'anyone',
    summary: 'List the privacies of playlists'
  },
  getPlaylists: { on: 'GET /video-playlists', access: 'anyone', summary: 'List public playlists' },
  getAccountPlaylists: {
    on: 'GET /accounts/{handle}/video-playlists',
    access: 'anyone',
    summary: 'List the playlists of an account: its owner sees all of them'
  },
  getVideoChannelPlaylists: {
    on: 'GET /video-channels/{handle}/video-playlists',
    access: 'anyone',
    summary: 'List the public playlists of a channel'
  },
  addPlaylist: { on: 'POST /video-playlists', access: 'member', summary: 'Make a playlist' },
  getPlaylist: { on: 'GET /video-playlists/{playlistId}', access: 'watcher', summary: 'Get a playlist' },
  putPlaylist: {
    on: 'PUT /video-playlists/{playlistId}',
    access: 'owner-or-administrator',
    summary: 'Change a playlist'
  },
  delPlaylist: {
    on: 'DELETE /video-playlists/{playlistId}',
    access: 'owner-or-moderator',
    summary: 'Delete a playlist'
  },
  getVideoPlaylistVideos: {
    on: 'GET /video-playlists/{playlistId}/videos',
    access: 'watcher',
    summary: 'List the videos of a playlist in their order'
  },
  addVideoPlaylistVideo: {
    on: 'POST /video-playlists/{playlistId}/videos',
    access: 'owner-or-administrator',
    summary: 'Add a video at the end of a playlist',
    opensVideo: true
  },
  reorderVideoPlaylist: {
    on: 'POST /video-playlists/{playlistId}/videos/reorder',
    access: 'owner-or-administrator',
    summary: 'Move videos within a playlist'
  },
  putVideoPlaylistVideo: {
    on: 'PUT /video-playlists/{playlistId}/videos/{playlistElementId}',
    access: 'owner-or-administrator',
    summary: 'Change where a video of a playlist starts and stops'
  },
  delVideoPlaylistVideo: {
    on: 'DELETE /video-playlists/{playlistId}/videos/{playlistElementId}',
    access: 'owner-or-administrator',
    summary: 'Take a video out of a playlist'
  },
  doVideosExistInPlaylists: {
    on: 'GET /users/me/video-playlists/videos-exist',
    access: 'member',
    summary: 'Tell in which of my playlists videos are'
  },
  searchPlaylists: {
    on: 'GET /search/video-playlists',
    access: 'anyone',
    summary: 'Search playlists',
    limit: 'search'
  },
  searchPlaylistsByBody: {
    on: 'POST /search/video-playlists',
    access: 'anyone',
    summary: 'Search playlists, with the filters in the body',
    limit: 'search'
  }
} as const satisfies Operations
