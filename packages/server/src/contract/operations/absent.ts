import type { Operations } from '../access.ts'

/** Parts of PeerTube that are not here. Their addresses answer so, for clients that ask. */
export const ABSENT_OPERATIONS = {
  getPlugins: { on: 'GET /plugins', access: 'administrator', summary: 'List plugins: there are none' },
  getAvailablePlugins: {
    on: 'GET /plugins/available',
    access: 'administrator',
    summary: 'List plugins that could be installed: there are none'
  },
  addPlugin: { on: 'POST /plugins/install', access: 'administrator', summary: 'Refused: there are no plugins' },
  updatePlugin: { on: 'POST /plugins/update', access: 'administrator', summary: 'Refused: there are no plugins' },
  uninstallPlugin: { on: 'POST /plugins/uninstall', access: 'administrator', summary: 'Refused: there are no plugins' },
  getPlugin: { on: 'GET /plugins/{npmName}', access: 'administrator', summary: 'Not found: there are no plugins' },
  setPluginSettings: {
    on: 'PUT /plugins/{npmName}/settings',
    access: 'administrator',
    summary: 'Not found: there are no plugins'
  },
  getPluginRegisteredSettings: {
    on: 'GET /plugins/{npmName}/registered-settings',
    access: 'administrator',
    summary: 'Not found: there are no plugins'
  },
  getPluginPublicSettings: {
    on: 'GET /plugins/{npmName}/public-settings',
    access: 'anyone',
    summary: 'Not found: there are no plugins'
  },
  addLive: { on: 'POST /videos/live', access: 'member', summary: 'Refused: there is no live streaming' },
  getLiveId: { on: 'GET /videos/live/{id}', access: 'watcher', summary: 'Not found: there is no live streaming' },
  updateLiveId: { on: 'PUT /videos/live/{id}', access: 'member', summary: 'Not found: there is no live streaming' },
  getLiveSessions: {
    on: 'GET /videos/live/{id}/sessions',
    access: 'member',
    summary: 'Not found: there is no live streaming'
  },
  getLiveSession: {
    on: 'GET /videos/{id}/live-session',
    access: 'watcher',
    summary: 'Not found: there is no live streaming'
  },
  editVideoInStudio: {
    on: 'POST /videos/{id}/studio/edit',
    access: 'member',
    summary: 'Refused: there is no video editor'
  },
  generateVideoCaption: {
    on: 'POST /videos/{id}/captions/generate',
    access: 'member',
    summary: 'Refused: captions are not written by themselves'
  },
  importVideosInChannel: {
    on: 'POST /video-channels/{handle}/import-videos',
    access: 'member',
    summary: 'Refused: whole channels are not imported'
  },
  addVideoChannelSync: {
    on: 'POST /video-channel-syncs',
    access: 'member',
    summary: 'Refused: channels are not synchronised'
  },
  delVideoChannelSync: {
    on: 'DELETE /video-channel-syncs/{channelSyncId}',
    access: 'member',
    summary: 'Not found: channels are not synchronised'
  },
  triggerVideoChannelSync: {
    on: 'POST /video-channel-syncs/{channelSyncId}/sync',
    access: 'member',
    summary: 'Refused: channels are not synchronised'
  },
  getVideoChannelSyncs: {
    on: 'GET /accounts/{handle}/video-channel-syncs',
    access: 'member',
    summary: 'List the channels that are synchronised: there are none'
  }
} as const satisfies Operations
