/** From what happened to what users are told of it. */
import {
  type DomainEvent,
  NOTIFICATION_TYPE,
  type NotificationKind,
  type NotificationType
} from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { literal, type Sql, sql } from '../../platform/sql.ts'
import {
  answered,
  followed,
  hostsFollowed,
  importer,
  MODERATORS,
  mentioned,
  offeredTo,
  ownerCommented,
  ownerOf,
  ownerOfPublished,
  reporterOf,
  subscribersOf
} from './recipients.ts'
import { findCommentText } from './store.ts'

/** Columns of `notification` that say what it is about. */
export type Subject =
  | 'video_id'
  | 'video_block_id'
  | 'comment_id'
  | 'account_id'
  | 'follow_id'
  | 'abuse_id'
  | 'registration_id'
  | 'video_import_id'
  | 'ownership_change_id'

export interface Telling {
  readonly type: NotificationType
  /** By which users choose whether they want it. */
  readonly kind: NotificationKind
  /** A query for ids of users. */
  readonly to: Sql
  readonly about: Readonly<Partial<Record<Subject, Sql | number>>>
  /** An expression for the account that did it: who mutes them is not told. */
  readonly by?: Sql
}

const T = NOTIFICATION_TYPE
/** Of an import, in its table. */
const IMPORT_STATE = { completed: 3, failed: 4 } as const
const MENTIONS_MAX = 20

/** @param host Of this server. */
export async function tellingsOf(tx: Queryable, event: DomainEvent, host: string): Promise<Telling[]> {
  switch (event.type) {
    case 'video.published':
      return published(event)
    case 'transcoding.ended':
      return [ownTelling(event.videoId, true)]
    case 'comment.created':
    case 'comment.approved':
      return commented(tx, event.commentId, host)
    case 'follow.accepted':
      return newFollow(event.followId)
    case 'user.registered': {
      const account = sql`(SELECT account_id FROM app_user WHERE id = ${event.userId})`
      const to = sql`${MODERATORS} AND EXISTS (SELECT FROM app_user WHERE id = ${event.userId})`
      return [{ type: T.newUser, kind: 'newUserRegistration', to, about: { account_id: account } }]
    }
    case 'registration.requested': {
      const { registrationId: id } = event
      const to = sql`${MODERATORS} AND EXISTS (SELECT FROM registration WHERE id = ${id} AND state = 1)`
      return [{ type: T.registrationRequest, kind: 'newUserRegistration', to, about: { registration_id: id } }]
    }
    case 'import.ended':
      return imported(event.importId)
    case 'video.offered':
      return [offered(event.offerId)]
    default:
      return moderated(event)
  }
}

function published({ videoId, byOwner }: DomainEvent & { type: 'video.published' }): Telling[] {
  const subscribers: Telling = {
    type: T.newVideoFromSubscription,
    kind: 'newVideoFromSubscription',
    to: subscribersOf(videoId),
    about: { video_id: videoId },
    by: sql`(SELECT channel.account_id FROM video JOIN channel ON channel.id = video.channel_id
              WHERE video.id = ${videoId})`
  }
  // Owners who have just opened it themselves know.
  return byOwner ? [subscribers] : [subscribers, ownTelling(videoId, false)]
}

function ownTelling(videoId: number, hadToWait: boolean): Telling {
  const to = ownerOfPublished(videoId, hadToWait)
  return { type: T.myVideoPublished, kind: 'myVideoPublished', to, about: { video_id: videoId } }
}

async function commented(tx: Queryable, commentId: number, host: string): Promise<Telling[]> {
  const comment = await findCommentText(tx, commentId)
  if (!comment) return []
  const by = sql`(SELECT account_id FROM video_comment WHERE id = ${commentId})`
  const about = {
    comment_id: commentId,
    video_id: sql`(SELECT video_id FROM video_comment WHERE id = ${commentId})`
  }
  const to = ownerCommented(commentId)
  const toOwner: Telling = { type: T.newCommentOnMyVideo, kind: 'newCommentOnMyVideo', to, about, by }
  const names = namesIn(comment.text, { host, isLocal: comment.isLocal })
  if (names.length === 0) return [toOwner]
  return [toOwner, { type: T.commentMention, kind: 'commentMention', to: mentioned(commentId, names), about, by }]
}

