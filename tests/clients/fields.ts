/**
 * What apps read of our answers, as their sources say (NewPipeExtractor 2026-07-20, yt-dlp 2026-08-21, the PeerTube
 * plugin of Grayjay v27, peertube-viewer-rs 2023-11, Kodi's plugin.video.peertube 2021-09, peertube-cli 1.2).
 */
export interface Reading {
  /** Below /api/v1; what is in braces is put in by the test. */
  readonly get: string
  readonly signedIn?: true
  /** `a.b`, `list[].b` of every element; a question mark at the end lets the value be null. */
  readonly fields: readonly string[]
}

const ACTOR = ['name', 'displayName', 'host', 'url', 'avatars']
const of = (parent: string, fields: readonly string[]) => fields.map(field => `${parent}.${field}`)

const LISTED_VIDEO = [
  ...['uuid', 'shortUUID', 'name', 'duration', 'views', 'isLive', 'isLocal', 'url', 'thumbnailPath', 'previewPath'],
  ...['embedPath', 'publishedAt', 'createdAt', 'nsfw', 'likes', 'dislikes', 'viewers', 'privacy.id'],
  ...of('account', ACTOR),
  ...of('channel', ACTOR)
]
const FILE = [
  ...['resolution.id', 'resolution.label', 'size', 'fps', 'fileUrl', 'fileDownloadUrl', 'torrentUrl', 'magnetUri'],
  ...['torrentDownloadUrl', 'metadataUrl', 'hasAudio', 'hasVideo', 'width', 'height', 'storage']
]
const WATCHED_VIDEO = [
  ...LISTED_VIDEO,
  ...[
    'description',
    'support?',
    'tags',
    'category.id?',
    'category.label',
    'licence.id?',
    'licence.label',
    'language.id?'
  ],
  ...['language.label', 'privacy.label', 'commentsEnabled', 'downloadEnabled', 'state.id', 'trackerUrls', 'files'],
  ...['descriptionPath', 'originallyPublishedAt?', 'streamingPlaylists[].playlistUrl', 'streamingPlaylists[].type'],
  ...['streamingPlaylists[].segmentsSha256Url', 'streamingPlaylists[].redundancies'],
  ...of('streamingPlaylists[].files[]', FILE)
]
const COMMENT = [
  ...['id', 'url', 'text', 'threadId', 'inReplyToCommentId?', 'videoId', 'createdAt', 'isDeleted', 'totalReplies'],
  ...of('account', ACTOR)
]
const CHANNEL = [
  ...[...ACTOR, 'id', 'description?', 'support?', 'followersCount', 'followingCount', 'banners', 'createdAt'],
  ...of('ownerAccount', ['id', 'name', 'displayName', 'host', 'url'])
]
const PLAYLIST = [
  ...[
    'uuid',
    'shortUUID',
    'displayName',
    'description?',
    'thumbnailPath',
    'videosLength',
    'isLocal',
    'url',
    'createdAt'
  ],
  ...of('ownerAccount', ['name', 'displayName', 'host']),
  ...of('videoChannel', ['name', 'displayName', 'host'])
]
const list = (fields: readonly string[]) => ['total', ...of('data[]', fields)]

