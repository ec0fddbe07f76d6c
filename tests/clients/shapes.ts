/** Things of the API, as lists of the fields that apps read of them: `a.b`, `list[].b`, a question mark for what may be null. */
export const ACTOR = ['name', 'displayName', 'host', 'url', 'avatars']
export const of = (parent: string, fields: readonly string[]) => fields.map(field => `${parent}.${field}`)

export const LISTED_VIDEO = [
  ...['uuid', 'shortUUID', 'name', 'duration', 'views', 'isLive', 'isLocal', 'url', 'thumbnailPath', 'previewPath'],
  ...['embedPath', 'publishedAt', 'createdAt', 'nsfw', 'likes', 'dislikes', 'viewers', 'privacy.id'],
  ...of('account', ACTOR),
  ...of('channel', ACTOR)
]
export const FILE = [
  ...['resolution.id', 'resolution.label', 'size', 'fps', 'fileUrl', 'fileDownloadUrl', 'torrentUrl', 'magnetUri'],
  ...['torrentDownloadUrl', 'metadataUrl', 'hasAudio', 'hasVideo', 'width', 'height', 'storage']
]
export const WATCHED_VIDEO = [
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
export const COMMENT = [
  ...['id', 'url', 'text', 'threadId', 'inReplyToCommentId?', 'videoId', 'createdAt', 'isDeleted', 'totalReplies'],
  ...of('account', ACTOR)
]
export const CHANNEL = [
  ...[...ACTOR, 'id', 'description?', 'support?', 'followersCount', 'followingCount', 'banners', 'createdAt'],
  ...of('ownerAccount', ['id', 'name', 'displayName', 'host', 'url'])
]
export const PLAYLIST = [
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
export const CAPTION = [
  'language.id',
  'language.label',
  'captionPath',
  'fileUrl',
  'automaticallyGenerated',
  'updatedAt'
]
export const STORYBOARD = [
  'storyboardPath',
  'fileUrl',
  'totalWidth',
  'totalHeight',
  'spriteWidth',
  'spriteHeight',
  'spriteDuration'
]
export const list = (fields: readonly string[]) => ['total', ...of('data[]', fields)]

/** PeerTube's types, whole. */
export const WHOLE_VIDEO = [
  ...[...LISTED_VIDEO, 'id', 'updatedAt', 'originallyPublishedAt?', 'category.id?', 'category.label', 'licence.id?'],
  ...['licence.label', 'language.id?', 'language.label', 'privacy.label', 'description?', 'truncatedDescription?'],
  ...['aspectRatio?', 'thumbnailUrl', 'previewUrl', 'embedUrl', 'comments', 'nsfwFlags', 'nsfwSummary?'],
  ...of('thumbnails[]', ['fileUrl', 'width', 'height', 'aspectRatio']),
  ...['account.id', 'channel.id']
]
export const WHOLE_COMMENT = [...COMMENT, 'updatedAt', 'deletedAt?', 'heldForReview', 'totalRepliesFromVideoAuthor']
export const WHOLE_CHANNEL = [...CHANNEL, 'updatedAt', 'isLocal', 'ownerAccount.avatars']
export const WHOLE_PLAYLIST = [
  ...[...PLAYLIST, 'id', 'privacy.id', 'privacy.label', 'type.id', 'type.label', 'updatedAt', 'embedPath'],
  ...['ownerAccount.url', 'ownerAccount.avatars']
]
