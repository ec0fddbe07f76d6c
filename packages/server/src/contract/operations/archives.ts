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
  },
  userImportResumableInit: {
    on: 'POST /users/{userId}/imports/import-resumable',
    access: 'owner-or-administrator',
    summary: 'Begin to send an archive',
    limit: 'upload'
  },
  userImportResumable: {
    on: 'PUT /users/{userId}/imports/import-resumable',
    access: 'owner-or-administrator',
    summary: 'Send a part of an archive'
  },
  userImportResumableCancel: {
    on: 'DELETE /users/{userId}/imports/import-resumable',
    access: 'owner-or-administrator',
    summary: 'Give up sending an archive'
  },
  getLatestUserImport: {
    on: 'GET /users/{userId}/imports/latest',
    access: 'owner-or-administrator',
    summary: 'Show what came of the newest archive'
  }
} as const satisfies Operations
