import type { Page, PageContext, VideoDetails, WatchExtras } from '@colombier/server/contract'
import { expect, test } from 'vitest'
import { en } from './i18n/en.ts'
import render from './render.tsx'

const context: PageContext = {
  locale: 'en',
  origin: 'https://videos.example',
  instanceName: 'Village <videos>',
  canSignUp: true,
  user: null,
  path: '/w/x?start=2'
}

const actor = {
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
const hostile = '</script><script>alert("1")</script>'
/** Actors as far as pages read them. */
const video = {
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
const playable = {
  video,
  descriptionHtml: '<p>x</p>',
  mediaQuery: '',
  transcoding: null,
  startSeconds: 0,
  p2p: null,
  captions: [],
  storyboard: null
}
const status = { status: 'running', stage: 'encoding', percent: 40, secondsLeft: 9, failureCode: null } as const

const HOME = { kind: 'home', view: 'recent', choice: { category: null, language: null }, homepageHtml: '' } as const
const comment = {
  ...{ id: 7, html: '<p>x</p>', createdAt: '2026-01-02T03:04:05Z', isByOwner: true, isHeld: true, mayDelete: true },
  author: { displayName: hostile, handle: 'a@b', path: '/a/a@b', avatarPath: null }
}
const EXTRAS: WatchExtras = {
  talk: {
    ...{ policy: 'approval', total: 42, threadsTotal: 42, page: 2, pageSize: 20 },
    threads: [{ ...comment, replies: [{ ...comment, id: 8, author: null, html: '', replies: [] }] }]
  },
  chapters: [{ title: hostile, startSeconds: 65 }],
  standing: { rating: 'like', isSubscribed: true },
  playlist: null
}
const playlist = {
  ...{ displayName: hostile, descriptionHtml: '', ownerName: hostile, ownerPath: '/a/a', path: '/w/p/x', total: 2 },
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

const pages: Page[] = [
  { kind: 'playlist', playlist },
  { kind: 'watch', ...playable, ...EXTRAS, playlist },
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
  { ...HOME, videos: [], total: 0, page: 1, pageSize: 24 },
  { kind: 'watch', ...playable, ...EXTRAS },
  { kind: 'embed', ...playable },
  { kind: 'password', videoName: hostile, isWrong: true, isEmbed: true },
  { kind: 'sign-in', username: hostile, failure: 'wrong', next: '/', canReset: true },
  { kind: 'account-link', step: 'forgot', outcome: 'bad-input' },
  { kind: 'account-link', step: 'reset', outcome: null },
  { kind: 'account-link', step: 'verify', outcome: 'bad-link' },
  { kind: 'upload', maxSizeBytes: 5e9 },
  { kind: 'my-videos', videos: [{ ...video, watchPath: '/w/x', transcoding: null }], total: 1, page: 1, pageSize: 24 },
  { kind: 'error', status: 418 }
]

test('every page is a whole document without inline code, in both languages', () => {
  for (const page of pages) {
    for (const locale of ['en', 'fr'] as const) {
      const html = render(page, { ...context, locale })
      expect(html).toMatch(new RegExp(`^<!DOCTYPE html><html lang="${locale}">`))
      expect(html).toMatch(/<\/html>$/)
      expect(html).not.toContain('<script>')
      expect(html).not.toMatch(/ style="| on[a-z]+="/)
      expect(html).not.toMatch(/(src|href)="https?:\/\/(?!videos\.example)/)
      expect(html).toContain('og:platform')
    }
  }
})

test('a watch page tells other sites what it is, as PeerTube does', () => {
  const html = render({ kind: 'watch', ...playable, ...EXTRAS }, context)
  const [, json] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(html) ?? []
  expect(JSON.parse(json!)).toMatchObject({ '@type': 'VideoObject', name: hostile, duration: 'PT10S' })
  expect(html).toContain('<link rel="canonical" href="https://videos.example/w/1woUtH3BiRRgzMMrGyoQrs"/>')
  expect(html).toContain('application/json+oembed')
  expect(html).toContain('property="og:video:url" content="https://videos.example/videos/embed/043e6dbd"')
})

test('without JavaScript the best rendition of at most 720 lines is offered, with its start', () => {
  const html = render(
    { kind: 'watch', ...playable, ...EXTRAS, startSeconds: 83, mediaQuery: 'videoFileToken=x' },
    context
  )
  const [first, second] = [...html.matchAll(/<source src="([^"]+)" type="([^"]+)"/g)]
  expect(first?.slice(1)).toEqual(['https://videos.example/static/720.mp4?videoFileToken=x#t=83', 'video/mp4'])
  expect(second?.[2]).toBe('application/vnd.apple.mpegurl')
})

test('captions are offered with the token that opens them', () => {
  const captions = [{ language: 'fr', label: 'French', url: '/lazy-static/video-captions/a-fr.vtt' }]
  const html = render({ kind: 'watch', ...playable, ...EXTRAS, captions, mediaQuery: 'videoFileToken=x' }, context)
  expect(html).toContain(
    '<track kind="captions" src="/lazy-static/video-captions/a-fr.vtt?videoFileToken=x" srclang="fr"'
  )
})

test('a video that still grows is played by its playlist alone, and offers no download', () => {
  const html = render({ kind: 'watch', ...playable, ...EXTRAS, transcoding: { ...status, isWatchable: true } }, context)
  expect(html).not.toContain('type="video/mp4"')
  expect(html).toContain('type="application/vnd.apple.mpegurl"')
  expect(html).not.toContain('/download/')
  expect(html).toContain('id="transcoding"')
})

test('a video that is not for everybody stays out of search results', () => {
  const html = render(
    { kind: 'watch', ...playable, ...EXTRAS, video: { ...video, privacy: { id: 2, label: '' } } },
    context
  )
  expect(html).toContain('name="robots" content="noindex"')
  expect(html).not.toContain('application/ld+json')
})

test('only the owner is offered another try', () => {
  const failed = { ...status, status: 'failed', failureCode: 'undecodable', isWatchable: false } as const
  const user = { username: 'ada', displayName: 'Ada', isAdministrator: false, channels: [actor] }
  const page: Page = { kind: 'watch', ...playable, ...EXTRAS, transcoding: failed }
  expect(render(page, { ...context, user })).toContain(en['transcoding.retry'])
  expect(render(page, context)).toContain(en['transcoding.failedVisitor'])
})

test('islands are given every message they say', () => {
  const prefixes: Record<string, string[]> = {
    '/player/': ['player.'],
    '/features/transcoding/': ['transcoding.', 'mine.error'],
    '/features/upload/': ['upload.', 'transcoding.', 'privacy.', 'category.', 'licence.'],
    '/features/videos/share-links': ['video.share', 'video.copy', 'video.copied'],
    '/features/videos/my-video': ['mine.', 'transcoding.', 'privacy.', 'video.views', 'video.scheduled']
  }
  const sources = import.meta.glob<string>('./**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true })
  for (const [part, allowed] of Object.entries(prefixes)) {
    const island = Object.entries(sources).filter(([path]) => path.includes(part))
    expect(island.length).toBeGreaterThan(0)
    for (const [path, source] of island) {
      for (const [, key] of source.matchAll(/\bt\(\s*['`]([\w.-]+)/g)) {
        expect(
          allowed.some(prefix => key!.startsWith(prefix)),
          `${path}: ${key}`
        ).toBe(true)
      }
    }
  }
})
