/**
 * What use cases tell the rest of the server, in the transaction of the change itself (platform/events.ts). Ids and
 * plain values only: whoever hears of it reads what it needs again, and copes with rows gone since.
 */
export type DomainEvent =
  /** A video can be watched by others for the first time, or its privacy opened. */
  | {
      readonly type: 'video.published'
      readonly videoId: number
      /** They have just done it themselves. */
      readonly byOwner?: true
    }
  /** It may be held for review: then its video's owner alone sees it. */
  | { readonly type: 'comment.created'; readonly commentId: number }
  /** It was held for review, and is seen by everybody now. */
  | { readonly type: 'comment.approved'; readonly commentId: number }
  | { readonly type: 'follow.accepted'; readonly followId: number }
  | { readonly type: 'user.registered'; readonly userId: number }
  | { readonly type: 'registration.requested'; readonly registrationId: number }
  | {
      readonly type: 'abuse.created'
      readonly abuseId: number
      /** Who need not be told what one of them has just written. */
      readonly byModerator?: true
    }
  | { readonly type: 'abuse.state-changed'; readonly abuseId: number }
  | { readonly type: 'abuse.message-created'; readonly messageId: number }
  | { readonly type: 'video.blocked'; readonly videoId: number }
  /** It waits for a moderator. */
  | { readonly type: 'video.auto-blocked'; readonly videoId: number }
  | { readonly type: 'video.unblocked'; readonly videoId: number }
  /** One member would give it to another. */
  | { readonly type: 'video.offered'; readonly offerId: number }
  /** Every rendition is final. */
  | { readonly type: 'transcoding.ended'; readonly videoId: number }
  | { readonly type: 'import.ended'; readonly importId: number }
  /** What others see of it changed, or whether they see it: its fields, privacy, pictures, captions, chapters, files. */
  | { readonly type: 'video.updated'; readonly videoId: number }
  /** One of ours is gone. Its account and channel may be so too when this is heard. */
  | {
      readonly type: 'video.removed'
      readonly uuid: string
      readonly accountActorId: number
      readonly accountName: string
      readonly channelActorId: number
      readonly channelName: string
      /** Of both. */
      readonly followerInboxes: readonly string[]
    }
  | { readonly type: 'comment.updated'; readonly commentId: number }
  /** Emptied; its place stays. */
  | {
      readonly type: 'comment.deleted'
      readonly commentId: number
      /** Nobody but its author and who decides on it had seen it. */
      readonly wasHeld?: true
    }
  | {
      readonly type: 'video.rated'
      readonly videoId: number
      readonly accountId: number
      readonly rating: Opinion
      readonly previous: Opinion
    }
  /** Somebody here watched a video of another server. @param viewer Made up for this view alone. */
  | { readonly type: 'video.viewed'; readonly videoId: number; readonly viewer: string }
  /** Of somebody here, to somebody elsewhere. */
  | { readonly type: 'follow.requested'; readonly followId: number }
  | {
      readonly type: 'follow.undone'
      readonly followId: number
      readonly actorId: number
      readonly targetActorId: number
    }
  /** Of somebody elsewhere, answered here: accepted or rejected. */
  | {
      readonly type: 'follow.answered'
      readonly followId: number
      readonly actorId: number
      readonly targetActorId: number
      readonly isAccepted: boolean
      readonly url: string | null
    }
  | { readonly type: 'actor.updated'; readonly actorId: number }
  /** Its key is kept until the farewell is sent. */
  | {
      readonly type: 'actor.removed'
      readonly actorId: number
      readonly kind: 'person' | 'group'
      readonly name: string
      readonly followerInboxes: readonly string[]
    }
  | { readonly type: 'playlist.created' | 'playlist.updated'; readonly playlistId: number }
  | { readonly type: 'playlist.removed'; readonly uuid: string }
  /** A copy of another server's video is here, whole; or it is to be so for longer than was said. */
  | { readonly type: 'copy.made' | 'copy.extended'; readonly copyId: number }
  /** It is no longer, though the video is. */
  | { readonly type: 'copy.removed'; readonly videoId: number; readonly expiresAt: string | null }

type Opinion = 'like' | 'dislike' | 'none'

export type DomainEventType = DomainEvent['type']

/** Who hears of everything, each once per event. */
export const EVENT_SUBSCRIBERS = ['notifications', 'federation'] as const
export type EventSubscriber = (typeof EVENT_SUBSCRIBERS)[number]
