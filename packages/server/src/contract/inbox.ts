/** Activities of other servers that were set aside after several tries. Names of ours: PeerTube has no such list. */
import { z } from 'zod'
import { count, INVALID, readable, sortBy, start } from './list-parameters.ts'

/** `GET /api/v1/server/inbox-failures` */
export const InboxFailureQuery = readable(z.object({ start, count, sort: sortBy(['failedAt']).default('-failedAt') }))
export type InboxFailureQuery = z.output<typeof InboxFailureQuery>

export const InboxFailureReference = z.object({
  id: z.coerce
    .number(INVALID)
    .int(INVALID)
    .positive(INVALID)
    .max(2 ** 53 - 1, INVALID)
})

export const InboxFailure = z.object({
  id: z.number(),
  activityId: z.string(),
  type: z.string(),
  actor: z.string(),
  object: z.string().nullable(),
  /** Who brought it, when that was not its actor. */
  relayedBy: z.string().nullable(),
  reason: z.string().nullable(),
  attempts: z.number(),
  receivedAt: z.date(),
  failedAt: z.date()
})
export type InboxFailure = z.output<typeof InboxFailure>
