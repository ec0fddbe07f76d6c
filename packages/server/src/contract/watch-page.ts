/** What a watch page shows beside the film: what people say and think of it, and its chapters. */

import type { FormFault, FormOutcome } from './form-pages.ts'
import type { PageCaptions } from './pages.ts'
import type { VideoDetails } from './videos.ts'

export interface PageComment {
  readonly id: number
  /** Sanitised HTML; empty once it is deleted. */
  readonly html: string
  /** Null once it is deleted. */
  readonly author: {
    readonly displayName: string
    /** `name`, or `name@host` of somebody elsewhere. */
    readonly handle: string
    readonly path: string
    readonly avatarPath: string | null
  } | null
  /** ISO 8601 */
  readonly createdAt: string
  readonly isByOwner: boolean
  /** Shown to its author and to who decides on it. */
  readonly isHeld: boolean
  readonly mayDelete: boolean
  /** It waits for the reader, among others. */
  readonly mayApprove: boolean
  readonly replies: readonly PageComment[]
}

export interface PageTalk {
  readonly policy: 'open' | 'approval' | 'closed'
  /** Comments, answers among them. */
  readonly total: number
  readonly threads: readonly PageComment[]
  /** Of threads. */
  readonly threadsTotal: number
  readonly page: number
  readonly pageSize: number
}

export interface PageChapter {
  readonly title: string
  readonly startSeconds: number
}

export interface PagePlaylistElement {
  /** From 1. */
  readonly position: number
  /** Of the playlist's page at this place; null for what is gone or not for this reader. */
  readonly path: string | null
  readonly name: string
  readonly channelName: string
  readonly thumbnailPath: string | null
  readonly durationSeconds: number
}

/** The playlist that a video is watched in. */
export interface PagePlaylist {
  readonly displayName: string
  /** Then the client has a name for it. */
  readonly isWatchLater: boolean
  readonly descriptionHtml: string
  readonly ownerName: string
  readonly ownerPath: string
  /** `/w/p/{shortUUID}` */
  readonly path: string
  /** Of the video that is open; null when none is. */
  readonly position: number | null
  readonly total: number
  /** Those around the open one. */
  readonly elements: readonly PagePlaylistElement[]
  /** Where the open one ends; null is at its own end. */
  readonly stopSeconds: number | null
  /** `/video-playlists/embed/{uuid}`; null for a private one, which no frame can show. */
  readonly embedPath: string | null
  /** Its feed for podcast apps; null for a private one. */
  readonly podcastPath: string | null
  readonly previousPath: string | null
  readonly nextPath: string | null
}

/** A playlist of which nothing can be watched. */
export interface PlaylistPage {
  readonly kind: 'playlist'
  readonly isEmbed?: boolean
  readonly playlist: PagePlaylist
}

/** What a form that saves a video did. */
export const SAVE_DEEDS = ['added', 'removed', 'made'] as const
export type SaveDeed = (typeof SAVE_DEEDS)[number]

/** One's own playlists, and whether the video is in them. The one to watch later comes first. */
export interface PageSaving {
  readonly lists: readonly {
    readonly id: number
    readonly displayName: string
    readonly isWatchLater: boolean
    /** Of the video in it; null when it is not there. */
    readonly elementId: number | null
  }[]
  /** @property displayName Of the list; empty when it is none of these. */
  readonly said: { readonly deed: SaveDeed; readonly displayName: string; readonly isWatchLater: boolean } | null
}

/** What is said in a video, to be read without it. */
export interface TranscriptPage {
  readonly kind: 'transcript'
  readonly video: VideoDetails
  readonly captions: readonly PageCaptions[]
  /** Carries the token of a video that is not for everybody; asked with every file. */
  readonly mediaQuery: string
  /** Of the captions shown. */
  readonly language: string
  /** Null where only their file can be had. */
  readonly webVtt: string | null
}

export interface WatchExtras {
  /**
   * What the reader sent from there and could not be done: `comment` (id: the comment it answers, if any), `delete` and
   * `approve` (id: the comment), `rate`, `subscribe` or `save`.
   */
  readonly refused?: FormFault
  /** For moderators alone: what became of what they just did. */
  readonly moderation?: FormOutcome
  /** Null when the video is watched by itself. */
  readonly playlist: PagePlaylist | null
  readonly talk: PageTalk
  /** Null for who is not signed in. */
  readonly saving: PageSaving | null
  /** Of who is signed in; null for others. */
  readonly standing: { readonly rating: 'like' | 'dislike' | 'none'; readonly isSubscribed: boolean } | null
}
