import {
  ACTOR,
  CAPTION,
  CHANNEL,
  COMMENT,
  FILE,
  LISTED_VIDEO,
  list,
  of,
  PLAYLIST,
  STORYBOARD,
  WATCHED_VIDEO,
  WHOLE_CHANNEL,
  WHOLE_COMMENT,
  WHOLE_PLAYLIST,
  WHOLE_VIDEO
} from './shapes.ts'

/**
 * What apps read of our answers, as their sources say (NewPipeExtractor 2026-07-20, yt-dlp 2026-08-21, the PeerTube
 * plugin of Grayjay 2025-10, peertube-viewer-rs 2023-11, Kodi's plugin.video.peertube 2021-09, Thorium 2.0,
 * peertube-cli 1.2). The source of PeerTube's own app could not be read: it is taken to read all there is of PeerTube's
 * types (@peertube/peertube-types 8.2.3) that 6.3 has too.
 */
export interface Reading {
  /** Below /api/v1; what is in braces is put in by the test. */
  readonly get: string
  readonly signedIn?: true
  /** `a.b`, `list[].b` of every element; a question mark at the end lets the value be null. */
  readonly fields: readonly string[]
}

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
    { get: '/videos/{uuid}/captions', fields: list(CAPTION) },
    { get: '/videos/{uuid}/chapters', fields: of('chapters[]', ['timecode', 'title']) },
    { get: '/videos/{uuid}/storyboards', fields: of('storyboards[]', STORYBOARD) },
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
    ...['best', '-publishedAt', 'publishedAt', '-views', '-likes', '-trending', '-hot'].map(sort => ({
      get: `/videos?sort=${sort}&start=0&count=20&nsfw=both`,
      fields: list(LISTED_VIDEO)
    })),
    { get: '/search/videos?search=summer&sort=-publishedAt&nsfw=both', fields: list(LISTED_VIDEO) },
    // Videos like this one, and those of a tag: without words to search for.
    ...['-publishedAt', '-match'].map(sort => ({
      get: `/search/videos?tagsOneOf=garden&sort=${sort}&searchTarget=local&start=0&count=20&nsfw=both`,
      fields: list(LISTED_VIDEO)
    })),
    { get: '/search/video-channels?search=summer&start=0&count=20', fields: list([...CHANNEL, 'banners']) },
    { get: '/search/video-playlists?search=summer&start=0&count=20', fields: list([...PLAYLIST, 'ownerAccount.url']) },
    { get: '/videos/{uuid}', fields: WATCHED_VIDEO },
    { get: '/videos/{uuid}/captions', fields: list(CAPTION) },
    { get: '/videos/{uuid}/chapters', fields: of('chapters[]', ['timecode', 'title']) },
    { get: '/videos/{uuid}/comment-threads?start=0&count=20', fields: list(COMMENT) },
    { get: '/videos/{uuid}/comment-threads/{threadId}', fields: of('children[].comment', COMMENT) },
    { get: '/video-channels/{channel}', fields: CHANNEL },
    { get: '/video-channels/{channel}/videos?sort=-publishedAt&isLive=false&nsfw=both', fields: list(LISTED_VIDEO) },
    { get: '/video-channels/{channel}/videos?search=summer&sort=-publishedAt&nsfw=both', fields: list(LISTED_VIDEO) },
    { get: '/video-channels/{channel}/video-playlists?start=0&count=20', fields: list(PLAYLIST) },
    { get: '/video-playlists/{playlistId}', fields: [...PLAYLIST, 'ownerAccount.url'] },
    { get: '/video-playlists/{playlistId}/videos?nsfw=both', fields: list(of('video', LISTED_VIDEO)) },
    { get: '/users/me', signedIn: true, fields: ['username', 'id', 'account.name', 'videoChannels'] },
    {
      get: '/users/me/subscriptions?start=0&count=100',
      signedIn: true,
      fields: list(['name', 'host', 'url', 'displayName'])
    },
    {
      get: '/accounts/{account}/video-playlists?sort=-updatedAt&start=0&count=50',
      signedIn: true,
      fields: list(['uuid', 'url', 'privacy.id', 'displayName', 'videosLength', 'thumbnailPath?', 'videoChannel?'])
    }
  ],

  /** In Kotlin, whose types say what may be null. It puts a slash behind lists of videos. */
  Thorium: [
    ...['videos/?', 'search/videos/?search=summer&', 'accounts/{account}/videos?'].map(path => ({
      get: `/${path}start=0&count=20&sort=-createdAt&nsfw=false`,
      fields: list([...LISTED_VIDEO, 'id', 'updatedAt'])
    })),
    { get: '/videos/{uuid}', fields: [...WATCHED_VIDEO, 'id', 'account.followersCount', 'account.updatedAt'] },
    { get: '/videos/{uuid}/description', fields: ['description'] },
    {
      get: '/videos/{id}/comment-threads?start=0&count=10&sort=-createdAt',
      fields: [...list([...COMMENT, 'updatedAt', 'totalRepliesFromVideoAuthor']), 'totalNotDeletedComments']
    },
    { get: '/accounts/{account}/video-playlists?start=0&count=20', fields: list([...PLAYLIST, 'id']) },
    { get: '/users/me/videos/{id}/rating', signedIn: true, fields: ['videoId', 'rating'] },
    {
      get: '/overviews/videos?page=1',
      fields: [
        ...of('categories[]', ['category.id', 'category.label', 'videos[].uuid']),
        ...of('channels[]', ['channel.name', 'channel.displayName', 'videos[].uuid']),
        ...of('tags[]', ['tag', 'videos[].uuid'])
      ]
    },
    { get: '/oauth-clients/local', fields: ['client_id', 'client_secret'] },
    {
      get: '/users/me',
      signedIn: true,
      fields: [
        ...['id', 'username', 'email', 'emailVerified?', 'blocked', 'blockedReason?', 'nsfwPolicy', 'role.id', 'theme'],
        ...['autoPlayVideo', 'autoPlayNextVideo', 'autoPlayNextVideoPlaylist', 'videoQuota', 'videoQuotaDaily'],
        ...['p2pEnabled', 'noWelcomeModal', 'noInstanceConfigWarningModal', 'noAccountSetupWarningModal', 'createdAt'],
        ...['pluginAuth?', 'lastLoginDate?', 'account.id', 'account.host', 'videoChannels[].id']
      ]
    }
  ],

  "PeerTube's app": [
    {
      get: '/config',
      fields: [
        ...[
          'serverVersion',
          'instance.name',
          'instance.shortDescription',
          'instance.defaultNSFWPolicy',
          'signup.allowed'
        ],
        ...['signup.requiresApproval', 'signup.minimumAge', 'search.remoteUri.users', 'search.remoteUri.anonymous']
      ]
    },
    { get: '/config/about', fields: ['instance.name', 'instance.description', 'instance.terms', 'instance.languages'] },
    ...['videos', 'search/videos', 'accounts/{account}/videos', 'video-channels/{channel}/videos'].map(path => ({
      get: `/${path}`,
      fields: list(WHOLE_VIDEO)
    })),
    ...['users/me/subscriptions/videos', 'users/me/history/videos'].map(path => ({
      get: `/${path}`,
      signedIn: true as const,
      fields: list([...WHOLE_VIDEO, 'userHistory.currentTime'])
    })),
    {
      get: '/videos/{uuid}',
      fields: [
        ...[...WATCHED_VIDEO, ...WHOLE_VIDEO, 'commentsPolicy.id', 'state.label', 'inputFileUpdatedAt?'],
        ...['waitTranscoding', ...of('channel', WHOLE_CHANNEL), 'account.followersCount', 'account.description?']
      ]
    },
    { get: '/videos/{uuid}/captions', fields: list(CAPTION) },
    { get: '/videos/{uuid}/chapters', fields: of('chapters[]', ['timecode', 'title']) },
    { get: '/videos/{uuid}/storyboards', fields: of('storyboards[]', STORYBOARD) },
    { get: '/videos/{uuid}/comment-threads', fields: list(WHOLE_COMMENT) },
    {
      get: '/videos/{uuid}/comment-threads/{threadId}',
      fields: [...of('comment', WHOLE_COMMENT), ...of('children[].comment', WHOLE_COMMENT), 'children[].children']
    },
    { get: '/search/video-channels?search=summer', fields: list(WHOLE_CHANNEL) },
    { get: '/search/video-playlists?search=summer', fields: list(WHOLE_PLAYLIST) },
    {
      get: '/accounts/{account}',
      fields: [...ACTOR, 'id', 'followersCount', 'followingCount', 'createdAt', 'updatedAt']
    },
    { get: '/accounts/{account}/video-channels', fields: list(WHOLE_CHANNEL) },
    { get: '/accounts/{account}/video-playlists', fields: list(WHOLE_PLAYLIST) },
    { get: '/video-channels/{channel}', fields: WHOLE_CHANNEL },
    { get: '/video-playlists/{playlistId}', fields: WHOLE_PLAYLIST },
    {
      get: '/video-playlists/{playlistId}/videos',
      fields: list(['id', 'position', 'startTimestamp?', 'stopTimestamp?', 'type', ...of('video', WHOLE_VIDEO)])
    },
    { get: '/users/me/subscriptions', signedIn: true, fields: list(WHOLE_CHANNEL) },
    {
      get: '/users/me/notifications',
      signedIn: true,
      fields: list(['id', 'type', 'read', 'createdAt', 'updatedAt'])
    },
    { get: '/users/me/video-quota-used', signedIn: true, fields: ['videoQuotaUsed', 'videoQuotaUsedDaily'] }
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
