/** The pages on which administrators run the server. */
import type { Totals } from './about.ts'
import type { ActorImage } from './actors.ts'
import type { ConfigPage, SetupPage } from './config-page.ts'
import type { FormOutcome } from './form-pages.ts'
import type { Job, JobState, WireLogLevel } from './server.ts'

/** What waits for somebody, or is about to go wrong, the most pressing first. */
export const ATTENTION = [
  ...(['disk', 'setup', 'registrations', 'abuses', 'followers', 'jobs', 'peers', 'inbox', 'mail'] as const)
] as const
export type AttentionKind = (typeof ATTENTION)[number]

/** Numbers of what waits; zero is nothing. */
export type AttentionCounts = Readonly<
  Record<'registrations' | 'abuses' | 'jobs' | 'peers' | 'inbox' | 'followers', number>
>

export interface DiskSpace {
  readonly freeBytes: number
  readonly totalBytes: number
}

export interface MachineFacts {
  /** Of Colombier. */
  readonly version: string
  readonly node: string
  readonly postgres: string
  /** Null when it tells none. */
  readonly ffmpeg: string | null
  /** When this process began, as ISO 8601. */
  readonly startedAt: string
}

export interface OverviewPage {
  readonly kind: 'admin-overview'
  readonly attention: readonly { readonly kind: AttentionKind; readonly count: number }[]
  readonly totals: Pick<
    Totals,
    'totalUsers' | 'totalLocalVideos' | 'totalLocalVideoViews' | 'totalLocalVideoFilesSize' | 'totalDailyActiveUsers'
  >
  readonly disk: DiskSpace
  readonly machine: MachineFacts
}

interface Paged {
  readonly total: number
  readonly page: number
  readonly pageSize: number
}

interface Answering {
  readonly outcome: FormOutcome
}

export interface JobOnPage extends Pick<Job, 'id' | 'type' | 'state' | 'createdAt' | 'finishedOn' | 'error'> {
  readonly videoName: string
  readonly videoUuid: string
  readonly watchPath: string
}

export interface JobsPage extends Paged, Answering {
  readonly kind: 'admin-jobs'
  readonly state: JobState | null
  readonly type: string | null
  readonly types: readonly string[]
  readonly jobs: readonly JobOnPage[]
}

export interface RunnerJobOnPage {
  readonly uuid: string
  readonly videoName: string
  readonly resolution: number
  readonly state: 1 | 2 | 3 | 4 | 6
  readonly progress: number | null
  readonly failures: number
  readonly error: string | null
  readonly runnerName: string | null
  readonly createdAt: string
}

export interface RunnersPage extends Answering {
  readonly kind: 'admin-runners'
  /** Work is offered to them. */
  readonly enabled: boolean
  readonly runners: readonly {
    readonly id: number
    readonly name: string
    readonly description: string | null
    readonly version: string | null
    readonly lastContactAt: string
  }[]
  readonly tokens: readonly {
    readonly id: number
    readonly token: string
    readonly runners: number
    readonly createdAt: string
  }[]
  readonly jobs: readonly RunnerJobOnPage[]
  readonly jobsTotal: number
}

export interface LogLine {
  readonly at: string
  readonly level: WireLogLevel
  readonly part: string
  readonly text: string
}

export interface LogsPage {
  readonly kind: 'admin-logs'
  readonly level: WireLogLevel
  /** Hours back. */
  readonly hours: number
  readonly search: string
  /** The newest first. */
  readonly lines: readonly LogLine[]
  /** More were found than are shown. */
  readonly isCut: boolean
}

export interface StorageFigures {
  readonly originals: number
  readonly renditions: readonly { readonly height: number; readonly bytes: number; readonly files: number }[]
  readonly copies: number
  readonly exports: number
}

export interface StoragePage extends Paged {
  readonly kind: 'admin-storage'
  readonly disk: DiskSpace
  readonly kinds: StorageFigures
  /** The largest first. */
  readonly users: readonly { readonly username: string; readonly bytes: number; readonly videos: number }[]
  readonly videos: readonly { readonly name: string; readonly bytes: number; readonly watchPath: string }[]
  /** Sent by this server, day by day. */
  readonly days: readonly { readonly day: string; readonly sentBytes: number }[]
}

export interface FollowOnPage {
  readonly handle: string
  readonly host: string
  readonly state: string
  readonly createdAt: string
}

export interface FollowsPage extends Paged, Answering {
  readonly kind: 'admin-follows'
  readonly side: 'followers' | 'following'
  readonly follows: readonly FollowOnPage[]
  /** What was typed, and could not be followed. */
  readonly typed: string
  readonly isFaulty: boolean
}

/** A file of a banner, of which there are several sizes. */
export type BannerFile = Pick<ActorImage, 'path' | 'width' | 'height'>

export interface ServerPictures {
  readonly logoPath: string | null
  /** The narrowest first. */
  readonly banners: readonly BannerFile[]
}

export interface PicturesPage extends Answering, ServerPictures {
  readonly kind: 'admin-pictures'
}

export type AdminPage =
  | PicturesPage
  | ConfigPage
  | SetupPage
  | OverviewPage
  | JobsPage
  | RunnersPage
  | LogsPage
  | StoragePage
  | FollowsPage
