import type { Operations } from '../access.ts'

export const TOKEN_SESSION_OPERATIONS = {
  listTokenSessions: {
    on: 'GET /users/{id}/token-sessions',
    access: 'owner-or-moderator',
    summary: 'List where a user is signed in'
  },
  revokeTokenSession: {
    on: 'POST /users/{id}/token-sessions/{tokenSessionId}/revoke',
    access: 'owner-or-moderator',
    summary: 'Sign a user out somewhere'
  }
} as const satisfies Operations
