import type { Operations } from '../access.ts'

export const ACTOR_IMAGE_OPERATIONS = {
  pickMyAvatar: { on: 'POST /users/me/avatar/pick', access: 'member', summary: 'Choose my avatar' },
  delMyAvatar: { on: 'DELETE /users/me/avatar', access: 'member', summary: 'Do without an avatar' },
  pickChannelAvatar: {
    on: 'POST /video-channels/{handle}/avatar/pick',
    access: 'owner-or-moderator',
    summary: 'Choose the avatar of a channel'
  },
  delChannelAvatar: {
    on: 'DELETE /video-channels/{handle}/avatar',
    access: 'owner-or-moderator',
    summary: 'Remove the avatar of a channel'
  },
  pickChannelBanner: {
    on: 'POST /video-channels/{handle}/banner/pick',
    access: 'owner-or-moderator',
    summary: 'Choose the banner of a channel'
  },
  delChannelBanner: {
    on: 'DELETE /video-channels/{handle}/banner',
    access: 'owner-or-moderator',
    summary: 'Remove the banner of a channel'
  },
  pickInstanceAvatar: {
    on: 'POST /config/instance-avatar/pick',
    access: 'administrator',
    summary: 'Choose the avatar of the server'
  },
  delInstanceAvatar: {
    on: 'DELETE /config/instance-avatar',
    access: 'administrator',
    summary: 'Remove the avatar of the server'
  },
  pickInstanceBanner: {
    on: 'POST /config/instance-banner/pick',
    access: 'administrator',
    summary: 'Choose the banner of the server'
  },
  delInstanceBanner: {
    on: 'DELETE /config/instance-banner',
    access: 'administrator',
    summary: 'Remove the banner of the server'
  }
} as const satisfies Operations
