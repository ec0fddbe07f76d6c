import type { Operations } from '../access.ts'

export const VIEW_OPERATIONS = {
  addView: { on: 'POST /videos/{id}/views', access: 'watcher', summary: 'Say how far I have watched a video' },
  putView: { on: 'PUT /videos/{id}/views', access: 'watcher', summary: 'The same, as older clients say it' },
  setProgress: { on: 'PUT /videos/{id}/watching', access: 'watcher', summary: 'The same, as older clients say it' },
  postProgress: { on: 'POST /videos/{id}/watching', access: 'watcher', summary: 'The same, as older clients say it' },
  getVideoViewers: { on: 'GET /videos/{id}/viewers', access: 'watcher', summary: 'Learn how many watch a video now' },
  getVideoOverallStats: {
    on: 'GET /videos/{id}/stats/overall',
    access: 'owner-or-moderator',
    summary: 'Learn how much a video is watched'
  },
  getVideoRetentionStats: {
    on: 'GET /videos/{id}/stats/retention',
    access: 'owner-or-moderator',
    summary: 'Learn which seconds of a video are watched'
  },
  getVideoTimeseriesStats: {
    on: 'GET /videos/{id}/stats/timeseries/{metric}',
    access: 'owner-or-moderator',
    summary: 'Learn when a video was watched'
  },
  getMyHistory: { on: 'GET /users/me/history/videos', access: 'member', summary: 'List the videos I watched' },
  delMyHistoryVideo: {
    on: 'DELETE /users/me/history/videos/{videoId}',
    access: 'member',
    summary: 'Forget that I watched a video'
  },
  clearMyHistory: { on: 'POST /users/me/history/videos/remove', access: 'member', summary: 'Forget what I watched' }
} as const satisfies Operations
