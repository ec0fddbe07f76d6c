/** The whole API: what there is, where, and who may call it. One table per area; names are PeerTube's operation ids. */
import { ABOUT_OPERATIONS } from './about.ts'
import { ABSENT_OPERATIONS } from './absent.ts'
import { ABUSE_OPERATIONS } from './abuses.ts'
import { ACTOR_IMAGE_OPERATIONS } from './actor-images.ts'
import { ARCHIVE_OPERATIONS } from './archives.ts'
import { CAPTION_OPERATIONS } from './captions.ts'
import { CHANNEL_OPERATIONS } from './channels.ts'
import { CHAPTER_OPERATIONS } from './chapters.ts'
import { COMMENT_OPERATIONS } from './comments.ts'
import { CONFIGURATION_OPERATIONS } from './configuration.ts'
import { DELIVERY_OPERATIONS } from './delivery.ts'
import { INBOX_OPERATIONS } from './inbox.ts'
import { LIST_OPERATIONS } from './lists.ts'
import { MUTE_OPERATIONS } from './mutes.ts'
import { NOTIFICATION_OPERATIONS } from './notifications.ts'
import { OPENAPI_OPERATIONS } from './openapi.ts'
import { OWNERSHIP_OPERATIONS } from './ownership.ts'
import { PLAYLIST_OPERATIONS } from './playlists.ts'
import { RATING_OPERATIONS } from './ratings.ts'
import { REDUNDANCY_OPERATIONS } from './redundancy.ts'
import { RUNNER_OPERATIONS } from './runners.ts'
import { SERVER_OPERATIONS } from './server.ts'
import { SOURCE_OPERATIONS } from './sources.ts'
import { SUBSCRIPTION_OPERATIONS } from './subscriptions.ts'
import { TOKEN_SESSION_OPERATIONS } from './token-sessions.ts'
import { TRANSCODING_OPERATIONS } from './transcoding.ts'
import { UPLOAD_OPERATIONS } from './uploads.ts'
import { USER_OPERATIONS } from './users.ts'
import { VIDEO_BLOCK_OPERATIONS } from './video-blocks.ts'
import { VIDEO_IMPORT_OPERATIONS } from './video-imports.ts'
import { VIDEO_PASSWORD_OPERATIONS } from './video-passwords.ts'
import { VIDEO_OPERATIONS } from './videos.ts'
import { VIEW_OPERATIONS } from './views.ts'
import { WATCHED_WORDS_OPERATIONS } from './watched-words.ts'

export const OPERATIONS = {
  ...ABOUT_OPERATIONS,
  ...ABSENT_OPERATIONS,
  ...ABUSE_OPERATIONS,
  ...ACTOR_IMAGE_OPERATIONS,
  ...ARCHIVE_OPERATIONS,
  ...CAPTION_OPERATIONS,
  ...CHANNEL_OPERATIONS,
  ...CHAPTER_OPERATIONS,
  ...COMMENT_OPERATIONS,
  ...CONFIGURATION_OPERATIONS,
  ...DELIVERY_OPERATIONS,
  ...INBOX_OPERATIONS,
  ...LIST_OPERATIONS,
  ...MUTE_OPERATIONS,
  ...NOTIFICATION_OPERATIONS,
  ...OPENAPI_OPERATIONS,
  ...OWNERSHIP_OPERATIONS,
  ...PLAYLIST_OPERATIONS,
  ...REDUNDANCY_OPERATIONS,
  ...RUNNER_OPERATIONS,
  ...SERVER_OPERATIONS,
  ...RATING_OPERATIONS,
  ...SOURCE_OPERATIONS,
  ...SUBSCRIPTION_OPERATIONS,
  ...VIDEO_BLOCK_OPERATIONS,
  ...TOKEN_SESSION_OPERATIONS,
  ...USER_OPERATIONS,
  ...TRANSCODING_OPERATIONS,
  ...UPLOAD_OPERATIONS,
  ...VIDEO_IMPORT_OPERATIONS,
  ...VIDEO_OPERATIONS,
  ...VIDEO_PASSWORD_OPERATIONS,
  ...VIEW_OPERATIONS,
  ...WATCHED_WORDS_OPERATIONS
} as const

export type OperationId = keyof typeof OPERATIONS
