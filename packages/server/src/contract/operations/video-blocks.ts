import type { Operations } from '../access.ts'

export const VIDEO_BLOCK_OPERATIONS = {
  getVideoBlocks: { on: 'GET /videos/blacklist', access: 'moderator', summary: 'List blocked videos' },
  addVideoBlock: { on: 'POST /videos/{id}/blacklist', access: 'moderator', summary: 'Block a video' },
  updateVideoBlock: {
    on: 'PUT /videos/{id}/blacklist',
    access: 'moderator',
    summary: 'Change the reason why a video is blocked'
  },
  delVideoBlock: { on: 'DELETE /videos/{id}/blacklist', access: 'moderator', summary: 'Unblock a video' }
} as const satisfies Operations
