/** A feed before it is written in one of the formats. */
import type { VideoDetails } from '../../contract/index.ts'

export interface FeedPerson {
  readonly name: string
  /** A page. */
  readonly url?: string
}

export interface FeedItem {
  readonly title: string
  /** Names the item for ever. */
  readonly link: string
  readonly at: Date
  /** Plain text. */
  readonly summary: string | null
  /** Safe to insert anywhere. */
  readonly html: string
  readonly author: FeedPerson
  readonly category: string | null
  /** What the item is about, when it is a video. */
  readonly video: VideoDetails | null
}

export interface Feed {
  readonly title: string
  /** The page it is the feed of. */
  readonly link: string
  readonly description: string
  /** Its own address. */
  readonly selfUrl: string
  /** Absent for comments, which are by many. */
  readonly author: FeedPerson | null
  readonly image: FeedImage
  readonly items: readonly FeedItem[]
}

export interface FeedImage {
  /** For formats that take any picture. */
  readonly iconUrl: string
  /** PNG or JPEG; null when there is none. */
  readonly pictureUrl: string | null
}

export const GENERATOR = 'Colombier'

/** When it last changed: not now, so that readers can be told that nothing did. */
export function lastChange({ items }: Feed): Date {
  return new Date(Math.max(0, ...items.map(({ at }) => at.getTime())))
}

/** Renditions that can be fetched whole, the largest first. */
export function filesOf({ streamingPlaylists }: VideoDetails) {
  return streamingPlaylists.flatMap(({ files }) => files).filter(({ size }) => size > 0)
}
