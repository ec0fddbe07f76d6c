/** One page of every kind and state, its words as hostile as strangers can make them. */

import type {
  EmbedOptions,
  Page,
  PageContext,
  ReportOnPage,
  VideoDetails,
  WatchExtras
} from '@colombier/server/contract'
import { adminPages } from './render-fixtures-admin.ts'
import { memberPages } from './render-fixtures-member.ts'
import { oversightPages } from './render-fixtures-oversight.ts'
import { playlistPages } from './render-fixtures-playlists.ts'
import { userPages } from './render-fixtures-users.ts'

export const context: PageContext = {
  locale: 'en',
  origin: 'https://videos.example',
  instanceName: 'Village <videos>',
  canSignUp: true,
  canImport: true,
  user: null,
  path: '/w/x?start=2'
}

export const actor = {
  id: 1,
  displayName: 'Ada',
  name: 'ada',
  url: '',
  host: 'videos.example',
  avatars: []
}
const file = (height: number) => ({
  id: height,
  resolution: { id: height, label: `${height}p` },
  width: (height * 16) / 9,
  height,
  size: height * 10_000,
  fps: 30,
  fileUrl: `https://videos.example/static/${height}.mp4`,
  fileDownloadUrl: `https://videos.example/download/${height}.mp4`,
  metadataUrl: '',
  hasAudio: true,
  hasVideo: true,
  storage: 0,
  magnetUri: '',
  torrentUrl: '',
  torrentDownloadUrl: ''
})
export const embedOptions: EmbedOptions = {
  ...{ stopSeconds: null, isLooping: false, isMuted: false, isAutoplaying: false, captions: null },
  ...{ hasTitle: true, hasLink: true, hasControls: true, playColor: null, inkColor: null },
  ...{ hasApi: true, apiScope: 'peertube' }
}
/** Also a word that no narrow screen has room for. */
export const hostile = `</script><script>alert("1")</script> ${'Constitutionnellement'.repeat(4)}`
/** Actors as far as pages read them. */
export const video = {
  id: 1,
  uuid: '043e6dbd-cb79-4bad-82e2-d3d5e9916eb4',
  shortUUID: '1woUtH3BiRRgzMMrGyoQrs',
  url: '',
  name: hostile,
  category: { id: 15, label: 'Science & Technology' },
  licence: { id: null, label: 'Unknown' },
  language: { id: null, label: 'Unknown' },
  privacy: { id: 1, label: 'Public' },
  nsfw: false,
  truncatedDescription: null,
  description: hostile,
  isLocal: true,
  duration: 10,
  aspectRatio: 1.7778,
  views: 3,
  viewers: 0,
  likes: 0,
  dislikes: 0,
  thumbnailPath: '/lazy-static/thumbnails/a.jpg',
  previewPath: '/lazy-static/previews/a.jpg',
  embedPath: '/videos/embed/043e6dbd',
  createdAt: '2026-11-22T14:37:58.776Z',
  updatedAt: '2026-11-22T14:37:58.776Z',
  publishedAt: '2026-11-22T14:37:58.776Z',
  originallyPublishedAt: null,
  isLive: false,
  account: actor,
  channel: actor,
  support: null,
  descriptionPath: '',
  tags: [],
  commentsEnabled: true,
  commentsPolicy: { id: 1, label: '' },
  downloadEnabled: true,
  waitTranscoding: false,
  inputFileUpdatedAt: null,
  state: { id: 1, label: 'Published' },
  trackerUrls: [],
  files: [],
  streamingPlaylists: [
    {
      id: 1,
      type: 1,
      playlistUrl: 'https://videos.example/static/master.m3u8',
      segmentsSha256Url: null,
      redundancies: [],
      files: [file(1080), file(720), file(240)]
    }
  ]
} as unknown as VideoDetails
export const playable = {
  video,
  descriptionHtml: '<p>x</p>',
  mediaQuery: '',
  transcoding: null,
  startSeconds: 0,
  p2p: null,
  captions: [],
  chapters: [{ title: hostile, startSeconds: 65 }],
  storyboard: null
}
const VTT = 'WEBVTT\n\n00:01.000 --> 00:02.000\n&lt;script>alert(1)&lt;/script>\n\n00:09.000 --> 00:10.000\n<v Ada>Oui'
const CAPTIONS = ['fr', 'en'].map(language => ({
  language,
  label: hostile,
  url: `/lazy-static/video-captions/${language}.vtt`
}))
export const status = { status: 'running', stage: 'encoding', percent: 40, secondsLeft: 9, failureCode: null } as const

