import type { Operations } from '../access.ts'

/** What came from other servers and could not be worked off. */
export const INBOX_OPERATIONS = {
  getInboxFailures: {
    on: 'GET /server/inbox-failures',
    access: 'administrator',
    summary: 'List activities of other servers that were set aside'
  },
  replayInboxFailure: {
    on: 'POST /server/inbox-failures/{id}/replay',
    access: 'administrator',
    summary: 'Work off an activity that was set aside once more'
  },
  getInboxReplays: {
    on: 'GET /server/inbox-replays',
    access: 'administrator',
    summary: 'List what became of activities that were worked off once more'
  },
  deleteInboxFailure: {
    on: 'DELETE /server/inbox-failures/{id}',
    access: 'administrator',
    summary: 'Drop an activity that was set aside'
  }
} as const satisfies Operations
