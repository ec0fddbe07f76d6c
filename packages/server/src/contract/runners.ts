/** What runners and their administrators send, with PeerTube 6.3's names (openapi.yaml). */
import { z } from 'zod'
import { PageRange, sortedBy } from './channels.ts'
import { INVALID, listOf, readable, sortBy } from './list-parameters.ts'

/** Kinds of work this server has for runners; they may offer more. */
export const RUNNER_JOB_TYPES = ['vod-hls-transcoding'] as const
export type RunnerJobType = (typeof RUNNER_JOB_TYPES)[number]

export const RUNNER_JOB_STATE = { pending: 1, processing: 2, completed: 3, errored: 4, cancelled: 6 } as const
export type RunnerJobState = (typeof RUNNER_JOB_STATE)[keyof typeof RUNNER_JOB_STATE]

/** English, as PeerTube sends them. */
export const RUNNER_JOB_STATE_LABELS: Readonly<Record<RunnerJobState, string>> = {
  1: 'Pending',
  2: 'Processing',
  3: 'Completed',
  4: 'Errored',
  6: 'Cancelled'
}

const token = z.string(INVALID).min(1, INVALID).max(100, INVALID)
const words = z.string(INVALID).min(1, INVALID).max(5000, INVALID)
const version = z.string(INVALID).max(100, INVALID).nullish()
const id = z.coerce.number(INVALID).int(INVALID).positive(INVALID).max(Number.MAX_SAFE_INTEGER, INVALID)

export const RunnerIdParams = z.object({ runnerId: id })
export const RegistrationTokenIdParams = z.object({ registrationTokenId: id })
export const RunnerJobParams = z.object({ jobUUID: z.uuid(INVALID) })
export const RunnerJobVideoParams = RunnerJobParams.extend({ videoId: z.uuid(INVALID) })

export const RegistrationTokenListQuery = sortedBy(['createdAt'])
export const RunnerListQuery = sortedBy(['createdAt'])
export const RunnerJobListQuery = readable(
  PageRange.extend({
    sort: sortBy(['createdAt', 'updatedAt', 'priority', 'state', 'progress']).default('-createdAt'),
    search: z.string(INVALID).max(200, INVALID).optional(),
    stateOneOf: listOf(z.coerce.number(INVALID).int(INVALID).min(1, INVALID).max(9, INVALID), INVALID).optional(),
    typeOneOf: listOf(z.string(INVALID).max(100, INVALID), INVALID).optional()
  })
)
export type RunnerJobListQuery = z.output<typeof RunnerJobListQuery>

export const RegisterRunnerBody = z.object({
  registrationToken: token,
  name: z.string(INVALID).min(1, INVALID).max(100, INVALID),
  description: z.string(INVALID).max(1000, INVALID).nullish(),
  version
})
export type RegisterRunnerBody = z.output<typeof RegisterRunnerBody>

export const RunnerBody = z.object({ runnerToken: token })
export const RequestRunnerJobBody = RunnerBody.extend({
  /** Left out: any. */
  jobTypes: z.array(z.string(INVALID).max(100, INVALID), INVALID).max(50, INVALID).optional(),
  version
})
export const RunnerJobBody = RunnerBody.extend({ jobToken: token })
export const AbortRunnerJobBody = RunnerJobBody.extend({ reason: words })
export const ErrorRunnerJobBody = RunnerJobBody.extend({ message: words })
export const UpdateRunnerJobBody = RunnerJobBody.extend({
  progress: z.preprocess(
    value => (value === '' || value === 'undefined' ? undefined : value),
    z.coerce.number(INVALID).min(0, INVALID).max(100, INVALID).nullish()
  )
})