/**
 * Names of users of this server that a text calls with `@`, in lower case. Who writes elsewhere means somebody there
 * unless they say the host.
 */
export function namesIn(text: string, { host, isLocal }: { host: string; isLocal: boolean }): string[] {
  const names = [...text.matchAll(MENTIONS)].flatMap(([, name, of]) =>
    (of === undefined ? isLocal : bare(of) === host) ? [bare(name!)] : []
  )
  return [...new Set(names)].slice(0, MENTIONS_MAX)
}

const MENTIONS = /(?<![\w@])@([\w.]{1,50})(?:@([\w.:-]{1,255}))?/g
/** Without the end of a sentence. */
const bare = (word: string) => word.toLowerCase().replace(/[.:-]+$/, '')

function imported(importId: number): Telling[] {
  const facts = { kind: 'myVideoImportFinished', about: { video_import_id: importId } } as const
  return [
    { ...facts, type: T.importSucceeded, to: importer(importId, IMPORT_STATE.completed) },
    { ...facts, type: T.importFailed, to: importer(importId, IMPORT_STATE.failed) }
  ]
}

function offered(offerId: number): Telling {
  const of = (column: 'video_id' | 'initiator_account_id') =>
    sql`(SELECT ${literal(column)} FROM ownership_change WHERE id = ${offerId})`
  const by = of('initiator_account_id')
  const about = { ownership_change_id: offerId, video_id: of('video_id'), account_id: by }
  return { type: T.videoOffered, kind: 'videoOffered', to: offeredTo(offerId), about, by }
}

function newFollow(followId: number): Telling[] {
  const about = { follow_id: followId }
  const by = sql`(SELECT account.id FROM follow JOIN account ON account.actor_id = follow.actor_id
                   WHERE follow.id = ${followId})`
  return [
    { type: T.newFollow, kind: 'newFollow', to: followed(followId), about, by },
    { type: T.newServerFollower, kind: 'newInstanceFollower', to: hostsFollowed(followId), about }
  ]
}

function moderated(event: DomainEvent): Telling[] {
  switch (event.type) {
    case 'abuse.created': {
      if (event.byModerator) return []
      const to = sql`${MODERATORS} AND EXISTS (SELECT FROM abuse WHERE id = ${event.abuseId})`
      return [{ type: T.newAbuse, kind: 'abuseAsModerator', to, about: { abuse_id: event.abuseId } }]
    }
    case 'abuse.state-changed': {
      const to = reporterOf(event.abuseId)
      return [{ type: T.abuseStateChange, kind: 'abuseStateChange', to, about: { abuse_id: event.abuseId } }]
    }
    case 'abuse.message-created': {
      const abuse = sql`(SELECT abuse_id FROM abuse_message WHERE id = ${event.messageId})`
      const to = answered(event.messageId)
      return [{ type: T.abuseNewMessage, kind: 'abuseNewMessage', to, about: { abuse_id: abuse } }]
    }
    case 'video.blocked': {
      const to = sql`${ownerOf(event.videoId)} AND EXISTS (${blockOf(event.videoId)})`
      return [{ type: T.videoBlocked, kind: 'blacklistOnMyVideo', to, about: aboutBlock(event.videoId) }]
    }
    case 'video.unblocked': {
      const to = sql`${ownerOf(event.videoId)} AND NOT EXISTS (${blockOf(event.videoId)})`
      return [{ type: T.videoUnblocked, kind: 'blacklistOnMyVideo', to, about: { video_id: event.videoId } }]
    }
    case 'video.auto-blocked': {
      const to = sql`${MODERATORS} AND EXISTS (${blockOf(event.videoId)} AND type = 2)`
      const about = aboutBlock(event.videoId)
      return [{ type: T.videoAutoBlocked, kind: 'videoAutoBlacklistAsModerator', to, about }]
    }
    default:
      return []
  }
}

const blockOf = (videoId: number) => sql`SELECT id FROM video_block WHERE video_id = ${videoId}`
const aboutBlock = (videoId: number) => ({
  video_id: videoId,
  video_block_id: sql`(${blockOf(videoId)})`
})
