import type { Operations } from '../access.ts'

export const VIDEO_OPERATIONS = {
  getCategories: { on: 'GET /videos/categories', access: 'anyone', summary: 'List the categories' },
  getLicences: { on: 'GET /videos/licences', access: 'anyone', summary: 'List the licences' },
  getLanguages: { on: 'GET /videos/languages', access: 'anyone', summary: 'List the languages' },
  getVideoPrivacyPolicies: { on: 'GET /videos/privacies', access: 'anyone', summary: 'List the privacies' },
  getVideo: { on: 'GET /videos/{id}', access: 'watcher', summary: 'Get a video' },
  getVideoDesc: { on: 'GET /videos/{id}/description', access: 'watcher', summary: 'Get the whole description' },
  listVideoStoryboards: {
    on: 'GET /videos/{id}/storyboards',
    access: 'watcher',
    summary: 'List the storyboards of a video'
  },
  getVideoFileMetadata: {
    on: 'GET /videos/{id}/metadata/{fileId}',
    access: 'watcher',
    summary: 'Get what ffprobe says of a rendition'
  },
  requestVideoToken: {
    on: 'POST /videos/{id}/token',
    access: 'watcher',
    summary: 'Get a token that opens the files of a video'
  },
  delVideo: { on: 'DELETE /videos/{id}', access: 'owner-or-moderator', summary: 'Delete a video' }
} as const satisfies Operations
