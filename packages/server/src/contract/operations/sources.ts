import type { Operations } from '../access.ts'

export const SOURCE_OPERATIONS = {
  getVideoSource: {
    on: 'GET /videos/{id}/source',
    access: 'owner-or-moderator',
    summary: 'Learn what file a video was made of'
  },
  deleteVideoSourceFile: {
    on: 'DELETE /videos/{id}/source/file',
    access: 'administrator',
    summary: 'Remove the file a video was made of'
  }
} as const satisfies Operations
