/** A user as PeerTube's `GET /api/v1/users/me` shows them. What does not exist here yet is told as absent or off. */
import { type MyUser, NOTIFICATION_KINDS, type OwnChannel, type Preferences } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { type Channel, listChannels } from '../channels/index.ts'
import { listSpecialPlaylists } from '../playlists/index.ts'
import type { UserTotals } from './admin-store.ts'
import { findUser } from './store.ts'
import { type User, wireRole } from './user.ts'

/** @throws AppError `unauthenticated` when the user is gone. */
export async function describeMyUser(db: Queryable, userId: number, origin: string): Promise<MyUser> {
  const user = await findUser(db, userId)
  if (!user) throw new AppError('unauthenticated', 'Token is invalid', { wireCode: 'invalid_token' })
  return toMyUser(user, await belongingsOf(db, user), origin)
}

/** A user as managers see them; undefined fields of theirs stay out. */
export async function describeManaged(db: Queryable, totals: UserTotals, origin: string) {
  const user = await findUser(db, totals.id)
  if (!user) throw new AppError('not_found', 'User not found')
  return {
    ...toMyUser(user, await belongingsOf(db, user), origin),
    totalVideoFileSize: totals.storedBytes,
    videoQuotaUsed: totals.storedBytes,
    videoQuotaUsedDaily: totals.storedBytesDaily
  }
}

const DEFAULT_PREFERENCES = {
  theme: 'instance-default',
  nsfwPolicy: 'display',
  p2pEnabled: false,
  videosHistoryEnabled: true,
  autoPlayVideo: false,
  autoPlayNextVideo: false,
  autoPlayNextVideoPlaylist: false,
  emailPublic: false,
  videoLanguages: null,
  noInstanceConfigWarningModal: false,
  noWelcomeModal: false,
  noAccountSetupWarningModal: false
} as const satisfies Required<Preferences>

type Chosen = { [Key in keyof Preferences]-?: Exclude<Preferences[Key], undefined> }

const preferencesOf = ({ preferences }: User): Chosen => ({
  ...DEFAULT_PREFERENCES,
  ...(preferences as Partial<Chosen>)
})

interface Belongings {
  readonly channels: readonly Channel[]
  readonly specialPlaylists: MyUser['specialPlaylists']
}

async function belongingsOf(db: Queryable, { accountId }: User): Promise<Belongings> {
  const [channels, specialPlaylists] = await Promise.all([
    listChannels(db, accountId),
    listSpecialPlaylists(db, accountId)
  ])
  return { channels, specialPlaylists }
}

/** @param origin Public origin of this server. */
export function toMyUser(user: User, { channels, specialPlaylists }: Belongings, origin: string): MyUser {
  return {
    id: user.id,
    username: user.username,
    email: user.email,
    pendingEmail: null,
    // Nobody is asked to verify an address yet.
    emailVerified: null,
    ...preferencesOf(user),
    role: wireRole(user.role),
    videoQuota: user.videoQuotaBytes,
    videoQuotaDaily: user.videoQuotaDailyBytes,
    blocked: user.isBlocked,
    blockedReason: user.blockedReason,
    account: {
      ...wireActor(origin, 'accounts', user.username),
      id: user.accountId,
      createdAt: user.accountCreatedAt.toISOString(),
      displayName: user.displayName,
      description: user.description,
      updatedAt: user.accountUpdatedAt.toISOString(),
      userId: user.id
    },
    notificationSettings: Object.fromEntries(
      NOTIFICATION_KINDS.map(kind => [kind, 0])
    ) as MyUser['notificationSettings'],
    videoChannels: channels.map(channel => toOwnChannel(channel, origin)),
    createdAt: user.createdAt.toISOString(),
    pluginAuth: null,
    lastLoginDate: user.lastLoginAt?.toISOString() ?? null,
    twoFactorEnabled: false,
    adminFlags: user.adminFlags,
    specialPlaylists
  }
}

function toOwnChannel(channel: Channel, origin: string): OwnChannel {
  return {
    ...wireActor(origin, 'video-channels', channel.name),
    id: channel.id,
    createdAt: channel.createdAt.toISOString(),
    banners: [],
    displayName: channel.displayName,
    description: channel.description,
    support: channel.support,
    isLocal: true,
    updatedAt: channel.updatedAt.toISOString()
  }
}

function wireActor(origin: string, folder: 'accounts' | 'video-channels', name: string) {
  return {
    url: `${origin}/${folder}/${name}`,
    name,
    host: new URL(origin).host,
    avatars: [],
    hostRedundancyAllowed: false,
    followingCount: 0,
    followersCount: 0
  }
}
