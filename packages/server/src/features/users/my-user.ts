/** A user as PeerTube's `GET /api/v1/users/me` shows them. What does not exist here yet is told as absent or off. */
import { type MyUser, NOTIFICATION_KINDS, type OwnChannel } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { type Channel, listChannels } from '../channels/index.ts'
import { findUser } from './store.ts'
import { type User, wireRole } from './user.ts'

/** @throws AppError `unauthenticated` when the user is gone. */
export async function describeMyUser(db: Queryable, userId: number, origin: string): Promise<MyUser> {
  const user = await findUser(db, userId)
  if (!user) throw new AppError('unauthenticated', 'Token is invalid', { wireCode: 'invalid_token' })
  return toMyUser(user, await listChannels(db, user.accountId), origin)
}

/** @param origin Public origin of this server. */
export function toMyUser(user: User, channels: readonly Channel[], origin: string): MyUser {
  return {
    id: user.id,
    username: user.username,
    email: user.email,
    theme: 'instance-default',
    pendingEmail: null,
    emailPublic: false,
    emailVerified: false,
    nsfwPolicy: 'display',
    p2pEnabled: false,
    videosHistoryEnabled: false,
    autoPlayVideo: false,
    autoPlayNextVideo: false,
    autoPlayNextVideoPlaylist: false,
    videoLanguages: null,
    role: wireRole(user.role),
    videoQuota: user.videoQuotaBytes,
    videoQuotaDaily: user.videoQuotaDailyBytes,
    noInstanceConfigWarningModal: false,
    noWelcomeModal: false,
    noAccountSetupWarningModal: false,
    blocked: false,
    blockedReason: null,
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
    adminFlags: 0,
    specialPlaylists: []
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
