import type { Operations } from '../access.ts'

export const MUTE_OPERATIONS = {
  getMutedAccounts: { on: 'GET /users/me/blocklist/accounts', access: 'member', summary: 'List whom I mute' },
  muteAccount: { on: 'POST /users/me/blocklist/accounts', access: 'member', summary: 'Mute an account for myself' },
  unmuteAccount: {
    on: 'DELETE /users/me/blocklist/accounts/{accountName}',
    access: 'member',
    summary: 'Mute an account no longer'
  },
  getMutedServers: { on: 'GET /users/me/blocklist/servers', access: 'member', summary: 'List the servers I mute' },
  muteServer: { on: 'POST /users/me/blocklist/servers', access: 'member', summary: 'Mute a server for myself' },
  unmuteServer: {
    on: 'DELETE /users/me/blocklist/servers/{host}',
    access: 'member',
    summary: 'Mute a server no longer'
  },
  getAccountsMutedByServer: {
    on: 'GET /server/blocklist/accounts',
    access: 'moderator',
    summary: 'List who is muted for everybody'
  },
  muteAccountByServer: {
    on: 'POST /server/blocklist/accounts',
    access: 'moderator',
    summary: 'Mute an account for everybody'
  },
  unmuteAccountByServer: {
    on: 'DELETE /server/blocklist/accounts/{accountName}',
    access: 'moderator',
    summary: 'Mute an account for everybody no longer'
  },
  getServersMutedByServer: {
    on: 'GET /server/blocklist/servers',
    access: 'moderator',
    summary: 'List the servers that are muted for everybody'
  },
  muteServerByServer: {
    on: 'POST /server/blocklist/servers',
    access: 'moderator',
    summary: 'Mute a server for everybody'
  },
  unmuteServerByServer: {
    on: 'DELETE /server/blocklist/servers/{host}',
    access: 'moderator',
    summary: 'Mute a server for everybody no longer'
  },
  getMuteStatus: {
    on: 'GET /blocklist/status',
    access: 'anyone',
    summary: 'Find out which of some accounts and servers are muted'
  }
} as const satisfies Operations
