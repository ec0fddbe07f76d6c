/** Pages for administrators in every state, their words hostile as strangers can make them. */
import type { Page } from '@colombier/server/contract'

const MOMENT = '2026-01-02T03:04:05Z'
const DISK = { freeBytes: 1e9, totalBytes: 50e9 }
const PLACE = { total: 30, page: 2, pageSize: 24 }

export function adminPages(hostile: string): Page[] {
  const job = {
    id: 'x-1',
    type: 'video-transcoding',
    createdAt: MOMENT,
    finishedOn: null,
    videoName: hostile,
    videoUuid: '043e6dbd-cb79-4bad-82e2-d3d5e9916eb4',
    watchPath: '/w/x'
  }
  const follow = { handle: `a@${hostile}`, host: hostile, createdAt: MOMENT }
  const field = { path: 'instance.name', kind: 'line', value: hostile, isFaulty: true } as const
  const fields = [
    field,
    { path: 'instance.terms', kind: 'long', value: hostile, isFaulty: false },
    { path: 'look.accent', kind: 'colour', value: hostile, isFaulty: true },
    { path: 'signup.enabled', kind: 'flag', value: 'on', isFaulty: true },
    { path: 'p2p.consent', kind: ['ask', 'on', 'off'], value: 'on', isFaulty: false },
    { path: 'user.videoQuota', kind: 'size', value: '', isFaulty: false }
  ] as const
  const config = { kind: 'admin-config', section: 'identity', sections: ['identity', 'texts'], fields } as const
  const setup = { kind: 'admin-setup', steps: ['name', 'follow'] } as const
  return [
    { ...config, changes: null, previewHtml: null, outcome: { done: 'saved', fault: null } },
    {
      ...config,
      previewHtml: '<p>x</p>',
      outcome: { done: null, fault: null },
      changes: fields.map(({ path, value }) => ({ path, before: path === 'p2p.consent' ? 'ask' : '', after: value }))
    },
    {
      ...config,
      section: 'look',
      changes: null,
      previewHtml: null,
      outcome: { done: null, fault: null },
      looks: (['day', 'night'] as const).map((theme, at) => ({
        theme,
        grounds: ['#f7f3ec', '#fffdf9', '#ede6da'],
        ink: '#2a2723',
        accent: '#1b5fa8',
        colours: (['accent', 'ground'] as const).map(setting => ({
          setting,
          colour: '#1b5fa8',
          lowest: 4 + at,
          isEnough: at === 1
        }))
      }))
    },
    {
      kind: 'admin-pictures',
      logoPath: '/lazy-static/avatars/x.png',
      banners: [{ path: '/b.jpg', width: 600, height: 99 }],
      outcome: { done: 'avatarSaved', fault: null }
    },
    { ...setup, step: 'name', fields: [field], typed: '', isFaulty: false },
    { ...setup, step: 'follow', fields: [], typed: hostile, isFaulty: true },
    {
      kind: 'admin-overview',
      disk: DISK,
      attention: (
        ['disk', 'setup', 'registrations', 'abuses', 'followers', 'jobs', 'peers', 'inbox', 'mail'] as const
      ).map(kind => ({ kind, count: 2 })),
      totals: {
        totalUsers: 1,
        totalDailyActiveUsers: 1,
        totalLocalVideos: 2,
        totalLocalVideoViews: 3,
        totalLocalVideoFilesSize: 4e9
      },
      machine: { version: '1', node: '24', postgres: '16', ffmpeg: null, startedAt: MOMENT }
    },
    {
      kind: 'admin-jobs',
      state: 'failed',
      type: null,
      types: ['video-transcoding'],
      outcome: { done: 'retried', fault: null },
      ...PLACE,
      jobs: [
        { ...job, state: 'failed', error: `undecodable: ${hostile}` },
        { ...job, id: 'x-2', state: 'active', error: null }
      ]
    },
    {
      kind: 'admin-jobs',
      state: null,
      type: null,
      types: [],
      outcome: { done: null, fault: null },
      jobs: [],
      ...PLACE,
      total: 0
    },
    {
      kind: 'admin-runners',
      enabled: false,
      outcome: { done: 'made', fault: null },
      jobsTotal: 1,
      runners: [{ id: 1, name: hostile, description: hostile, version: null, lastContactAt: MOMENT }],
      tokens: [{ id: 1, token: 'ptrrt-x', runners: 2, createdAt: MOMENT }],
      jobs: [
        {
          uuid: 'x',
          videoName: hostile,
          resolution: 720,
          state: 2,
          progress: 40,
          failures: 1,
          error: hostile,
          runnerName: hostile,
          createdAt: MOMENT
        }
      ]
    },
    {
      kind: 'admin-runners',
      enabled: true,
      outcome: { done: null, fault: null },
      jobsTotal: 0,
      runners: [],
      tokens: [],
      jobs: []
    },
    {
      kind: 'admin-logs',
      level: 'warn',
      hours: 24,
      search: hostile,
      isCut: true,
      lines: [{ at: MOMENT, level: 'error', part: 'http', text: hostile }]
    },
    { kind: 'admin-logs', level: 'info', hours: 1, search: '', isCut: false, lines: [] },
    {
      kind: 'admin-storage',
      disk: DISK,
      ...PLACE,
      kinds: { originals: 5, renditions: [{ height: 720, bytes: 9e9, files: 2 }], copies: 1, exports: 0 },
      users: [{ username: 'ada', bytes: 9e9, videos: 2 }],
      videos: [{ name: hostile, bytes: 9e9, watchPath: '/w/x' }],
      days: [{ day: '2026-01-02', sentBytes: 1e9 }]
    },
    {
      kind: 'admin-follows',
      side: 'following',
      outcome: { done: null, fault: null },
      typed: hostile,
      isFaulty: true,
      ...PLACE,
      follows: [{ ...follow, state: 'pending' }]
    },
    {
      kind: 'admin-follows',
      side: 'followers',
      outcome: { done: 'accepted', fault: null },
      typed: '',
      isFaulty: false,
      ...PLACE,
      follows: [
        { ...follow, state: 'pending' },
        { ...follow, handle: 'b@x', state: 'accepted' }
      ]
    }
  ]
}
