/** What fixtures show, its words as hostile as strangers can make them. */
import type { EmbedOptions, PageContext, VideoDetails, WatchExtras } from '@colombier/server/contract'

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
  stopSeconds: null,
  isLooping: false,
  isMuted: false,
  isAutoplaying: false,
  captions: null,
  hasTitle: true,
  hasLink: true,
  hasControls: true,
  playColor: null,
  inkColor: null,
  hasApi: true,
  apiScope: 'peertube'
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
export const status = { status: 'running', stage: 'encoding', percent: 40, secondsLeft: 9, failureCode: null } as const

const comment = {
  id: 7,
  html: '<p>x</p>',
  createdAt: '2026-01-02T03:04:05Z',
  isByOwner: true,
  isHeld: true,
  mayApprove: true,
  mayDelete: true,
  author: { displayName: hostile, handle: 'a@b', path: '/a/a@b', avatarPath: null }
}
export const EXTRAS: WatchExtras = {
  talk: {
    policy: 'approval',
    total: 42,
    threadsTotal: 42,
    page: 2,
    pageSize: 20,
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
  displayName: hostile,
  descriptionHtml: '',
  ownerName: hostile,
  ownerPath: '/a/a',
  path: '/w/p/x',
  total: 2,
  isWatchLater: false,
  stopSeconds: 5,
  embedPath: '/video-playlists/embed/x',
  podcastPath: '/feeds/podcast/videos.xml?playlistId=x',
  position: 1,
  previousPath: null,
  nextPath: '/w/p/x?playlistPosition=2',
  elements: [1, 2].map(position => ({
    position,
    path: position === 1 ? '/w/p/x' : null,
    name: hostile,
    channelName: hostile,
    thumbnailPath: '/t.jpg',
    durationSeconds: 9
  }))
}
