/** A video as full as real ones are, for weighing the pages that show it. */
import type {
  ActorSummary,
  PlayableVideo,
  VideoCard,
  VideoDetails,
  VideoFile,
  WatchExtras
} from '../../packages/server/src/contract/index.ts'

export const ORIGIN = 'https://videos.example'
const UUID = '043e6dbd-cb79-4bad-82e2-d3d5e9916eb4'
const FOLDER = `${ORIGIN}/static/streaming-playlists/hls/${UUID}`
const DATE = '2026-11-22T14:37:58.776Z'
const TEXT = 'What we did this summer, told by those who were there. Music and pictures by the members. '

const actor: ActorSummary = {
  id: 1,
  displayName: 'Ada Lovelace',
  name: 'ada',
  url: `${ORIGIN}/accounts/ada`,
  host: 'videos.example',
  avatars: []
}

const actorDetails = {
  ...actor,
  hostRedundancyAllowed: false,
  followingCount: 0,
  followersCount: 0,
  createdAt: DATE,
  updatedAt: DATE,
  description: TEXT,
  userId: 1
}

/** @param at Makes names and addresses differ, as they do in a list. */
export function videoCard(at: number): VideoCard {
  const shortUUID = `1woUtH3BiRRgzMMrGy${String(1000 + at)}`
  const uuid = UUID.replace(/^.{4}/, String(1000 + at))
  return {
    id: at,
    uuid,
    shortUUID,
    url: `${ORIGIN}/videos/watch/${uuid}`,
    name: `Summer meeting of the association, part ${at}`,
    category: { id: 15, label: 'Science & Technology' },
    licence: { id: 1, label: 'Attribution' },
    language: { id: 'fr', label: 'French' },
    privacy: { id: 1, label: 'Public' },
    nsfw: false,
    truncatedDescription: TEXT,
    description: TEXT,
    isLocal: true,
    duration: 600 + at,
    aspectRatio: 1.7778,
    views: 17 * at,
    viewers: 0,
    likes: 0,
    dislikes: 0,
    thumbnailPath: `/lazy-static/thumbnails/${uuid}.jpg`,
    previewPath: `/lazy-static/previews/${uuid}.jpg`,
    embedPath: `/videos/embed/${uuid}`,
    thumbnailUrl: `${ORIGIN}/lazy-static/thumbnails/${uuid}.jpg`,
    previewUrl: `${ORIGIN}/lazy-static/previews/${uuid}.jpg`,
    embedUrl: `${ORIGIN}/videos/embed/${uuid}`,
    thumbnails: [],
    comments: 3,
    nsfwFlags: 0,
    nsfwSummary: null,
    createdAt: DATE,
    updatedAt: DATE,
    publishedAt: DATE,
    originallyPublishedAt: null,
    isLive: false,
    account: actor,
    channel: actor,
    watchPath: `/w/${shortUUID}`
  }
}

const file = (height: number): VideoFile => ({
  id: height,
  resolution: { id: height, label: `${height}p` },
  width: Math.round((height * 16) / 9),
  height,
  size: height * 100_000,
  fps: 30,
  fileUrl: `${FOLDER}/${UUID}-${height}-fragmented.mp4`,
  fileDownloadUrl: `${ORIGIN}/download/streaming-playlists/hls/videos/${UUID}-${height}-fragmented.mp4`,
  metadataUrl: `${ORIGIN}/api/v1/videos/${UUID}/metadata/${height}`,
  hasAudio: true,
  hasVideo: true,
  storage: 0,
  magnetUri: '',
  torrentUrl: '',
  torrentDownloadUrl: ''
})

const video: VideoDetails = {
  ...videoCard(1),
  account: actorDetails,
  channel: { ...actorDetails, support: null, isLocal: true, banners: [], ownerAccount: actorDetails },
  support: null,
  descriptionPath: `/api/v1/videos/${UUID}/description`,
  tags: ['summer', 'meeting', 'association'],
  commentsEnabled: true,
  commentsPolicy: { id: 1, label: 'Enabled' },
  downloadEnabled: true,
  waitTranscoding: true,
  inputFileUpdatedAt: null,
  state: { id: 1, label: 'Published' },
  trackerUrls: [],
  files: [],
  streamingPlaylists: [
    {
      id: 1,
      type: 1,
      playlistUrl: `${FOLDER}/master.m3u8`,
      segmentsSha256Url: `${FOLDER}/segments-sha256.json`,
      redundancies: [],
      files: [1080, 720, 480, 360, 240].map(file)
    }
  ]
}

export const playable: PlayableVideo = {
  video,
  descriptionHtml: `<p>${TEXT.repeat(10)}</p>`,
  mediaQuery: '',
  transcoding: null,
  startSeconds: 0,
  p2p: {
    consent: 'ask',
    viewers: 3,
    minimumViewers: 2,
    countsViewers: true,
    swarmId: `${FOLDER}/master.m3u8`,
    trackers: ['wss://videos.example/tracker/socket'],
    iceServers: []
  },
  captions: [],
  chapters: Array.from({ length: 6 }, (_, at) => ({ title: `Part ${at}`, startSeconds: at * 60 })),
  storyboard: {
    url: `/lazy-static/storyboards/${UUID}.jpg`,
    spriteWidth: 192,
    spriteHeight: 108,
    columns: 10,
    spriteDurationSeconds: 6
  }
}

const comment = (id: number) => ({
  id,
  html: `<p>${TEXT}</p>`,
  createdAt: DATE,
  isByOwner: false,
  isHeld: false,
  mayApprove: false,
  mayDelete: false,
  replies: [],
  author: {
    displayName: `Somebody ${id}`,
    handle: `somebody${id}`,
    path: `/a/somebody${id}`,
    avatarPath: `/lazy-static/avatars/${id}.jpg`
  }
})

/** A first page of comments, as full as it gets. */
export const watchExtras: WatchExtras = {
  talk: {
    policy: 'open',
    total: 40,
    threadsTotal: 40,
    page: 1,
    pageSize: 20,
    threads: Array.from({ length: 20 }, (_, at) => comment(at))
  },
  standing: null,
  saving: null,
  playlist: null
}
