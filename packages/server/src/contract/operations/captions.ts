import type { Operations } from '../access.ts'

export const CAPTION_OPERATIONS = {
  getVideoCaptions: { on: 'GET /videos/{id}/captions', access: 'watcher', summary: 'List the captions of a video' },
  addVideoCaption: {
    on: 'PUT /videos/{id}/captions/{captionLanguage}',
    access: 'owner-or-moderator',
    summary: 'Add a caption (WebVTT or SubRip), or replace the one in that language'
  },
  delVideoCaption: {
    on: 'DELETE /videos/{id}/captions/{captionLanguage}',
    access: 'owner-or-moderator',
    summary: 'Remove a caption'
  }
} as const satisfies Operations
