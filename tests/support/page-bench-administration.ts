import type { Totals } from '../../packages/server/src/contract/index.ts'
import type { AdministrationDeps } from '../../packages/server/src/features/pages/index.ts'
import { someSettings } from './settings.ts'

const nothing = async () => ({ total: 0, data: [] })

export const NOTHING_SENT = {
  downloadedBytesHTTP: 0,
  downloadedBytesP2P: 0,
  uploadedBytesP2P: 0,
  reports: 0,
  sentBytes: 0,
  p2pShare: null
}

const SETTINGS = someSettings({ instance: { name: 'Tests' } })

/** A server on which nothing happens. */
export const QUIET_ADMINISTRATION: AdministrationDeps = {
  settings: SETTINGS,
  hasMail: true,
  countTotals: async () => ({ totalUsers: 1, totalLocalVideos: 2, totalLocalVideoFilesSize: 3 }) as Totals,
  countAttention: async () => ({ registrations: 0, abuses: 0, jobs: 0, peers: 0, inbox: 0, followers: 0 }),
  readDisk: async () => ({ freeBytes: 50, totalBytes: 100 }),
  readMachine: async () => ({
    version: '1',
    node: '24',
    postgres: '16',
    ffmpeg: '7',
    startedAt: '2026-01-02T03:04:05.000Z'
  }),
  readSetup: async () => ({ isBegun: true, isFinished: true }),
  writeSetup: async () => {},
  configuration: { ...SETTINGS, preview: SETTINGS.current, update: async () => {} },
  readHomepage: async () => undefined,
  changeHomepage: async () => {},
  jobTypes: ['video-transcoding'],
  listJobs: nothing,
  findVideoNames: async () => new Map(),
  retryTranscoding: async () => {},
  findLogs: () => [],
  readStorage: async () => ({ originals: 0, renditions: [], copies: 0, exports: 0 }),
  listStoringUsers: async () => [],
  listStoredVideos: nothing,
  readDelivery: async () => ({ startDate: '2026-05-01', endDate: '2026-05-01', total: NOTHING_SENT, days: [] }),
  follows: {
    list: nothing,
    follow: async () => {},
    unfollow: async () => {},
    removeFollower: async () => {},
    answerFollower: async () => {}
  },
  runners: {
    list: async () => [],
    listTokens: async () => [],
    listJobs: nothing,
    makeToken: async () => {},
    dropToken: async () => {},
    drop: async () => {},
    cancelJob: async () => {}
  }
}
