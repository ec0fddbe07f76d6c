import type { VideoDetails } from '../../packages/server/src/contract/index.ts'

/** A video of somebody else's, as far as the watch page reads it. */
export const pageVideo = (change: object = {}): VideoDetails =>
  ({
    id: 5,
    uuid: 'u',
    shortUUID: 's',
    isLocal: true,
    privacy: { id: 1 },
    commentsPolicy: { id: 2 },
    account: { id: 9 },
    streamingPlaylists: [],
    files: [],
    trackerUrls: [],
    description: null,
    ...change
  }) as unknown as VideoDetails