export const READINGS: Readonly<Record<string, readonly Reading[]>> = {
  NewPipe: [
    { get: '/config', fields: ['instance.name'] },
    ...['-trending', '-likes', '-publishedAt'].map(sort => ({
      get: `/videos?sort=${sort}&isLocal=true&start=0&count=12`,
      fields: list(LISTED_VIDEO)
    })),
    { get: '/search/videos?search=summer&start=0&count=12', fields: list(LISTED_VIDEO) },
    { get: '/search/video-channels?search=summer&start=0&count=12', fields: list(CHANNEL) },
    { get: '/search/video-playlists?search=summer&start=0&count=12', fields: list(PLAYLIST) },
    { get: '/videos/{uuid}', fields: WATCHED_VIDEO },
    { get: '/videos/{uuid}/captions', fields: list(['language.id', 'language.label', 'captionPath']) },
    { get: '/videos/{uuid}/chapters', fields: of('chapters[]', ['timecode', 'title']) },
    {
      get: '/videos/{uuid}/storyboards',
      fields: of('storyboards[]', [
        ...['storyboardPath', 'totalWidth', 'totalHeight', 'spriteWidth', 'spriteHeight', 'spriteDuration']
      ])
    },
    { get: '/videos/{uuid}/comment-threads?start=0&count=12', fields: list(COMMENT) },
    { get: '/videos/{uuid}/comment-threads/{threadId}', fields: [...of('comment', COMMENT), 'children'] },
    { get: '/accounts/{account}', fields: [...ACTOR, 'description?', 'followersCount'] },
    { get: '/accounts/{account}/videos', fields: list(LISTED_VIDEO) },
    { get: '/accounts/{account}/video-channels', fields: list(CHANNEL) },
    { get: '/video-channels/{channel}', fields: CHANNEL },
    { get: '/video-channels/{channel}/videos', fields: list(LISTED_VIDEO) },
    { get: '/video-channels/{channel}/video-playlists', fields: list(PLAYLIST) },
    { get: '/video-playlists/{playlistId}', fields: PLAYLIST },
    { get: '/video-playlists/{playlistId}/videos', fields: list(of('video', LISTED_VIDEO)) }
  ],

  'yt-dlp': [
    {
      get: '/videos/{uuid}/',
      fields: ['name', 'description', 'tags', 'nsfw', ...of('streamingPlaylists[].files[]', FILE)]
    },
    { get: '/videos/{uuid}/description', fields: ['description'] },
    { get: '/videos/{uuid}/captions', fields: list(['language.id', 'captionPath']) },
    ...['accounts/{account}', 'video-channels/{channel}'].map(path => ({
      get: `/${path}/videos?sort=-createdAt&start=0&count=30&nsfw=both`,
      fields: list(['shortUUID', 'name'])
    })),
    {
      get: '/video-playlists/{playlistId}/videos?sort=-createdAt&start=0&count=30&nsfw=both',
      fields: list(['video.shortUUID', 'video.name'])
    }
  ],

  Grayjay: [
    { get: '/config', fields: ['instance.name', 'serverVersion'] },
    { get: '/config/about', fields: ['instance.name', 'instance.description'] },
    { get: '/server/stats', fields: ['totalUsers', 'totalLocalVideos', 'totalVideos'] },
    { get: '/videos', fields: list(LISTED_VIDEO) },
    { get: '/videos/{uuid}', fields: WATCHED_VIDEO },
    { get: '/video-channels/{channel}', fields: CHANNEL },
    { get: '/users/me', signedIn: true, fields: ['username', 'id', 'account.name', 'videoChannels'] },
    { get: '/users/me/subscriptions', signedIn: true, fields: list(['name', 'host', 'url', 'displayName']) },
    {
      get: '/accounts/{account}/video-playlists',
      signedIn: true,
      fields: list(['uuid', 'displayName', 'videosLength', 'thumbnailPath?', 'videoChannel?'])
    }
  ],

  /** Strict: any of these that is missing or null is an error to it. */
  'peertube-viewer-rs': [
    { get: '/search/videos?search=summer&filter=local', fields: list(LISTED_VIDEO) },
    { get: '/search/video-channels?search=summer', fields: list(CHANNEL) },
    { get: '/videos?sort=-trending&filter=local', fields: list(LISTED_VIDEO) },
    {
      get: '/videos/{uuid}',
      fields: [
        ...['thumbnailPath', 'previewPath', 'embedPath', 'category', 'licence', 'language', 'privacy'],
        ...of('streamingPlaylists[].files[]', FILE)
      ]
    },
    { get: '/videos/{uuid}/comment-threads', fields: list(COMMENT) }
  ],

  Kodi: [
    { get: '/videos?count=20', fields: list(['uuid', 'name', 'thumbnailPath', 'isLive']) },
    { get: '/videos/{uuid}', fields: of('streamingPlaylists[].files[]', ['resolution.id', 'torrentUrl']) }
  ],

  'peertube-cli': [
    { get: '/oauth-clients/local', fields: ['client_id', 'client_secret'] },
    { get: '/users/me', signedIn: true, fields: ['username', 'videoChannels[].id', 'videoChannels[].name'] },
    { get: '/video-channels/{channel}', fields: ['id', 'name'] }
  ]
}
