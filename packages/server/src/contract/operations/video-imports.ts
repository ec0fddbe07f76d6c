import type { Operations } from '../access.ts'

export const VIDEO_IMPORT_OPERATIONS = {
  importVideo: {
    on: 'POST /videos/imports',
    access: 'member',
    summary: 'Let the server fetch a video from a web address',
    limit: 'upload'
  },
  getMyVideoImports: { on: 'GET /users/me/videos/imports', access: 'member', summary: 'List my imports' },
  cancelVideoImport: {
    on: 'POST /videos/imports/{id}/cancel',
    access: 'owner-or-administrator',
    summary: 'Give up an import that has not begun'
  },
  retryVideoImport: {
    on: 'POST /videos/imports/{id}/retry',
    access: 'owner-or-administrator',
    summary: 'Try an import again that failed',
    limit: 'upload'
  },
  deleteVideoImport: {
    on: 'DELETE /videos/imports/{id}',
    access: 'owner-or-administrator',
    summary: 'Forget an import that has ended; its video stays'
  }
} as const satisfies Operations
