/** What feeds may be asked for, with PeerTube 6.3's names (openapi.yaml). */
import { z } from 'zod'
import { flag, INVALID, sortBy } from './list-parameters.ts'
import { VIDEO_SORTS } from './video-lists.ts'
import { VideoReference } from './videos.ts'

export const FEED_FORMATS = ['xml', 'rss', 'rss2', 'atom', 'atom1', 'json', 'json1'] as const
export type FeedFormat = (typeof FEED_FORMATS)[number]

export const FeedParams = z.object({
  format: z.enum(FEED_FORMATS, `Should have a valid format: ${FEED_FORMATS.join(', ')}`)
})

const number = z.coerce.number(INVALID).int(INVALID).min(1, INVALID).max(Number.MAX_SAFE_INTEGER, INVALID)
const handle = z.string(INVALID).min(1, INVALID).max(320, INVALID)

/** Whose things; at most one of them counts. */
const owner = {
  accountId: number.optional(),
  accountName: handle.optional(),
  videoChannelId: number.optional(),
  videoChannelName: handle.optional()
}

export const VideoFeedQuery = z.object({
  ...owner,
  sort: sortBy(VIDEO_SORTS).default('-publishedAt'),
  nsfw: z.enum(['true', 'false', 'both'], INVALID).optional(),
  isLocal: flag(INVALID).optional(),
  hasHLSFiles: flag(INVALID).optional(),
  hasWebVideoFiles: flag(INVALID).optional()
})
export type VideoFeedQuery = z.output<typeof VideoFeedQuery>

export const CommentFeedQuery = z
  .object({ ...owner, videoId: VideoReference.shape.id.optional() })
  .refine(
    ({ videoId, ...owners }) => videoId === undefined || Object.values(owners).every(value => value === undefined),
    { path: ['videoId'], message: 'videoId cannot be mixed with a channel or an account' }
  )
export type CommentFeedQuery = z.output<typeof CommentFeedQuery>

/** A channel, or since PeerTube 8.2 a playlist by its number, UUID or short UUID; the channel when both are named. */
export const PodcastFeedQuery = z
  .object({ videoChannelId: number.optional(), playlistId: VideoReference.shape.id.optional() })
  .refine(({ videoChannelId, playlistId }) => videoChannelId !== undefined || playlistId !== undefined, {
    path: ['videoChannelId'],
    message: INVALID
  })
export type PodcastFeedQuery = z.output<typeof PodcastFeedQuery>

/** The token is the account's own (`GET /api/v1/users/scoped-tokens`). */
export const SubscriptionFeedQuery = VideoFeedQuery.extend({
  accountId: number,
  token: z.string(INVALID).min(1, INVALID).max(100, INVALID)
})
