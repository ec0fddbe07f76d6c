import type { Operations } from '../access.ts'

/** Jobs, logs and follows: what administrators look after. */
export const SERVER_OPERATIONS = {
  getJobs: { on: 'GET /jobs/{state}', access: 'administrator', summary: 'List background jobs in a state' },
  getAllJobs: { on: 'GET /jobs', access: 'administrator', summary: 'List background jobs' },
  pauseJobs: { on: 'POST /jobs/pause', access: 'administrator', summary: 'Begin no more background jobs' },
  resumeJobs: { on: 'POST /jobs/resume', access: 'administrator', summary: 'Go on with background jobs' },
  getInstanceLogs: {
    on: 'GET /server/logs',
    access: 'administrator',
    summary: 'Read what this process logged of late'
  },
  getInstanceAuditLogs: {
    on: 'GET /server/audit-logs',
    access: 'administrator',
    summary: 'Read who changed what through the API'
  },
  getDebug: { on: 'GET /server/debug', access: 'administrator', summary: 'Learn from which address I am seen' },
  runServerCommand: {
    on: 'POST /server/debug/run-command',
    access: 'administrator',
    summary: 'Do at once what the server does now and again'
  },
  getSeeding: {
    on: 'GET /server/seeding',
    access: 'administrator',
    summary: 'Learn what the server’s own BitTorrent client seeds, and how much it gave'
  },
  sendContactForm: {
    on: 'POST /server/contact',
    access: 'anyone',
    summary: 'Write to the administrators',
    limit: 'mail'
  },
  sendClientLog: {
    on: 'POST /server/logs/client',
    access: 'anyone',
    summary: 'Report a fault in a browser',
    limit: 'client-log'
  },
  getServerFollowers: { on: 'GET /server/followers', access: 'anyone', summary: 'List who follows the server' },
  acceptServerFollower: {
    on: 'POST /server/followers/{nameWithHost}/accept',
    access: 'administrator',
    summary: 'Accept a follower of the server'
  },
  rejectServerFollower: {
    on: 'POST /server/followers/{nameWithHost}/reject',
    access: 'administrator',
    summary: 'Reject a follower of the server'
  },
  delServerFollower: {
    on: 'DELETE /server/followers/{nameWithHost}',
    access: 'administrator',
    summary: 'Remove a follower of the server'
  },
  getServerFollowing: { on: 'GET /server/following', access: 'anyone', summary: 'List whom the server follows' },
  followServers: {
    on: 'POST /server/following',
    access: 'administrator',
    summary: 'Follow servers, or accounts and channels of other servers'
  },
  unfollowServer: {
    on: 'DELETE /server/following/{hostOrHandle}',
    access: 'administrator',
    summary: 'Follow a server, account or channel no longer'
  },
  getPeers: {
    on: 'GET /server/peers',
    access: 'administrator',
    summary: 'Learn how other servers take what they are told'
  },
  getTracker: {
    on: 'GET /server/tracker',
    access: 'administrator',
    summary: 'Count who meets at the tracker'
  },
  retryPeer: {
    on: 'POST /server/peers/{host}/retry',
    access: 'administrator',
    summary: 'Try at once to tell a server what waits for it'
  }
} as const satisfies Operations
