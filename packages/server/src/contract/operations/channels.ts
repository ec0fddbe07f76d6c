import type { Operations } from '../access.ts'

export const CHANNEL_OPERATIONS = {
  getVideoChannels: { on: 'GET /video-channels', access: 'anyone', summary: 'List channels' },
  addVideoChannel: { on: 'POST /video-channels', access: 'member', summary: 'Make a channel' },
  getVideoChannel: { on: 'GET /video-channels/{handle}', access: 'anyone', summary: 'Get a channel' },
  putVideoChannel: {
    on: 'PUT /video-channels/{handle}',
    access: 'owner-or-moderator',
    summary: 'Change what a channel says of itself'
  },
  delVideoChannel: {
    on: 'DELETE /video-channels/{handle}',
    access: 'owner-or-moderator',
    summary: 'Delete a channel with its videos'
  },
  getVideoChannelFollowers: {
    on: 'GET /video-channels/{handle}/followers',
    access: 'owner-or-moderator',
    summary: 'List who follows a channel'
  },
  getAccounts: { on: 'GET /accounts', access: 'anyone', summary: 'List accounts' },
  getAccount: { on: 'GET /accounts/{handle}', access: 'anyone', summary: 'Get an account' },
  getVideoChannelsOfAccount: {
    on: 'GET /accounts/{handle}/video-channels',
    access: 'anyone',
    summary: 'List the channels of an account'
  },
  getAccountFollowers: {
    on: 'GET /accounts/{handle}/followers',
    access: 'owner-or-moderator',
    summary: 'List who follows an account or its channels'
  }
} as const satisfies Operations
