/** Wire types of reports to the moderators, with PeerTube 6.3's names (openapi.yaml; recordings). */
import { z } from 'zod'
import type { ActorImage, ActorSummary } from './actors.ts'
import { count, INVALID, listOf, natural, readable, sortBy, start, text } from './list-parameters.ts'
import { type Constant, VideoReference } from './videos.ts'

export const ABUSE_STATE = { pending: 1, rejected: 2, accepted: 3 } as const
export const PREDEFINED_REASONS = [
  'violentOrRepulsive',
  'hatefulOrAbusive',
  'spamOrMisleading',
  'privacy',
  'rights',
  'serverRules',
  'thumbnails',
  'captions'
] as const

const id = natural()
/** Of a report, and of a message about one; in characters. */
export const ABUSE_WORDS = { min: 2, max: 3000 } as const
const words = z.string(INVALID).trim().min(ABUSE_WORDS.min, INVALID).max(ABUSE_WORDS.max, INVALID)
const state = z.coerce.number(INVALID).pipe(z.literal([1, 2, 3], INVALID))
const seconds = natural().nullish()
const reference = z.union([z.string(INVALID), z.number(INVALID).transform(String)], INVALID)

/** `POST /api/v1/abuses`. Of several targets, the first counts. */
export const ReportBody = z
  .object({
    reason: words,
    predefinedReasons: listOf(z.enum(PREDEFINED_REASONS, INVALID), INVALID).optional(),
    video: z
      .object({ id: reference.pipe(VideoReference.shape.id), startAt: seconds, endAt: seconds }, INVALID)
      .refine(({ startAt, endAt }) => (endAt ?? Number.POSITIVE_INFINITY) > (startAt ?? -1), {
        message: 'Should have a startAt timestamp beginning before endAt',
        path: ['endAt']
      })
      .optional(),
    comment: z.object({ id }, INVALID).optional(),
    account: z.object({ id }, INVALID).optional()
  })
  .refine(({ video, comment, account }) => video ?? comment ?? account, {
    message: 'video id or account id or comment id is required.',
    path: ['video']
  })
export type ReportBody = z.output<typeof ReportBody>

const range = { start, count, sort: sortBy(['createdAt', 'id', 'state']).default('-createdAt') }
const common = { ...range, id: id.optional(), state: state.optional(), search: text().optional() }

/** `GET /api/v1/users/me/abuses` */
export const MyAbusesQuery = readable(z.object(common))

/** `GET /api/v1/abuses` */
export const AbusesQuery = readable(
  z.object({
    ...common,
    predefinedReason: z.enum(PREDEFINED_REASONS, INVALID).optional(),
    filter: z.enum(['video', 'comment', 'account'], INVALID).optional(),
    videoIs: z.enum(['deleted', 'blacklisted'], INVALID).optional(),
    searchReporter: text().optional(),
    searchReportee: text().optional(),
    searchVideo: text().optional(),
    searchVideoChannel: text().optional()
  })
)
export type AbusesQuery = z.output<typeof AbusesQuery>

export const AbuseReference = z.object({ abuseId: id })
export const AbuseMessageReference = z.object({ abuseId: id, messageId: id })
/** `PUT /api/v1/abuses/{abuseId}` */
export const AbuseBody = z.object({ state: state.optional(), moderationComment: words.optional() })
/** `POST /api/v1/abuses/{abuseId}/messages` */
export const AbuseMessageBody = z.object({ message: words })

export interface ReportedVideo {
  readonly id: number
  readonly uuid: string
  readonly shortUUID: string
  readonly name: string
  readonly nsfw: boolean
  readonly startAt: number | null
  readonly endAt: number | null
  readonly deleted: boolean
  readonly blacklisted: boolean
  readonly thumbnailPath: string | null
  readonly channel: (ActorSummary & { readonly banners: readonly ActorImage[]; readonly isLocal: boolean }) | null
}

export interface ReportedComment {
  readonly id: number
  readonly threadId: number
  /** Empty once it is deleted. */
  readonly text: string
  readonly deleted: boolean
  readonly video: { readonly id: number; readonly uuid: string; readonly name: string }
}

/** As its reporter sees it. */
export interface Abuse {
  readonly id: number
  readonly reason: string
  readonly predefinedReasons: readonly string[]
  readonly flaggedAccount: ActorSummary | null
  readonly state: Constant<number>
  readonly countMessages: number
  readonly createdAt: string
  readonly updatedAt: string
  readonly video: ReportedVideo | null
  readonly comment: ReportedComment | null
}

/** As moderators see it. */
export interface AdminAbuse extends Abuse {
  readonly video: (ReportedVideo & { readonly countReports: number; readonly nthReport: number }) | null
  readonly moderationComment: string | null
  readonly reporterAccount: ActorSummary | null
  readonly countReportsForReporter: number
  readonly countReportsForReportee: number
}

export interface AbuseMessage {
  readonly id: number
  readonly createdAt: string
  readonly byModerator: boolean
  readonly message: string
  readonly account: ActorSummary | null
}
