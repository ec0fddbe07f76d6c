/** Wire types of users, with PeerTube 6.3's names (openapi.yaml; recordings). */
import { z } from 'zod'
import type { AccountDetails, ChannelDetails } from './actors.ts'
import type { NotificationSettings } from './notifications.ts'
import type { NsfwPolicy } from './sensitive-choice.ts'
import type { Constant } from './videos.ts'

export const ROLE = { administrator: 0, moderator: 1, user: 2 } as const

const INVALID = 'Invalid value'
const USERNAME_RULE = 'Should have a valid username (lowercase alphanumeric characters)'

/** A number, or digits from a form; never what JavaScript merely takes for zero: null, false or an empty text. */
const integer = z.union(
  [
    z.int(),
    z
      .string()
      .regex(/^-?\d+$/)
      .transform(Number)
  ],
  INVALID
)
const quota = integer.pipe(z.int(INVALID).min(-1, INVALID))
const role = integer.pipe(
  z.union([z.literal(ROLE.administrator), z.literal(ROLE.moderator), z.literal(ROLE.user)], INVALID)
)

/** 1: what they upload need not wait for a moderator. */
const adminFlags = integer.pipe(z.union([z.literal(0), z.literal(1)], INVALID))

// A dot at either end is refused: it would make paths like "/a/..".
const USERNAME = /^[a-z0-9_](?:[a-z0-9._]*[a-z0-9_])?$/
export const CHANNEL_NAME = /^[a-zA-Z0-9\-_:](?:[a-zA-Z0-9\-_.:]*[a-zA-Z0-9\-_:])?$/

/** `POST /api/v1/users` */
export const CreateUserBody = z.object({
  username: z.string(USERNAME_RULE).max(50, USERNAME_RULE).regex(USERNAME, USERNAME_RULE),
  password: z.string(INVALID).min(6, INVALID).max(255, INVALID),
  email: z.email(INVALID).max(255, INVALID),
  role,
  videoQuota: quota.optional(),
  videoQuotaDaily: quota.optional(),
  adminFlags: adminFlags.optional(),
  channelName: z.string(INVALID).max(50, INVALID).regex(CHANNEL_NAME, INVALID).optional()
})
export type CreateUserBody = z.output<typeof CreateUserBody>

export interface CreateUserAnswer {
  readonly user: { readonly id: number; readonly account: { readonly id: number } }
}

/** `GET /api/v1/users/me/video-quota-used`, bytes. */
export interface VideoQuotaUsed {
  readonly videoQuotaUsed: number
  readonly videoQuotaUsedDaily: number
}

/** `GET /api/v1/users/me` */
export interface MyUser {
  readonly id: number
  readonly username: string
  readonly email: string
  readonly theme: string
  readonly pendingEmail: string | null
  readonly emailPublic: boolean
  readonly emailVerified: boolean | null
  readonly nsfwPolicy: NsfwPolicy
  /** Bits of `NSFW_FLAG` (PeerTube 8). */
  readonly nsfwFlagsDisplayed: number
  readonly nsfwFlagsHidden: number
  readonly nsfwFlagsWarned: number
  readonly nsfwFlagsBlurred: number
  readonly p2pEnabled: boolean
  readonly videosHistoryEnabled: boolean
  readonly autoPlayVideo: boolean
  readonly autoPlayNextVideo: boolean
  readonly autoPlayNextVideoPlaylist: boolean
  readonly videoLanguages: readonly string[] | null
  readonly role: Constant<number>
  /** Bytes; -1 is unlimited. */
  readonly videoQuota: number
  readonly videoQuotaDaily: number
  readonly noInstanceConfigWarningModal: boolean
  readonly noWelcomeModal: boolean
  readonly noAccountSetupWarningModal: boolean
  readonly blocked: boolean
  readonly blockedReason: string | null
  readonly account: AccountDetails
  readonly notificationSettings: NotificationSettings
  readonly videoChannels: readonly Omit<ChannelDetails, 'ownerAccount'>[]
  readonly createdAt: string
  readonly pluginAuth: null
  readonly lastLoginDate: string | null
  readonly twoFactorEnabled: boolean
  readonly adminFlags: number
  readonly specialPlaylists: readonly { readonly id: number; readonly name: string; readonly type: number }[]
}
