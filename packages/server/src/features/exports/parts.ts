/** The files of an archive, with PeerTube's names. */
import {
  CHANNELS,
  COMMENTS,
  DISLIKES,
  FOLLOWERS,
  FOLLOWING,
  HISTORY,
  LIKES,
  type ListQuery,
  MUTED_ACCOUNTS,
  MUTED_SERVERS,
  PLAYLISTS,
  REVIEW_TAGS,
  VIDEOS,
  WATCHED_WORDS
} from './queries.ts'

export interface Part {
  /** `{name}.json`; its files lie in a folder of that name. */
  readonly name: string
  readonly lists: readonly ListQuery[]
  /** Files that a row has a place for, whether it has them or not. */
  readonly slots: Readonly<Record<string, unknown>> | undefined
}

const part = (name: string, lists: readonly ListQuery[], slots?: Part['slots']): Part => ({ name, lists, slots })

export const PARTS: readonly Part[] = [
  part('videos', [VIDEOS], { videoFile: null, thumbnail: null, captions: {} }),
  part('channels', [CHANNELS], { avatar: null, banner: null }),
  part('blocklist', [MUTED_SERVERS, MUTED_ACCOUNTS]),
  part('likes', [LIKES]),
  part('dislikes', [DISLIKES]),
  part('follower', [FOLLOWERS]),
  part('following', [FOLLOWING]),
  part('comments', [COMMENTS]),
  part('video-playlists', [PLAYLISTS], { thumbnail: null }),
  part('video-history', [HISTORY]),
  part('watched-words-lists', [WATCHED_WORDS]),
  part('automatic-tag-policies', [REVIEW_TAGS])
]
