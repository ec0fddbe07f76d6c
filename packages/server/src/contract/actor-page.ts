/** The page of a channel or an account. */
import type { ChannelCard, PlaylistCard, VideoCard } from './browse-pages.ts'
import type { FormFault } from './form-pages.ts'

export const ACTOR_TABS = ['videos', 'channels', 'playlists'] as const
export type ActorTab = (typeof ACTOR_TABS)[number]

export interface PageActor {
  readonly kind: 'channel' | 'account'
  readonly name: string
  readonly host: string
  readonly displayName: string
  /** Sanitised HTML of the Markdown description. */
  readonly descriptionHtml: string
  readonly avatarPath: string | null
  /** The same picture in several widths, the largest first; none when it has no banner. */
  readonly banners: readonly { readonly path: string; readonly width: number; readonly height: number }[]
  /** Of its videos as RSS, and of a channel as a podcast. */
  readonly feedPath: string
  readonly podcastPath: string | null
  /** Where the page lives, without origin. */
  readonly path: string
  /** On its own server; null for ours. */
  readonly originalUrl: string | null
  readonly followersCount: number
  /** Of a channel, when somebody is signed in. */
  readonly isSubscribed: boolean
}

export interface ActorPage {
  readonly kind: 'actor'
  readonly actor: PageActor
  readonly tab: ActorTab
  /** Of the tab; the others are empty. */
  readonly videos: readonly VideoCard[]
  readonly channels: readonly ChannelCard[]
  readonly playlists: readonly PlaylistCard[]
  readonly total: number
  readonly page: number
  readonly pageSize: number
  /** The reader's subscription that could not be changed. */
  readonly refused?: FormFault
}
