import type { Operations } from '../access.ts'

export const ABUSE_OPERATIONS = {
  getAbuses: { on: 'GET /abuses', access: 'moderator', summary: 'List reports' },
  reportAbuse: { on: 'POST /abuses', access: 'member', summary: 'Report a video, a comment or an account' },
  updateAbuse: { on: 'PUT /abuses/{abuseId}', access: 'moderator', summary: 'Decide on a report' },
  deleteAbuse: { on: 'DELETE /abuses/{abuseId}', access: 'moderator', summary: 'Delete a report' },
  getMyAbuses: { on: 'GET /users/me/abuses', access: 'member', summary: 'List my reports' },
  getAbuseMessages: {
    on: 'GET /abuses/{abuseId}/messages',
    access: 'owner-or-moderator',
    summary: 'Read what the reporter and the moderators wrote each other'
  },
  addAbuseMessage: {
    on: 'POST /abuses/{abuseId}/messages',
    access: 'owner-or-moderator',
    summary: 'Write to the reporter, or to the moderators'
  },
  deleteAbuseMessage: {
    on: 'DELETE /abuses/{abuseId}/messages/{messageId}',
    access: 'owner-or-moderator',
    summary: 'Delete a message: moderators any, reporters their own'
  }
} as const satisfies Operations