const HOME = {
  kind: 'home',
  view: 'recent',
  choice: { category: null, language: null },
  outcome: { done: null, fault: null },
  homepageHtml: ''
} as const
const comment = {
  ...{
    id: 7,
    html: '<p>x</p>',
    createdAt: '2026-01-02T03:04:05Z',
    isByOwner: true,
    isHeld: true,
    mayApprove: true,
    mayDelete: true
  },
  author: { displayName: hostile, handle: 'a@b', path: '/a/a@b', avatarPath: null }
}
export const EXTRAS: WatchExtras = {
  talk: {
    ...{ policy: 'approval', total: 42, threadsTotal: 42, page: 2, pageSize: 20 },
    threads: [{ ...comment, replies: [{ ...comment, id: 8, author: null, html: '', replies: [] }] }]
  },
  standing: { rating: 'like', isSubscribed: true },
  saving: {
    lists: [
      { id: 1, displayName: 'Watch later', isWatchLater: true, elementId: 5 },
      { id: 2, displayName: hostile, isWatchLater: false, elementId: null }
    ],
    said: { deed: 'made', displayName: hostile, isWatchLater: false }
  },
  playlist: null
}
export const playlist = {
  ...{ displayName: hostile, descriptionHtml: '', ownerName: hostile, ownerPath: '/a/a', path: '/w/p/x', total: 2 },
  ...{ isWatchLater: false, stopSeconds: 5, embedPath: '/video-playlists/embed/x' },
  ...{ position: 1, previousPath: null, nextPath: '/w/p/x?playlistPosition=2' },
  elements: [1, 2].map(position => ({
    ...{ position, path: position === 1 ? '/w/p/x' : null, name: hostile, channelName: hostile },
    ...{ thumbnailPath: '/t.jpg', durationSeconds: 9 }
  }))
}
const SEARCH: Page = {
  kind: 'search',
  choice: {
    ...{ search: hostile, kind: 'videos', sort: 'views', age: 'week', length: 'any', scope: 'local', tag: hostile },
    ...{ category: 3, language: 'eo' }
  },
  ...{ videos: [], channels: [], playlists: [], total: 0, page: 1, pageSize: 24 }
}
const channelCard = {
  ...{ displayName: hostile, handle: 'a@b', path: '/c/a', avatarPath: null, followersCount: 2, description: hostile }
}
const playlistCard = {
  ...{ displayName: hostile, thumbnailPath: null, videosLength: 2, updatedAt: '2026-01-02T03:04:05Z' },
  ...{ ownerName: hostile, path: '/w/p/x' }
}

const FIGURES = {
  ...{ downloadedBytesHTTP: 1e9, downloadedBytesP2P: 3e9, uploadedBytesP2P: 3e9, reports: 2, sentBytes: 1e9 },
  p2pShare: 0.75
}
const MOMENT = '2026-01-02T03:04:05Z'

