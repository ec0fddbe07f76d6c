/** A user as PeerTube's `GET /api/v1/users/me` shows them, from one statement. */
import { type MyUser, NOTIFICATION_DEFAULTS, type Preferences } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { siteOf } from '../../kernel/site.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { toAccountDetails, toChannelDetails } from '../actors/index.ts'
import type { Settings } from '../configuration/index.ts'
import type { UserTotals } from './admin-store.ts'
import { wireRole } from './user.ts'
import { listWholeUsers, type WholeUser } from './whole-user.ts'

/** What an answer about a user needs of the server. */
export interface UserSite {
  /** Public origin. */
  readonly origin: string
  readonly settings: Settings
}

/** @throws AppError `unauthenticated` when the user is gone. */
export async function describeMyUser(db: Queryable, userId: number, site: UserSite): Promise<MyUser> {
  const [user] = await listWholeUsers(db, [userId])
  if (!user) throw new AppError('unauthenticated', 'Token is invalid', { wireCode: 'invalid_token' })
  return toMyUser(user, site)
}

/** Users as managers see them, in this order. Who is gone meanwhile is left out. */
export async function describeManaged(db: Queryable, totals: readonly UserTotals[], site: UserSite) {
  const users = await listWholeUsers(
    db,
    totals.map(({ id }) => id)
  )
  return totals.flatMap(({ id, storedBytes, storedBytesDaily }) => {
    const user = users.find(found => found.id === id)
    if (!user) return []
    const used = {
      totalVideoFileSize: storedBytes,
      videoQuotaUsed: storedBytes,
      videoQuotaUsedDaily: storedBytesDaily
    }
    return [{ ...toMyUser(user, site), ...used }]
  })
}

const DEFAULT_PREFERENCES = {
  theme: 'instance-default',
  nsfwFlagsDisplayed: 0,
  nsfwFlagsHidden: 0,
  nsfwFlagsWarned: 0,
  nsfwFlagsBlurred: 0,
  videosHistoryEnabled: true,
  autoPlayVideo: false,
  autoPlayNextVideo: false,
  autoPlayNextVideoPlaylist: false,
  emailPublic: false,
  videoLanguages: null,
  noInstanceConfigWarningModal: false,
  noWelcomeModal: false,
  noAccountSetupWarningModal: false
} as const satisfies Required<Omit<Preferences, 'p2pEnabled' | 'nsfwPolicy'>>

type Chosen = { [Key in keyof Preferences]-?: Exclude<Preferences[Key], undefined> }

const preferencesOf = ({ preferences }: WholeUser, settings: Settings): Chosen => ({
  ...DEFAULT_PREFERENCES,
  nsfwPolicy: settings.current().instance.defaultNSFWPolicy,
  // Who never chose does what anybody does here; where viewers are asked, nobody does before they have answered.
  p2pEnabled: settings.current().p2p.consent === 'on',
  ...(preferences as Partial<Chosen>)
})

function toMyUser(user: WholeUser, { origin, settings }: UserSite): MyUser {
  const site = siteOf(origin)
  return {
    id: user.id,
    username: user.username,
    email: user.email,
    pendingEmail: user.pendingEmail,
    emailVerified: user.emailVerified,
    ...preferencesOf(user, settings),
    role: wireRole(user.role),
    videoQuota: user.videoQuotaBytes,
    videoQuotaDaily: user.videoQuotaDailyBytes,
    blocked: user.isBlocked,
    blockedReason: user.blockedReason,
    account: { ...toAccountDetails(site, user.account), userId: user.id },
    notificationSettings: { ...NOTIFICATION_DEFAULTS, ...user.notificationSettings },
    videoChannels: user.channels.map(channel => {
      const { ownerAccount: _owner, ...own } = toChannelDetails(site, channel, user.account)
      return own
    }),
    createdAt: user.createdAt.toISOString(),
    pluginAuth: null,
    lastLoginDate: user.lastLoginAt?.toISOString() ?? null,
    twoFactorEnabled: user.hasSecondFactor,
    adminFlags: user.adminFlags,
    specialPlaylists: user.specialPlaylists
  }
}
