/** From rows to PeerTube 6.3's notifications. Pure. */
import { NOTIFICATION_TYPE, type UserNotification } from '../../contract/index.ts'
import { toShortUuid } from '../../kernel/short-uuid.ts'
import type { Site } from '../../kernel/site.ts'
import { imagesOf } from '../actors/index.ts'
import type { NotificationRow, PersonJson } from './queries.ts'

const T = NOTIFICATION_TYPE

export function toNotification(site: Site, row: NotificationRow): UserNotification {
  return {
    id: row.id,
    type: row.type,
    read: row.is_read,
    ...aboutOf(site, row),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString()
  }
}

function aboutOf(site: Site, row: NotificationRow): Partial<UserNotification> {
  const { comment, abuse, person, registration } = row
  const video = row.video && { ...row.video, shortUUID: toShortUuid(row.video.uuid) }
  if (comment && person && video) {
    const { id, threadId, isHeld } = comment
    return { comment: { id, threadId, account: toActor(site, person), video, heldForReview: isHeld } }
  }
  if (abuse) {
    const { id, state, kind, threadId } = abuse
    return {
      abuse: {
        id,
        state,
        ...(kind === 'video' && video && { video }),
        ...(kind === 'comment' && video && threadId !== null && { comment: { threadId, video } }),
        ...(kind === 'account' && person && { account: toActor(site, person) })
      }
    }
  }
  if (row.block_id !== null && video) return { videoBlacklist: { id: row.block_id, video } }
  if (row.type === T.newUser && person) return { account: toActor(site, person) }
  if (row.import) return { videoImport: { ...toImported(row.import), ...(video && { video }) } }
  if (registration) return { registration }
  if (row.follow) return followOf(site, row)
  if (!video || !row.channel) return {}
  const offerer = row.type === T.videoOffered && person ? { account: toActor(site, person) } : {}
  return { video: { ...video, channel: toActor(site, row.channel) }, ...offerer }
}

const FOLLOWED = { application: 'instance', person: 'account', group: 'channel' } as const

function followOf(site: Site, { follow, follower, following }: NotificationRow): Partial<UserNotification> {
  if (!follow || !follower || !following) return {}
  const { kind = 'person', name, displayName, host } = following
  return {
    actorFollow: {
      id: follow.id,
      state: follow.state,
      follower: toActor(site, follower),
      following: { type: FOLLOWED[kind], name, displayName, host: host ?? site.host }
    }
  }
}

function toActor(site: Site, { id, name, displayName, host, images }: PersonJson) {
  const avatars = imagesOf(site, { images }, 'avatar').map(({ path, width }) => ({ path, width }))
  return {
    id,
    displayName,
    name,
    host: host ?? site.host,
    // The largest comes first.
    ...(avatars[0] && { avatar: avatars[0] }),
    avatars
  }
}

const IMPORTED = { address: 'targetUrl', magnet: 'magnetUri', torrent: 'torrentName' } as const

const toImported = ({ id, name, kind }: NonNullable<NotificationRow['import']>) => ({ id, [IMPORTED[kind]]: name })
