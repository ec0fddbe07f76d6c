/** The pages on which members put their own playlists together. */
import type { FormOutcome } from './form-pages.ts'
import type { Playlist } from './playlists.ts'

interface Paged {
  readonly total: number
  readonly page: number
  readonly pageSize: number
}

export interface OwnPlaylist
  extends Pick<
    Playlist,
    'id' | 'uuid' | 'shortUUID' | 'displayName' | 'description' | 'thumbnailPath' | 'videosLength' | 'updatedAt'
  > {
  /** Every member has it from the start; its name is ours to say, and it is for nobody else. */
  readonly isWatchLater: boolean
  readonly privacy: number
  readonly channelId: number | null
}

export interface OwnElement {
  readonly id: number
  /** From 1, in the whole playlist. */
  readonly position: number
  /** Null at its beginning, and at its end. */
  readonly startSeconds: number | null
  readonly stopSeconds: number | null
  /** Of the playlist's page at this place; null for what is gone or not for everybody. */
  readonly path: string | null
  readonly name: string
  readonly channelName: string
  readonly thumbnailPath: string | null
  readonly durationSeconds: number
}

export interface MyPlaylistsPage extends Paged {
  readonly kind: 'my-playlists'
  /** On the first page, the one to watch later comes first. */
  readonly playlists: readonly OwnPlaylist[]
  readonly outcome: FormOutcome
}

export interface MyPlaylistPage extends Paged {
  readonly kind: 'my-playlist'
  readonly playlist: OwnPlaylist
  readonly elements: readonly OwnElement[]
  readonly outcome: FormOutcome
}
