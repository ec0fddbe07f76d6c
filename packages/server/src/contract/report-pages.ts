/** Telling the moderators of something, and what became of it. */
import type { PREDEFINED_REASONS } from './abuses.ts'

export type PredefinedReason = (typeof PREDEFINED_REASONS)[number]

export interface ReportTarget {
  readonly kind: 'video' | 'comment' | 'account'
  /** Of the video, or of the person. */
  readonly name: string
  /** Of a comment, as its author wrote it. */
  readonly words: string | null
  /** Where it can be seen. */
  readonly path: string
}

/** A form that posts to the page's own address. Visitors are told how else they can say it. */
export interface ReportPage {
  readonly kind: 'report'
  readonly target: ReportTarget
  readonly values: {
    readonly reason: string
    readonly predefinedReasons: readonly PredefinedReason[]
    /** As typed: `1:02:03`. Of a video's report alone. */
    readonly startAt: string
    readonly endAt: string
  }
  readonly faults: {
    readonly reason?: 'short' | 'long'
    readonly startAt?: 'moment'
    readonly endAt?: 'moment' | 'order'
  }
  readonly hasContactForm: boolean
}

export interface ReportOnPage {
  readonly id: number
  /** Null when it is not there any more. */
  readonly target: ReportTarget | null
  readonly reason: string
  readonly predefinedReasons: readonly PredefinedReason[]
  readonly state: 'pending' | 'rejected' | 'accepted'
  readonly messages: number
  /** ISO 8601 */
  readonly createdAt: string
}

/** What the reader reported. */
export interface MyReportsPage {
  readonly kind: 'my-reports'
  readonly reports: readonly ReportOnPage[]
  readonly total: number
  readonly page: number
  readonly pageSize: number
}

/** One of them, with what was said about it. */
export interface MyReportPage {
  readonly kind: 'my-report'
  readonly report: ReportOnPage
  readonly messages: readonly {
    readonly id: number
    /** Somebody of the team; else the reader. */
    readonly byModerator: boolean
    readonly message: string
    readonly createdAt: string
  }[]
  /** It was sent just now. */
  readonly isNew: boolean
  /** What was typed and refused; null when nothing was. */
  readonly refused: string | null
}
