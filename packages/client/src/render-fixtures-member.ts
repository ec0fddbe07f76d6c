/** What a member has for themselves, in the states that it has. */
import type {
  CommentsPage,
  FormOutcome,
  ImportOnPage,
  ImportsPage,
  MyUser,
  OwnershipPage,
  Page,
  SettingsPage,
  UserImport,
  VideoStatsPage
} from '@colombier/server/contract'

const MOMENT = '2026-05-01T10:00:00.000Z'
const LIST = { search: '', outcome: { done: null, fault: null }, total: 1, page: 1, pageSize: 24 } as const

export function memberPages(hostile: string): Page[] {
  const item = { key: '7', name: hostile, path: '/w/x', at: MOMENT, isNew: false, noticeType: null, who: hostile }
  const user = {
    username: 'ada',
    email: 'ada@a.example',
    pendingEmail: hostile,
    nsfwPolicy: 'blur',
    p2pEnabled: true,
    videosHistoryEnabled: false,
    notificationSettings: { newFollow: 3, commentMention: 1 },
    account: { id: 1, displayName: hostile, description: hostile, avatars: [] }
  } as unknown as MyUser
  const session = {
    id: 1,
    currentSession: true,
    loginDevice: hostile,
    loginIP: '',
    loginDate: MOMENT,
    createdAt: MOMENT,
    lastActivityDevice: '',
    lastActivityIP: '',
    lastActivityDate: MOMENT
  }
  const refused = (form: string, field: string): FormOutcome => ({
    done: null,
    fault: { form, id: '', kind: 'invalid', fields: [field], values: { [field]: hostile } }
  })
  const settings: SettingsPage = {
    kind: 'my-settings',
    user,
    feedPath: '/feeds/x',
    outcome: LIST.outcome,
    factor: null,
    sessions: [session, { ...session, id: 2, currentSession: false, loginDevice: '' }],
    exports: [
      { id: 1, state: 'failed', downloadUrl: null },
      { id: 2, state: 'completed', downloadUrl: '/x' }
    ]
  }
  const one: ImportOnPage = {
    id: 1,
    address: `https://there.example/${hostile}`,
    video: null,
    reason: null,
    words: null,
    state: 'waiting',
    createdAt: MOMENT
  }
  const imports: ImportsPage = {
    kind: 'my-imports',
    total: 5,
    page: 1,
    pageSize: 24,
    isEnabled: true,
    readsPages: true,
    done: 'import',
    faults: [],
    typed: {},
    imports: [
      one,
      { ...one, id: 2, state: 'running' },
      { ...one, id: 3, state: 'done', video: { name: hostile, path: '/w/x' } },
      { ...one, id: 4, state: 'failed', reason: 'yt-dlp', words: hostile },
      { ...one, id: 5, state: 'cancelled' }
    ]
  }
  const archive: Page = { kind: 'archive', userId: 1, isEnabled: true, maxBytes: 5e9, latest: null }
  const latest: UserImport = {
    id: 1,
    state: { id: 3, label: 'Completed' },
    createdAt: MOMENT,
    resultSummary: {
      stats: {
        videos: { success: 3, duplicates: 1, errors: 2 },
        channels: { success: 1, duplicates: 0, errors: 0 },
        likes: { success: 0, duplicates: 0, errors: 0 }
      }
    }
  }
  const channel = {
    name: 'ada',
    displayName: hostile,
    followersCount: 2,
    videosCount: 3,
    avatarPath: '/lazy-static/avatars/x.jpg'
  }
  const outcome = { done: null, fault: null }
  const own = { ...channel, description: hostile, support: '', bannerPath: '/lazy-static/banners/x.jpg' }
  const typed = { form: 'save', id: '', kind: 'taken' as const, fields: [], values: { name: hostile } }
  const author = { displayName: hostile, handle: 'bob@b.example', path: '/a/x', avatarPath: null, isReader: false }
  const said = {
    key: 'x:1',
    html: '<p>Well sung!</p>',
    createdAt: MOMENT,
    isHeld: true,
    tags: ['external-link'],
    path: '/w/x#comment-1',
    videoName: hostile,
    author
  }
  const comments: CommentsPage = {
    kind: 'comments',
    of: 'mine',
    total: 2,
    page: 1,
    pageSize: 24,
    outcome: { done: 'comments-approved', fault: null },
    choice: { search: hostile, searchAccount: '', searchVideo: '', isHeldForReview: '', isLocal: '' },
    comments: [said, { ...said, key: 'x:2', isHeld: false, tags: [], author: { ...author, isReader: true } }]
  }
  const stats: VideoStatsPage = {
    kind: 'video-stats',
    days: 30,
    viewers: [],
    watchTime: [],
    retention: [],
    video: { shortUUID: 's', name: hostile, watchPath: '/w/s', duration: 90, views: 12 },
    overall: {
      totalWatchTime: 3700,
      averageWatchTime: 61,
      totalViewers: 1,
      viewersPeak: 3,
      viewersPeakDate: MOMENT,
      countries: [],
      subdivisions: [],
      delivery: {
        downloadedBytesHTTP: 0,
        downloadedBytesP2P: 0,
        uploadedBytesP2P: 0,
        sentBytes: 0,
        reports: 0,
        p2pShare: null
      }
    }
  }
  const at = (value: number, days: number) => ({
    value,
    date: new Date(Date.parse(MOMENT) + days * 864e5).toISOString()
  })
  const offer = {
    id: 1,
    status: 'WAITING' as const,
    createdAt: MOMENT,
    videoName: hostile,
    path: null,
    thumbnailPath: '/lazy-static/thumbnails/x.jpg',
    other: { displayName: hostile, handle: 'bob' }
  }
  const offered: OwnershipPage = {
    kind: 'ownership',
    side: 'received',
    total: 2,
    page: 1,
    pageSize: 24,
    outcome: { done: null, fault: { form: 'accept', id: '1', kind: 'invalid', fields: ['quota'], values: {} } },
    offers: [offer, { ...offer, id: 2, status: 'ACCEPTED', path: '/w/x' }]
  }
  return [
    { ...comments, of: 'all', choice: { ...comments.choice, isLocal: 'false' } },
    stats,
    {
      ...stats,
      days: null,
      viewers: [at(0, 0), at(7, 1), at(3, 2)],
      watchTime: [at(600, 0)],
      retention: [100, 60, 40].map((retentionPercent, second) => ({ second, retentionPercent }))
    },
    offered,
    { ...offered, side: 'sent', outcome },
    { ...offered, side: 'sent', offers: [], total: 0, outcome },
    comments,
    {
      ...comments,
      comments: [],
      total: 0,
      outcome,
      choice: { search: '', searchAccount: '', searchVideo: '', isHeldForReview: 'true', isLocal: '' }
    },
    { kind: 'my-channels', channels: [channel, { ...channel, name: 'choir', avatarPath: null }], outcome },
    {
      kind: 'my-channel',
      host: 'a.example',
      channel: { ...own, isOnly: false },
      outcome: { done: 'bannerSaved', fault: null }
    },
    { kind: 'my-channel', host: 'a.example', channel: { ...own, isOnly: true, avatarPath: null }, outcome },
    { kind: 'my-channel', host: 'a.example', channel: null, outcome: { done: null, fault: typed } },
    imports,
    archive,
    { ...archive, isEnabled: false },
    { ...archive, latest },
    { ...archive, latest: { ...latest, state: { id: 2, label: 'Processing' }, resultSummary: null } },
    {
      ...imports,
      imports: [],
      total: 0,
      readsPages: false,
      done: null,
      faults: ['targetUrl'],
      typed: { name: hostile }
    },
    { ...imports, isEnabled: false, done: null, faults: ['conflict'] },
    settings,
    { ...settings, outcome: { done: 'saved', fault: null }, user: { ...user, twoFactorEnabled: true } },
    {
      ...settings,
      factor: { requestToken: hostile, secret: 'ABCDEFGHIJ234567', uri: 'otpauth://totp/x' },
      outcome: refused('factor-confirm', 'otpToken')
    },
    {
      ...settings,
      user: {
        ...user,
        account: { ...user.account, avatars: [{ path: '/lazy-static/avatars/x.jpg', width: 120 }] }
      } as unknown as MyUser,
      outcome: refused('avatar', 'avatarfile')
    },
    { ...settings, exports: [], outcome: refused('profile', 'description') },
    { ...settings, outcome: refused('delete', 'username') },
    { ...LIST, kind: 'my-list', list: 'history', items: [{ ...item, act: 'forget' }] },
    { ...LIST, kind: 'my-list', list: 'subscriptions', items: [], total: 0 },
    {
      ...LIST,
      kind: 'my-list',
      list: 'notifications',
      outcome: { done: 'read', fault: null },
      items: [
        { ...item, act: 'read', isNew: true, noticeType: 2 },
        { ...item, act: 'read', noticeType: 6, path: null }
      ]
    }
  ]
}