const REPORTED = { kind: 'video', name: hostile, words: hostile, path: '/w/x' } as const
const REPORT: ReportOnPage = {
  ...{ id: 1, target: REPORTED, reason: hostile, messages: 2, createdAt: MOMENT },
  predefinedReasons: ['rights'],
  state: 'pending'
}
const EDIT = {
  kind: 'edit-video' as const,
  ...{ done: 'saved' as const, faults: [] },
  video: { ...video, watchPath: '/w/x', ownerName: hostile }
} as const
const EDIT_VALUES = {
  name: hostile,
  privacy: 'scheduled',
  scheduleAt: '2027-01-02T03:04',
  language: 'xx',
  tags: 'a, b'
}
const PICTURE = { width: 1280, height: 720, fps: 25, sizeBytes: 12_345_678 }
const NO_STAGE = { stage: null, percent: 0, secondsLeft: null, isWatchable: true } as const
const EDIT_FILES = {
  tab: 'files',
  renditions: [
    { id: 1, resolution: 720, ...PICTURE, downloadPath: '/download/a.mp4' },
    { id: 2, resolution: 0, ...PICTURE, width: 0, height: 0, fps: 0, downloadPath: '/download/b.mp4' }
  ],
  source: { fileName: hostile, sentAt: MOMENT, ...PICTURE, downloadPath: '/download/c.mov' },
  transcoding: { status: 'failed', failureCode: 'undecodable', ...NO_STAGE },
  ...{ hasFilm: true, isReplaceable: true },
  maxSizeBytes: 8e9
} as const
const PREPARING = { ...EDIT_FILES.transcoding, status: 'running', stage: 'encoding', failureCode: null } as const
const OUTCOME = {
  done: 'report-accepted',
  fault: { form: 'accept', id: '3', kind: 'invalid', fields: [], values: { moderationResponse: hostile } }
} as const
const ABUSE = {
  ...{ id: 3, reason: hostile, predefinedReasons: ['privacy'], flaggedAccount: actor, reporterAccount: actor },
  ...{ state: { id: 1, label: 'Pending' }, countMessages: 1, createdAt: MOMENT, updatedAt: MOMENT, comment: null },
  ...{ moderationComment: hostile, countReportsForReporter: 1, countReportsForReportee: 2 },
  video: {
    ...{ id: 1, uuid: video.uuid, shortUUID: video.shortUUID, name: hostile, nsfw: false, startAt: null, endAt: null },
    ...{ deleted: false, blacklisted: false, thumbnailPath: null, channel: null, countReports: 1, nthReport: 1 }
  }
}
const CHOICE = { state: '1', search: hostile } as const

const OWN_CHOICE = { search: '', channelId: '', ownState: '', privacyOneOf: '', sort: '-createdAt' } as const

