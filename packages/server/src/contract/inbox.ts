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
  failedAt: z.date(),
  /** When an administrator last had it worked off once more, which failed again. */
  replayedAt: z.date().nullable()
})
export type InboxFailure = z.output<typeof InboxFailure>

/** `GET /api/v1/server/inbox-replays` */
export const InboxReplayQuery = readable(z.object({ start, count }))
export type InboxReplayQuery = z.output<typeof InboxReplayQuery>

/** What was set aside once, and was then worked off once more. */
export const InboxReplay = z.object({
  id: z.number(),
  activityId: z.string(),
  type: z.string(),
  actor: z.string(),
  /** `failed`: set aside again. */
  state: z.enum(['waiting', 'done', 'refused', 'failed']),
  /** Why not, or why not yet. */
  reason: z.string().nullable(),
  replayedAt: z.date()
})
export type InboxReplay = z.output<typeof InboxReplay>
