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
  | { readonly type: 'abuse.created'; readonly abuseId: number }
  | { readonly type: 'abuse.state-changed'; readonly abuseId: number }
  | { readonly type: 'abuse.message-created'; readonly messageId: number }
  | { readonly type: 'video.blocked'; readonly videoId: number }
  /** It waits for a moderator. */
  | { readonly type: 'video.auto-blocked'; readonly videoId: number }
  | { readonly type: 'video.unblocked'; readonly videoId: number }
  /** Every rendition is final. */
  | { readonly type: 'transcoding.ended'; readonly videoId: number }
  | { readonly type: 'import.ended'; readonly importId: number }

export type DomainEventType = DomainEvent['type']

/** Who hears of everything, each once per event. */
export const EVENT_SUBSCRIBERS = ['notifications'] as const
export type EventSubscriber = (typeof EVENT_SUBSCRIBERS)[number]
