import type { Operations } from '../access.ts'

export const USER_OPERATIONS = {
  getOAuthClient: {
    on: 'GET /oauth-clients/local',
    access: 'anyone',
    ignoresTokens: true,
    summary: 'Get the client that signs in'
  },
  getOAuthToken: {
    on: 'POST /users/token',
    access: 'anyone',
    ignoresTokens: true,
    summary: 'Sign in',
    limit: 'sign-in'
  },
  revokeOAuthToken: { on: 'POST /users/revoke-token', access: 'member', summary: 'Sign out' },
  getScopedTokens: { on: 'GET /users/scoped-tokens', access: 'member', summary: 'Get the token that opens my feeds' },
  renewScopedTokens: {
    on: 'POST /users/scoped-tokens',
    access: 'member',
    summary: 'Replace the token that opens my feeds'
  },

  getUserInfo: { on: 'GET /users/me', access: 'member', summary: 'Get my user' },
  putUserInfo: { on: 'PUT /users/me', access: 'member', summary: 'Change my user' },
  delMe: { on: 'DELETE /users/me', access: 'member', summary: 'Delete my user, with everything that is mine' },
  getMyVideoQuotaUsed: { on: 'GET /users/me/video-quota-used', access: 'member', summary: 'Learn what space I use' },

  registerUser: {
    on: 'POST /users/register',
    access: 'anyone',
    ignoresTokens: true,
    summary: 'Register, where nobody has to approve it',
    limit: 'registration'
  },
  requestRegistration: {
    on: 'POST /users/registrations/request',
    access: 'anyone',
    ignoresTokens: true,
    summary: 'Ask for an account, where somebody has to approve it',
    limit: 'registration'
  },
  listRegistrations: { on: 'GET /users/registrations', access: 'moderator', summary: 'List who asked for an account' },
  acceptRegistration: {
    on: 'POST /users/registrations/{registrationId}/accept',
    access: 'moderator',
    summary: 'Give somebody the account they asked for'
  },
  rejectRegistration: {
    on: 'POST /users/registrations/{registrationId}/reject',
    access: 'moderator',
    summary: 'Refuse somebody the account they asked for'
  },
  deleteRegistration: {
    on: 'DELETE /users/registrations/{registrationId}',
    access: 'moderator',
    summary: 'Forget that somebody asked for an account'
  },
  resendEmailToVerifyRegistration: {
    on: 'POST /users/registrations/ask-send-verify-email',
    access: 'anyone',
    ignoresTokens: true,
    summary: 'Have the mail sent again that asks whether the address of a registration is right',
    limit: 'mail'
  },
  verifyRegistrationEmail: {
    on: 'POST /users/registrations/{registrationId}/verify-email',
    access: 'anyone',
    ignoresTokens: true,
    summary: 'Show that the address of a registration is right',
    limit: 'registration'
  },
  resendEmailToVerifyUser: {
    on: 'POST /users/ask-send-verify-email',
    access: 'anyone',
    ignoresTokens: true,
    summary: 'Have the mail sent again that asks whether an address is right',
    limit: 'mail'
  },
  verifyUser: {
    on: 'POST /users/{id}/verify-email',
    access: 'anyone',
    ignoresTokens: true,
    summary: 'Show that an address is right',
    limit: 'registration'
  },
  askResetPassword: {
    on: 'POST /users/ask-reset-password',
    access: 'anyone',
    ignoresTokens: true,
    summary: 'Have a link sent that sets a new password',
    limit: 'mail'
  },
  resetPassword: {
    on: 'POST /users/{id}/reset-password',
    access: 'anyone',
    ignoresTokens: true,
    summary: 'Set a new password with a link from a mail',
    limit: 'registration'
  },

  requestTwoFactor: {
    on: 'POST /users/{id}/two-factor/request',
    access: 'owner',
    summary: 'Begin to ask for a second factor'
  },
  confirmTwoFactorRequest: {
    on: 'POST /users/{id}/two-factor/confirm-request',
    access: 'owner',
    summary: 'Ask for a second factor from now on'
  },
  disableTwoFactor: {
    on: 'POST /users/{id}/two-factor/disable',
    access: 'owner-or-administrator',
    summary: 'Ask for no second factor any more'
  },

  getUsers: { on: 'GET /users', access: 'moderator', summary: 'List users' },
  addUser: { on: 'POST /users', access: 'moderator', summary: 'Make a user' },
  getUser: { on: 'GET /users/{id}', access: 'moderator', summary: 'Get a user' },
  putUser: { on: 'PUT /users/{id}', access: 'moderator', summary: 'Change a user' },
  delUser: { on: 'DELETE /users/{id}', access: 'moderator', summary: 'Delete a user, with everything that is theirs' },
  deleteUsers: {
    on: 'POST /users/delete',
    access: 'moderator',
    summary: 'Delete several users, all of them or none; it goes on after the answer'
  },
  blockUser: { on: 'POST /users/{id}/block', access: 'moderator', summary: 'Block a user' },
  unblockUser: { on: 'POST /users/{id}/unblock', access: 'moderator', summary: 'Unblock a user' }
} as const satisfies Operations
