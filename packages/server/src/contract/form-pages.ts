/** Forms of pages, and what is said of the one that was just sent. */

/** What a form did. Each has its words. */
export const DEEDS = [
  ...(['saved', 'retried', 'removed', 'read', 'made', 'accepted', 'refused', 'asked', 'nothing'] as const),
  ...(['avatarSaved', 'avatarRemoved', 'bannerSaved', 'bannerRemoved'] as const),
  ...(['session-ended', 'feed-renewed', 'archive-asked', 'factor-on', 'factor-off', 'account-deleted'] as const),
  ...(['channel-made', 'channel-saved', 'channel-deleted'] as const),
  ...(['offer-accepted', 'offer-refused', 'offer-withdrawn'] as const),
  ...(['comments-approved', 'comments-deleted', 'author-muted'] as const),
  'contacted',
  'report-accepted',
  'report-rejected',
  'report-reopened',
  'report-answered',
  'report-deleted',
  'account-made',
  'account-refused',
  'registration-forgotten',
  ...(['member-made', 'members-blocked', 'members-unblocked', 'members-deleted', 'members-leaving'] as const),
  ...(['password-set', 'password-mailed', 'factor-removed'] as const),
  'user-blocked',
  'user-unblocked',
  'videos-changed',
  ...(['videos-blocked', 'videos-unblocked', 'videos-deleted', 'videos-transcoded', 'block-changed'] as const),
  'video-blocked',
  'video-unblocked',
  'video-deleted',
  'comment-deleted',
  'comments-removed',
  ...(['muted', 'unmuted', 'words-saved', 'words-removed'] as const),
  'account-muted',
  'account-unmuted',
  'server-muted',
  'server-unmuted',
  'playlist-made',
  'playlist-deleted',
  'playlist-moved',
  'playlist-video-removed'
] as const
export type Deed = (typeof DEEDS)[number]

/** Why a form was refused, beside what was written in it. */
export interface FormFault {
  /** Which form of the page, and of which of its things. */
  readonly form: string
  readonly id: string
  /** `too-many`: in that time. `signed-out`: the session ended meanwhile. */
  readonly kind: 'invalid' | 'taken' | 'gone' | 'refused' | 'too-many' | 'signed-out'
  /** The fields that are at fault; none when it is the whole. */
  readonly fields: readonly string[]
  readonly values: Readonly<Record<string, string>>
}

/** What a page says of the form that was just sent. */
export interface FormOutcome {
  readonly done: Deed | null
  readonly fault: FormFault | null
}
