/** Wire types of notifications, with PeerTube 6.3's names (openapi.yaml; recordings). */
import { z } from 'zod'
import { sortedBy } from './channels.ts'
import { flag, INVALID, listOf, natural, readable } from './list-parameters.ts'

/** PeerTube's numbers. */
export const NOTIFICATION_TYPE = {
  newVideoFromSubscription: 1,
  newCommentOnMyVideo: 2,
  newAbuse: 3,
  videoBlocked: 4,
  videoUnblocked: 5,
  myVideoPublished: 6,
  importSucceeded: 7,
  importFailed: 8,
  newUser: 9,
  newFollow: 10,
  commentMention: 11,
  videoAutoBlocked: 12,
  newServerFollower: 13,
  abuseStateChange: 15,
  abuseNewMessage: 16,
  registrationRequest: 20,
  /** Ours. */
  videoOffered: 1001
} as const
/**
 * Types from here on are ours. Programs made for PeerTube show a type that they do not know as an empty line, or as news
 * of something that is gone, and PeerTube's next number may mean something else to them: they are not told these.
 */
export const OWN_NOTIFICATION_TYPES_FROM = 1000
export type NotificationType = (typeof NOTIFICATION_TYPE)[keyof typeof NOTIFICATION_TYPE]

/** PeerTube's bits: 0 nowhere, 1 on the web, 2 by e-mail. */
export const NOTIFY = { web: 1, email: 2 } as const

/** What users can be told, and how they are unless they choose otherwise: as on PeerTube. */
export const NOTIFICATION_DEFAULTS = {
  newCommentOnMyVideo: 1,
  newVideoFromSubscription: 1,
  abuseAsModerator: 3,
  videoAutoBlacklistAsModerator: 3,
  blacklistOnMyVideo: 3,
  myVideoPublished: 1,
  myVideoImportFinished: 1,
  newUserRegistration: 1,
  commentMention: 1,
  newFollow: 1,
  newInstanceFollower: 1,
  autoInstanceFollowing: 1,
  abuseNewMessage: 3,
  abuseStateChange: 3,
  newPeerTubeVersion: 3,
  myVideoStudioEditionFinished: 1,
  myVideoTranscriptionGenerated: 1,
  newPluginVersion: 1,
  /** Ours: somebody waits for an answer. */
  videoOffered: 3
} as const
export type NotificationKind = keyof typeof NOTIFICATION_DEFAULTS
export type NotificationSettings = Readonly<Record<NotificationKind, number>>

const setting = z.int(INVALID).min(0, INVALID).max(3, INVALID).optional()
const kinds = Object.keys(NOTIFICATION_DEFAULTS) as NotificationKind[]

/** `PUT /api/v1/users/me/notification-settings`. Kinds that are left out stay as they are: older clients know fewer. */
export const NotificationSettingsBody = z.object(
  Object.fromEntries(kinds.map(kind => [kind, setting])) as Record<NotificationKind, typeof setting>
)
export type NotificationSettingsBody = z.output<typeof NotificationSettingsBody>

export const NotificationListQuery = readable(
  sortedBy(['createdAt', 'id', 'updatedAt']).extend({
    unread: flag().optional(),
    typeOneOf: listOf(natural()).optional(),
    /** Ours: with those types that PeerTube does not have. */
    withOwnTypes: flag().default(false)
  })
)
export type NotificationListQuery = z.output<typeof NotificationListQuery>

const IDS_FAULT = 'Should have an array of notification ids'
/** `POST /api/v1/users/me/notifications/read` */
export const ReadNotificationsBody = z.object({
  ids: z.array(z.int(IDS_FAULT).min(1, IDS_FAULT), IDS_FAULT).min(1, IDS_FAULT).max(1000, IDS_FAULT)
})

interface VideoInfo {
  readonly id: number
  readonly uuid: string
  readonly shortUUID: string
  readonly name: string
}

interface ActorInfo {
  readonly id: number
  readonly displayName: string
  readonly name: string
  readonly host: string
  readonly avatars: readonly { readonly path: string; readonly width: number }[]
  /** The largest. */
  readonly avatar?: { readonly path: string; readonly width: number } | undefined
}

export interface UserNotification {
  readonly id: number
  readonly type: NotificationType
  readonly read: boolean
  readonly video?: VideoInfo & { readonly channel: ActorInfo }
  readonly comment?: {
    readonly id: number
    readonly threadId: number
    readonly account: ActorInfo
    readonly video: VideoInfo
    readonly heldForReview: boolean
  }
  readonly abuse?: {
    readonly id: number
    readonly state: number
    readonly video?: VideoInfo
    readonly comment?: { readonly threadId: number; readonly video: VideoInfo }
    readonly account?: ActorInfo
  }
  readonly videoBlacklist?: { readonly id: number; readonly video: VideoInfo }
  readonly account?: ActorInfo
  readonly actorFollow?: {
    readonly id: number
    readonly state: string
    readonly follower: ActorInfo
    readonly following: {
      readonly type: 'account' | 'channel' | 'instance'
      readonly name: string
      readonly displayName: string
      readonly host: string
    }
  }
  readonly videoImport?: {
    readonly id: number
    readonly video?: VideoInfo
    /** One of these three. */
    readonly targetUrl?: string
    readonly magnetUri?: string
    readonly torrentName?: string
  }
  readonly registration?: { readonly id: number; readonly username: string }
  readonly createdAt: string
  readonly updatedAt: string
}