export const pages: Page[] = [
  { kind: 'abuses', outcome: OUTCOME, choice: CHOICE, abuses: [ABUSE], total: 1, page: 1, pageSize: 24 },
  {
    ...{ kind: 'abuse', outcome: OUTCOME, abuse: ABUSE, canAnswer: true, others: [{ ...ABUSE, id: 4 }], user: null },
    ...{ isMuted: false, isServerMuted: false },
    messages: [{ id: 1, createdAt: MOMENT, byModerator: true, message: hostile, account: actor }]
  },
  {
    ...{ kind: 'registrations', outcome: OUTCOME, search: '', hasMail: true, total: 1, page: 1, pageSize: 24 },
    registrations: [
      {
        ...{ id: 3, state: { id: 1, label: 'Pending' }, registrationReason: hostile, moderationResponse: null },
        ...{ username: hostile, email: 'a@b.example', emailVerified: null, accountDisplayName: null },
        ...{ channelHandle: null, channelDisplayName: null, createdAt: MOMENT, updatedAt: MOMENT }
      }
    ]
  },
  ...adminPages(hostile),
  ...userPages(hostile),
  ...oversightPages(hostile),
  ...memberPages(hostile),
  ...playlistPages(hostile),
  {
    ...EDIT,
    part: {
      tab: 'details',
      values: EDIT_VALUES,
      channels: [{ id: 1, displayName: hostile }],
      filePath: '/static/a.mp4'
    },
    faults: ['name', 'scheduleUpdate', 'nothing-known']
  },
  { ...EDIT, part: { tab: 'captions', captions: [{ language: 'fr', label: 'French', path: '/lazy-static/a.vtt' }] } },
  { ...EDIT, part: { tab: 'captions', captions: [] }, faults: ['captionfile'] },
  { ...EDIT, part: { tab: 'chapters', chapters: `0:00 ${hostile}` } },
  { ...EDIT, part: { tab: 'give', username: hostile }, faults: ['username'] },
  { ...EDIT, part: EDIT_FILES },
  {
    ...EDIT,
    part: { ...EDIT_FILES, renditions: [], source: null, hasFilm: false, isReplaceable: false, transcoding: PREPARING },
    faults: ['fileNeeded']
  },
  { ...EDIT, part: { tab: 'remove-file', file: EDIT_FILES.source } },
  { ...EDIT, part: { tab: 'delete' } },
  {
    ...{ kind: 'delivery', total: FIGURES, days: [{ ...FIGURES, day: '2026-01-02' }], countsSent: true },
    ...{ tracker: { enabled: true, swarms: 1, webSocket: 2, http: 3 }, videosTotal: 1, page: 1, pageSize: 24 },
    seeding: { enabled: false, torrents: 0, givenBytes: 0 },
    videos: [{ ...FIGURES, name: hostile, watchPath: '/w/x' }]
  },
  {
    ...{ kind: 'federation', failuresTotal: 1, total: 1, page: 1, pageSize: 24 },
    peers: [
      {
        ...{ host: hostile, waiting: 1, followers: 2, following: 3, lastSuccessAt: MOMENT, failingSince: MOMENT },
        ...{ lastError: hostile, lastErrorAt: MOMENT, nextTryAt: MOMENT }
      }
    ],
    failures: [
      { id: 1, type: hostile, actor: hostile, reason: hostile, attempts: 3, failedAt: MOMENT, replayedAt: MOMENT }
    ],
    replays: (['waiting', 'done', 'refused'] as const).map((state, id) => ({
      ...{ id, type: 'Create', actor: hostile, state, reason: state === 'done' ? null : hostile, replayedAt: MOMENT }
    }))
  },
  { kind: 'redundancy', target: 'my-videos', copies: [], total: 0, page: 1, pageSize: 24 },
  {
    kind: 'actor',
    actor: {
      ...{ kind: 'channel', name: 'a', host: 'b', displayName: hostile, descriptionHtml: '', avatarPath: null },
      ...{ banners: [], feedPath: '/f', podcastPath: null, path: '/c/a', originalUrl: null, followersCount: 2 },
      isSubscribed: true
    },
    ...{ tab: 'playlists', videos: [], channels: [], playlists: [playlistCard], total: 1, page: 1, pageSize: 24 }
  },
  { kind: 'playlist', playlist },
  { kind: 'watch', ...playable, ...EXTRAS, captions: CAPTIONS, playlist },
  { kind: 'transcript', video, captions: CAPTIONS, mediaQuery: 'videoFileToken=x', language: 'fr', webVtt: VTT },
  { kind: 'transcript', video, captions: CAPTIONS, mediaQuery: '', language: 'en', webVtt: null },
  { kind: 'contact', isOpen: true, outcome: { done: null, fault: null } },
  {
    ...{ kind: 'contact', isOpen: true },
    outcome: {
      done: null,
      fault: {
        ...{ form: '', id: '', kind: 'invalid', fields: ['fromName', 'fromEmail', 'subject', 'body'] },
        values: { fromName: hostile, fromEmail: 'ada', subject: '', body: '' }
      }
    }
  },
  { kind: 'contact', isOpen: true, outcome: { done: 'contacted', fault: null } },
  { kind: 'contact', isOpen: false, outcome: { done: null, fault: null } },
  {
    kind: 'about',
    shortDescription: hostile,
    texts: [{ name: 'terms', html: '<p>x</p>' }],
    totals: {
      ...{ totalUsers: 1, totalLocalVideos: 2, totalLocalVideoViews: 3, totalLocalVideoComments: 4 },
      totalLocalVideoFilesSize: 5e9
    },
    ...{ following: [hostile], followers: [], hasContactForm: true }
  },
  {
    ...{ kind: 'sign-up', mode: 'approval', minimumAge: 16, termsHtml: '<p>x</p>', outcome: null },
    values: { username: hostile, email: hostile, reason: hostile },
    faults: { username: 'taken', email: 'invalid', password: 'invalid', reason: 'invalid', agreed: 'invalid' }
  },
  {
    ...{ kind: 'sign-up', mode: 'open', minimumAge: 16, termsHtml: null, outcome: 'made' },
    ...{ values: { username: '', email: '', reason: '' }, faults: {} }
  },
  SEARCH,
  { ...SEARCH, channels: [channelCard], playlists: [playlistCard], total: 2 },
  { ...HOME, view: 'subscriptions', videos: [], total: 0, page: 1, pageSize: 24 },
  { ...HOME, videos: [{ ...video, watchPath: '/w/x' }], total: 60, page: 2, pageSize: 24 },
  { ...HOME, videos: [], total: 0, page: 1, pageSize: 24, outcome: { done: 'account-deleted', fault: null } },
  { kind: 'watch', ...playable, ...EXTRAS },
  {
    ...{ kind: 'watch', ...playable, ...EXTRAS, moderation: { done: 'video-blocked', fault: null } },
    video: { ...video, blacklisted: true, blacklistedReason: hostile }
  },
  { kind: 'embed', ...playable, options: embedOptions },
  { kind: 'embed', ...playable, options: embedOptions, playlist },
  { kind: 'playlist', playlist, isEmbed: true },
  { kind: 'password', videoName: hostile, isWrong: true, isEmbed: true, apiScope: 'peertube' },
  { kind: 'sign-in', username: hostile, failure: 'wrong', next: '/', canReset: true },
  { kind: 'account-link', step: 'forgot', outcome: 'bad-input' },
  { kind: 'account-link', step: 'reset', outcome: null },
  { kind: 'account-link', step: 'verify', outcome: 'bad-link' },
  { kind: 'upload', maxSizeBytes: 5e9, quotaLeftBytes: 2e9 },
  { kind: 'upload', maxSizeBytes: null, quotaLeftBytes: null },
  {
    kind: 'my-videos',
    outcome: { done: 'video-deleted', fault: null },
    several: null,
    choice: OWN_CHOICE,
    videos: [],
    total: 0,
    page: 1,
    pageSize: 24
  },
  {
    kind: 'my-videos-sure',
    videos: [video],
    refused: [{ name: null, reason: 'gone' }],
    outcome: { done: null, fault: { form: 'delete', id: '', kind: 'invalid', fields: ['confirm'], values: {} } }
  },
  {
    kind: 'my-videos',
    outcome: { done: null, fault: null },
    several: null,
    choice: { ...OWN_CHOICE, search: hostile },
    videos: [],
    total: 0,
    page: 1,
    pageSize: 24
  },
  {
    kind: 'my-videos',
    outcome: { done: null, fault: null },
    several: { deed: 'videos-changed', done: 2, refused: [{ name: hostile, reason: 'not-yours' }] },
    choice: OWN_CHOICE,
    videos: [{ ...video, watchPath: '/w/x', transcoding: null, blacklisted: true, blacklistedReason: hostile }],
    total: 1,
    page: 1,
    pageSize: 24
  },
  { kind: 'accessibility' },
  {
    ...{ kind: 'report', target: REPORTED, hasContactForm: true },
    values: { reason: hostile, predefinedReasons: ['privacy'], startAt: hostile, endAt: '' },
    faults: { reason: 'short', startAt: 'moment', endAt: 'order' }
  },
  { kind: 'my-reports', reports: [], total: 0, page: 1, pageSize: 24 },
  { kind: 'my-reports', reports: [REPORT, { ...REPORT, id: 2, target: null }], total: 60, page: 2, pageSize: 24 },
  {
    ...{ kind: 'my-report', report: REPORT, isNew: true, refused: hostile },
    messages: [{ id: 1, byModerator: true, message: hostile, createdAt: MOMENT }]
  },
  { kind: 'error', status: 418 }
]
