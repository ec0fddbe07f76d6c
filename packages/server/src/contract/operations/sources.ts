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
  },
  replaceVideoSourceResumableInit: {
    on: 'POST /videos/{id}/source/replace-resumable',
    access: 'owner-or-moderator',
    summary: 'Begin to replace the file of a video, in parts',
    limit: 'upload'
  },
  replaceVideoSourceResumable: {
    on: 'PUT /videos/{id}/source/replace-resumable',
    access: 'owner-or-moderator',
    summary: 'Send a part of the file that replaces another'
  },
  replaceVideoSourceResumableCancel: {
    on: 'DELETE /videos/{id}/source/replace-resumable',
    access: 'owner-or-moderator',
    summary: 'Give up to replace the file of a video'
  }
} as const satisfies Operations
