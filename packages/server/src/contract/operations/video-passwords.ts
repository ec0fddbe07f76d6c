import type { Operations } from '../access.ts'

export const VIDEO_PASSWORD_OPERATIONS = {
  listVideoPasswords: {
    on: 'GET /videos/{id}/passwords',
    access: 'owner-or-moderator',
    summary: 'List the passwords that open a video'
  },
  updateVideoPasswords: {
    on: 'PUT /videos/{id}/passwords',
    access: 'owner-or-moderator',
    summary: 'Replace the passwords that open a video'
  },
  removeVideoPassword: {
    on: 'DELETE /videos/{id}/passwords/{videoPasswordId}',
    access: 'owner-or-moderator',
    summary: 'Take away one of the passwords that open a video'
  }
} as const satisfies Operations
