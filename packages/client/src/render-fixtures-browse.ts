/** Pages for everybody: finding something to watch, and coming in. */
import type { Page } from '@colombier/server/contract'
import { hostile, video } from './render-fixtures-video.ts'

const HOME = {
  kind: 'home',
  view: 'recent',
  choice: { category: null, language: null },
  outcome: { done: null, fault: null },
  homepageHtml: ''
} as const
const SEARCH: Page = {
  kind: 'search',
  choice: {
    search: hostile,
    kind: 'videos',
    sort: 'views',
    age: 'week',
    length: 'any',
    scope: 'local',
    tag: hostile,
    category: 3,
    language: 'eo'
  },
  videos: [],
  channels: [],
  playlists: [],
  total: 0,
  page: 1,
  pageSize: 24
}
const channelCard = {
  displayName: hostile,
  handle: 'a@b',
  path: '/c/a',
  avatarPath: null,
  followersCount: 2,
  description: hostile
}
const playlistCard = {
  displayName: hostile,
  thumbnailPath: null,
  videosLength: 2,
  updatedAt: '2026-01-02T03:04:05Z',
  ownerName: hostile,
  path: '/w/p/x'
}

export const browsePages: Page[] = [
  {
    kind: 'actor',
    actor: {
      kind: 'channel',
      name: 'a',
      host: 'b',
      displayName: hostile,
      descriptionHtml: '',
      avatarPath: null,
      banners: [],
      feedPath: '/f',
      podcastPath: null,
      path: '/c/a',
      originalUrl: null,
      followersCount: 2,
      isSubscribed: true
    },
    tab: 'playlists',
    videos: [],
    channels: [],
    playlists: [playlistCard],
    total: 1,
    page: 1,
    pageSize: 24
  },
  { kind: 'contact', isOpen: true, outcome: { done: null, fault: null } },
  {
    kind: 'contact',
    isOpen: true,
    outcome: {
      done: null,
      fault: {
        form: '',
        id: '',
        kind: 'invalid',
        fields: ['fromName', 'fromEmail', 'subject', 'body'],
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
      totalUsers: 1,
      totalLocalVideos: 2,
      totalLocalVideoViews: 3,
      totalLocalVideoComments: 4,
      totalLocalVideoFilesSize: 5e9
    },
    following: [hostile],
    followers: [],
    hasContactForm: true
  },
  {
    kind: 'sign-up',
    mode: 'approval',
    minimumAge: 16,
    termsHtml: '<p>x</p>',
    outcome: null,
    values: { username: hostile, email: hostile, reason: hostile },
    faults: { username: 'taken', email: 'invalid', password: 'invalid', reason: 'invalid', agreed: 'invalid' }
  },
  {
    kind: 'sign-up',
    mode: 'open',
    minimumAge: 16,
    termsHtml: null,
    outcome: 'made',
    values: { username: '', email: '', reason: '' },
    faults: {}
  },
  SEARCH,
  { ...SEARCH, channels: [channelCard], playlists: [playlistCard], total: 2 },
  { ...HOME, view: 'subscriptions', videos: [], total: 0, page: 1, pageSize: 24 },
  { ...HOME, videos: [{ ...video, watchPath: '/w/x' }], total: 60, page: 2, pageSize: 24 },
  { ...HOME, videos: [], total: 0, page: 1, pageSize: 24, outcome: { done: 'account-deleted', fault: null } },
  { kind: 'sign-in', username: hostile, failure: 'wrong', next: '/', canReset: true },
  { kind: 'account-link', step: 'forgot', outcome: 'bad-input' },
  { kind: 'account-link', step: 'reset', outcome: null },
  { kind: 'account-link', step: 'verify', outcome: 'bad-link' },
  { kind: 'accessibility' },
  { kind: 'error', status: 418 }
]
