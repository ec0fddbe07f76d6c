/** Sending films, and looking after those that were sent. */
import type { Page } from '@colombier/server/contract'
import { hostile, video } from './render-fixtures-video.ts'

const MOMENT = '2026-01-02T03:04:05Z'
const EDIT = {
  kind: 'edit-video' as const,
  done: 'saved' as const,
  faults: [],
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
  hasFilm: true,
  isReplaceable: true,
  maxSizeBytes: 8e9
} as const
const PREPARING = { ...EDIT_FILES.transcoding, status: 'running', stage: 'encoding', failureCode: null } as const
const OWN_CHOICE = { search: '', channelId: '', ownState: '', privacyOneOf: '', sort: '-createdAt' } as const

export const studioPages: Page[] = [
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
  }
]
