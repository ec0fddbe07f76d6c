/** Pages for who publishes: their videos, their channels, and what was said under them. */
import { z } from 'zod'
import type { VideoCard } from './browse-pages.ts'
import type { FormOutcome } from './form-pages.ts'
import type { TranscodingStatus } from './pages.ts'
import { OWN_STATES } from './video-lists.ts'
import type { OverallStats, RetentionStats, TimeseriesStats } from './views.ts'

/** What was typed, by the names of the form's fields. */
export type FormValues = Readonly<Record<string, string>>

export interface StudioVideo
  extends Pick<VideoCard, 'uuid' | 'shortUUID' | 'name' | 'watchPath' | 'thumbnailPath' | 'previewPath' | 'duration'> {
  readonly ownerName: string
}

export interface StudioChannelChoice {
  readonly id: number
  readonly displayName: string
}

interface FileFacts {
  /** Pixels; 0 for sound alone. */
  readonly width: number
  readonly height: number
  readonly fps: number
  readonly sizeBytes: number
}

export interface EditedRendition extends FileFacts {
  readonly id: number
  /** The shorter side of its picture, by which it is called; 0 for sound alone. */
  readonly resolution: number
  readonly downloadPath: string
}

/** What a video was made of. */
export interface EditedSource extends FileFacts {
  readonly fileName: string
  readonly sentAt: string
  /** Null once the file is gone. */
  readonly downloadPath: string | null
}

/** Editing a video; each part has a form of its own. */
export type EditPart =
  | {
      readonly tab: 'details'
      readonly values: FormValues
      readonly channels: readonly StudioChannelChoice[]
      /** A file of the video that the browser can take a picture of; null while there is none. */
      readonly filePath: string | null
    }
  | {
      readonly tab: 'captions'
      readonly captions: readonly { readonly language: string; readonly label: string; readonly path: string }[]
    }
  | { readonly tab: 'chapters'; readonly chapters: string }
  | { readonly tab: 'give'; readonly username: string }
  | {
      readonly tab: 'files'
      /** Largest first. */
      readonly renditions: readonly EditedRendition[]
      /** Null where nobody wrote it down. */
      readonly source: EditedSource | null
      readonly transcoding: TranscodingStatus
      /** There is a whole film to watch, which stays until another one is made. */
      readonly hasFilm: boolean
      /** Whether this server lets files be replaced. */
      readonly isReplaceable: boolean
      /** Largest file that it takes. */
      /** Null for no limit. */
      readonly maxSizeBytes: number | null
    }
  | { readonly tab: 'remove-file'; readonly file: EditedRendition | EditedSource }
  | { readonly tab: 'delete' }

export const EDIT_DONE = [
  ...(['saved', 'captionAdded', 'captionRemoved', 'chaptersSaved', 'offered'] as const),
  ...(['fileRemoved', 'remade', 'retried'] as const)
] as const
export type EditDone = (typeof EDIT_DONE)[number]

export interface EditVideoPage {
  readonly kind: 'edit-video'
  readonly video: StudioVideo
  readonly part: EditPart
  /** What a form did, said once on the page it led back to. */
  readonly done: EditDone | null
  /** Names of the fields that were refused. */
  readonly faults: readonly string[]
}

/** Days that figures are told of; null is as long as the video is there. */
export const STATS_PERIODS = [null, 30, 7] as const
export type StatsPeriod = (typeof STATS_PERIODS)[number]

export interface VideoStatsPage {
  readonly kind: 'video-stats'
  readonly video: Pick<VideoCard, 'shortUUID' | 'name' | 'watchPath' | 'duration' | 'views'>
  readonly days: StatsPeriod
  readonly overall: OverallStats
  readonly viewers: TimeseriesStats['data']
  /** Seconds. */
  readonly watchTime: TimeseriesStats['data']
  /** At most a hundred moments. */
  readonly retention: RetentionStats['data']
}

const OWN_SORTS = ['-createdAt', 'createdAt', '-views', 'name', '-duration'] as const

/** Of an address; what is none of these chooses nothing. */
export const MyVideosChoice = z.object({
  search: z.string().trim().max(200).catch(''),
  channelId: z
    .string()
    .regex(/^\d{0,15}$/)
    .catch(''),
  ownState: z.enum(['', ...OWN_STATES]).catch(''),
  privacyOneOf: z.enum(['', '1', '2', '3', '4', '5']).catch(''),
  sort: z.enum(OWN_SORTS).catch('-createdAt')
})
export type MyVideosChoice = z.output<typeof MyVideosChoice>

/** Why something was not done to one of several videos. */
export const SEVERAL_REASONS = ['gone', 'not-yours', 'busy', 'refused', 'failed'] as const

export interface RefusedVideo {
  /** Null where the member may not know it. */
  readonly name: string | null
  readonly reason: (typeof SEVERAL_REASONS)[number]
}

/** What became of those that were chosen. */
export interface SeveralOutcome {
  readonly deed: 'videos-changed' | 'videos-deleted'
  readonly done: number
  readonly refused: readonly RefusedVideo[]
}

export interface MyVideosPage {
  readonly kind: 'my-videos'
  readonly outcome: FormOutcome
  readonly several: SeveralOutcome | null
  readonly choice: MyVideosChoice
  readonly videos: readonly (VideoCard & { readonly transcoding: TranscodingStatus | null })[]
  readonly total: number
  readonly page: number
  readonly pageSize: number
}

/** Asks before several are deleted. */
export interface MyVideosSurePage {
  readonly kind: 'my-videos-sure'
  readonly outcome: FormOutcome
  /** Chosen as well, and not among those that are asked about. */
  readonly refused: readonly RefusedVideo[]
  readonly videos: readonly Pick<VideoCard, 'uuid' | 'name' | 'views' | 'duration'>[]
}
