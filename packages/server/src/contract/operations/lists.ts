import type { Operations } from '../access.ts'

export const LIST_OPERATIONS = {
  getVideos: { on: 'GET /videos', access: 'anyone', summary: 'List videos' },
  getAccountVideos: { on: 'GET /accounts/{handle}/videos', access: 'anyone', summary: 'List the videos of an account' },
  getVideoChannelVideos: {
    on: 'GET /video-channels/{handle}/videos',
    access: 'anyone',
    summary: 'List the videos of a channel'
  },
  getUserVideos: { on: 'GET /users/me/videos', access: 'member', summary: 'List my videos' },
  getVideosOverview: {
    on: 'GET /overviews/videos',
    access: 'anyone',
    summary: 'Get some videos of some categories, channels and tags'
  },
  searchVideos: { on: 'GET /search/videos', access: 'anyone', summary: 'Search videos', limit: 'search' },
  searchVideosByBody: {
    on: 'POST /search/videos',
    access: 'anyone',
    summary: 'Search videos, with the filters in the body',
    limit: 'search'
  },
  searchChannels: { on: 'GET /search/video-channels', access: 'anyone', summary: 'Search channels', limit: 'search' },
  searchChannelsByBody: {
    on: 'POST /search/video-channels',
    access: 'anyone',
    summary: 'Search channels, with the filters in the body',
    limit: 'search'
  }
} as const satisfies Operations
