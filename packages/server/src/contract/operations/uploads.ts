import type { Operations } from '../access.ts'

export const UPLOAD_OPERATIONS = {
  uploadLegacy: { on: 'POST /videos/upload', access: 'member', summary: 'Upload a video at once', limit: 'upload' },
  uploadResumableInit: {
    on: 'POST /videos/upload-resumable',
    access: 'member',
    summary: 'Begin to upload a video in parts',
    limit: 'upload'
  },
  uploadResumable: { on: 'PUT /videos/upload-resumable', access: 'member', summary: 'Send a part of a video' },
  uploadResumableCancel: {
    on: 'DELETE /videos/upload-resumable',
    access: 'member',
    summary: 'Give up an upload in parts'
  },
  putVideo: {
    on: 'PUT /videos/{id}',
    access: 'owner-or-moderator',
    summary: 'Change what a video says of itself'
  }
} as const satisfies Operations
