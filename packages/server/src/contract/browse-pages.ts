/** Pages that list what there is: the home page in its views, and search. Their forms send these parameters by GET. */
import { z } from 'zod'
import type { FormOutcome } from './form-pages.ts'
import type { Playlist } from './playlists.ts'
import type { VideoSummary } from './videos.ts'

/** A video in a list, with the page it leads to. */
export interface VideoCard extends VideoSummary {
  /** `/w/{shortUUID}` */
  readonly watchPath: string
}

export const HOME_VIEWS = ['recent', 'trending', 'local', 'subscriptions'] as const
export type HomeView = (typeof HOME_VIEWS)[number]

const word = (max: number) => z.string().trim().max(max).catch('')
const category = z.coerce.number().int().min(1).max(1000).nullable().catch(null)
const language = z
  .string()
  .regex(/^[a-z]{2,3}$/i)
  .nullable()
  .catch(null)

/** What narrows a list. Nonsense narrows nothing: people edit addresses. */
export const BrowseChoice = z.object({ category, language })
export type BrowseChoice = z.output<typeof BrowseChoice>

export const SEARCH_KINDS = ['videos', 'channels', 'playlists'] as const
export const SEARCH_SORTS = ['match', 'publishedAt', 'views'] as const
export const SEARCH_AGES = ['any', 'day', 'week', 'month', 'year'] as const
export const SEARCH_LENGTHS = ['any', 'short', 'medium', 'long'] as const
export const SEARCH_SCOPES = ['all', 'local'] as const

/** `search` is PeerTube's name for the words. */
export const SearchChoice = BrowseChoice.extend({
  search: word(200),
  kind: z.enum(SEARCH_KINDS).catch('videos'),
  sort: z.enum(SEARCH_SORTS).catch('match'),
  age: z.enum(SEARCH_AGES).catch('any'),
  length: z.enum(SEARCH_LENGTHS).catch('any'),
  scope: z.enum(SEARCH_SCOPES).catch('all'),
  tag: word(30)
})
export type SearchChoice = z.output<typeof SearchChoice>

interface Paged {
  readonly total: number
  readonly page: number
  readonly pageSize: number
}

export interface HomePage extends Paged {
  readonly kind: 'home'
  readonly view: HomeView
  readonly choice: BrowseChoice
  /** What led here: an account that is deleted. */
  readonly outcome: FormOutcome
  /** What the instance says on its first page, as sanitised HTML; empty for nothing. */
  readonly homepageHtml: string
  readonly videos: readonly VideoCard[]
}

export interface ChannelCard {
  readonly displayName: string
  /** `name@host` */
  readonly handle: string
  readonly path: string
  readonly avatarPath: string | null
  readonly followersCount: number
  readonly description: string
}

export interface PlaylistCard extends Pick<Playlist, 'displayName' | 'thumbnailPath' | 'videosLength' | 'updatedAt'> {
  readonly ownerName: string
  /** `/w/p/{shortUUID}` */
  readonly path: string
}

export interface SearchPage extends Paged {
  readonly kind: 'search'
  readonly choice: SearchChoice
  /** Of the kind that was asked for; the others are empty. */
  readonly videos: readonly VideoCard[]
  readonly channels: readonly ChannelCard[]
  readonly playlists: readonly PlaylistCard[]
}
