/** Wire types for registering, managing and changing users, with PeerTube 6.3's names (openapi.yaml; recordings). */
import { z } from 'zod'
import { sortedBy } from './channels.ts'
import { FLAG_TWICE, hasNoFlagTwice, NSFW_POLICIES } from './sensitive-choice.ts'
import { CHANNEL_NAME, CreateUserBody, type MyUser } from './users.ts'
import { NSFW_FLAGS_ALL } from './videos.ts'

const INVALID = 'Invalid value'
const text = (min: number, max: number) => z.string(INVALID).trim().min(min, INVALID).max(max, INVALID)

/** `POST /api/v1/users/register` */
export const RegisterBody = CreateUserBody.pick({ username: true, password: true, email: true }).extend({
  displayName: text(1, 120).optional(),
  channel: z
    .object({
      name: z.string(INVALID).min(1, INVALID).max(50, INVALID).regex(CHANNEL_NAME, INVALID),
      displayName: text(1, 120)
    })
    .optional()
})
export type RegisterBody = z.output<typeof RegisterBody>

/** `PUT /api/v1/users/{id}`: what is absent stays as it is. */
export const UpdateUserBody = CreateUserBody.pick({
  email: true,
  password: true,
  role: true,
  videoQuota: true,
  videoQuotaDaily: true,
  adminFlags: true
})
  .partial()
  .extend({ emailVerified: z.boolean(INVALID).optional() })
export type UpdateUserBody = z.output<typeof UpdateUserBody>

const nsfwFlags = z.int(INVALID).min(0, INVALID).max(NSFW_FLAGS_ALL, INVALID)

/** What users choose for themselves, with PeerTube's names. */
export const Preferences = z
  .object({
    theme: text(1, 60),
    nsfwPolicy: z.enum(NSFW_POLICIES, INVALID),
    /** Since PeerTube 8, bits of `NSFW_FLAG`: what becomes of videos of these, whatever `nsfwPolicy` says. */
    nsfwFlagsDisplayed: nsfwFlags,
    nsfwFlagsHidden: nsfwFlags,
    nsfwFlagsWarned: nsfwFlags,
    nsfwFlagsBlurred: nsfwFlags,
    p2pEnabled: z.boolean(INVALID),
    videosHistoryEnabled: z.boolean(INVALID),
    autoPlayVideo: z.boolean(INVALID),
    autoPlayNextVideo: z.boolean(INVALID),
    autoPlayNextVideoPlaylist: z.boolean(INVALID),
    emailPublic: z.boolean(INVALID),
    videoLanguages: z.array(z.string(INVALID).min(1).max(20), INVALID).max(100, INVALID).nullable(),
    noInstanceConfigWarningModal: z.boolean(INVALID),
    noWelcomeModal: z.boolean(INVALID),
    noAccountSetupWarningModal: z.boolean(INVALID)
  })
  .partial()
export type Preferences = z.output<typeof Preferences>

/** What others see of a user. */
export const Profile = z.object({
  displayName: text(1, 120).optional(),
  description: z.preprocess(value => (value === '' ? null : value), text(3, 1000).nullish())
})

/** `PUT /api/v1/users/me`. A new password or address needs the current password. */
export const UpdateMeBody = Preferences.extend({
  ...Profile.shape,
  /** Of the mails to them (PeerTube 8). */
  language: z.enum(['en', 'fr'], INVALID).optional(),
  currentPassword: z.string(INVALID).max(255, INVALID).optional(),
  password: CreateUserBody.shape.password.optional(),
  email: CreateUserBody.shape.email.optional()
}).refine(hasNoFlagTwice, FLAG_TWICE)
export type UpdateMeBody = z.output<typeof UpdateMeBody>

export const BlockUserBody = z.object({
  reason: z.preprocess(value => (value === '' ? null : value), text(2, 250).nullish())
})

const IDS = 'Should have an array of 1 to 100 user ids'
/** `POST /api/v1/users/delete`. Ours. */
export const DeleteUsersBody = z.object({ ids: z.array(z.int(IDS).min(1, IDS), IDS).min(1, IDS).max(100, IDS) })

export const UserListQuery = sortedBy(['createdAt', 'id', 'username', 'videoQuotaUsed', 'lastLoginDate']).extend({
  search: z.string(INVALID).max(200, INVALID).optional(),
  blocked: z
    .enum(['true', 'false'], INVALID)
    .transform(value => value === 'true')
    .optional(),
  /** PeerTube lists the members of all roles together. */
  role: z.enum(['0', '1', '2'], INVALID).transform(Number).optional()
})
export type UserListQuery = z.output<typeof UserListQuery>

/** `GET /api/v1/users/{id}` */
export const UserQuery = z.object({
  withStats: z
    .enum(['true', 'false'], INVALID)
    .transform(value => value === 'true')
    .default(false)
})

export const UserId = z.object({
  id: z.coerce
    .number(INVALID)
    .int(INVALID)
    .min(0, INVALID)
    .max(2 ** 53, INVALID)
})

/** `GET /api/v1/users`; bytes. */
export interface ManagedUser extends MyUser {
  readonly totalVideoFileSize: number
  readonly videoQuotaUsed: number
  readonly videoQuotaUsedDaily: number
}

/** With `withStats`: what a user did, and what was said against it. */
export interface UserDoings {
  readonly videosCount: number
  readonly videoCommentsCount: number
  /** Reports of what is theirs; of these, the accepted ones; and those they made themselves. */
  readonly abusesCount: number
  readonly abusesAcceptedCount: number
  readonly abusesCreatedCount: number
}
