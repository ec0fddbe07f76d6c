import type { Operations } from '../access.ts'

export const TRANSCODING_OPERATIONS = {
  getVideoTranscoding: {
    on: 'GET /videos/{id}/transcoding',
    access: 'watcher',
    summary: 'Learn how far the renditions of a video are'
  },
  retryVideoTranscoding: {
    on: 'POST /videos/{id}/transcoding/retry',
    access: 'owner-or-moderator',
    summary: 'Try a transcoding that failed again'
  },
  createVideoTranscoding: {
    on: 'POST /videos/{id}/transcoding',
    access: 'administrator',
    summary: 'Make the renditions of a video anew'
  },
  delVideoHLS: {
    on: 'DELETE /videos/{id}/hls',
    access: 'administrator',
    summary: 'Refused: it would leave nothing to watch'
  },
  delVideoHLSFile: {
    on: 'DELETE /videos/{id}/hls/{fileId}',
    access: 'administrator',
    summary: 'Remove a rendition of a video, unless it is the last one'
  },
  delVideoWebVideos: {
    on: 'DELETE /videos/{id}/web-videos',
    access: 'administrator',
    summary: 'Not found: no video has files besides HLS'
  },
  delVideoWebVideoFile: {
    on: 'DELETE /videos/{id}/web-videos/{fileId}',
    access: 'administrator',
    summary: 'Not found: no video has files besides HLS'
  }
} as const satisfies Operations
