import type { Operations } from '../access.ts'

export const DELIVERY_OPERATIONS = {
  addPlaybackMetric: {
    on: 'POST /metrics/playback',
    access: 'watcher',
    summary: 'Tell how many bytes of a video came from servers and from other viewers'
  },
  getDelivery: {
    on: 'GET /server/delivery',
    access: 'administrator',
    summary: 'Learn how much of what was watched other viewers carried, day by day'
  },
  getVideoDelivery: {
    on: 'GET /server/delivery/videos',
    access: 'administrator',
    summary: 'Learn how much of what was watched other viewers carried, video by video'
  }
} as const satisfies Operations
