import type { Operations } from '../access.ts'

export const ARCHIVE_OPERATIONS = {
  requestUserExport: {
    on: 'POST /users/{userId}/exports/request',
    access: 'owner-or-administrator',
    summary: 'Ask for an archive of all that a user has here'
  },
  listUserExports: {
    on: 'GET /users/{userId}/exports',
    access: 'owner-or-administrator',
    summary: 'List the archives of a user'
  },
  deleteUserExport: {
    on: 'DELETE /users/{userId}/exports/{id}',
    access: 'owner-or-administrator',
    summary: 'Delete an archive, or stop making it'
  }
} as const satisfies Operations
