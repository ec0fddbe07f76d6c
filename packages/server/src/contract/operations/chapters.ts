import type { Operations } from '../access.ts'

export const CHAPTER_OPERATIONS = {
  getVideoChapters: { on: 'GET /videos/{id}/chapters', access: 'watcher', summary: 'List the chapters of a video' },
  replaceVideoChapters: {
    on: 'PUT /videos/{id}/chapters',
    access: 'owner-or-moderator',
    summary: 'Replace the chapters of a video'
  }
} as const satisfies Operations
