/** When a mailbox is tried again, and what an answer says of the activity that was brought. Pure. */

/** Seconds to the next try, while the failing is young. */
const FIRST_SECONDS = [5, 10, 20, 30, 45, 60]
const YOUNG_MS = 15 * 60_000
const MAX_MS = 6 * 3_600_000
/** Of an older failing that long, relative to its age: who was away for an hour waits for twelve minutes at most. */
const SHARE = 1 / 5
/** No two mailboxes of a server that was away come back at the same moment. Shorter only, so that bounds are kept. */
const JITTER = 1 / 5

export interface Failing {
  /** In a row, this one included. */
  readonly failures: number
  /** For how long. */
  readonly ageMs: number
  readonly random?: number
}

export function backoffMs({ failures, ageMs, random = Math.random() }: Failing): number {
  const first = FIRST_SECONDS[Math.min(failures, FIRST_SECONDS.length) - 1] ?? FIRST_SECONDS[0]!
  const delay = ageMs < YOUNG_MS ? first * 1000 : Math.min(ageMs * SHARE, MAX_MS)
  return Math.round(delay * (1 - random * JITTER))
}

const RETRY_AFTER_MAX_MS = 3_600_000

/** What a `Retry-After` asks for, within bounds; undefined when it says nothing that makes sense. */
export function retryAfterMs(header: string | undefined, now: Date): number | undefined {
  if (!header) return undefined
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now.getTime()
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 1000), RETRY_AFTER_MAX_MS)
}

export type Verdict =
  | 'taken'
  /** The mailbox is gone for good. */
  | 'gone'
  /** This activity will never be taken; others may be. */
  | 'unfit'
  /** The mailbox takes nothing now. */
  | 'later'
  /** It may be this activity or all of them: refused for now, and for good when it goes on. */
  | 'doubtful'

/** These speak of what was brought, not of who brought it or where. */
const UNFIT = new Set([400, 406, 411, 413, 414, 415, 422, 431])
const LATER = new Set([408, 425, 429])

/**
 * Refusals such as 401, 403 and 404 are doubtful: peers answer so as long as they cannot read our actor's key, and
 * proxies while what stands behind them is being replaced. Redirections are not followed, and often lead to a page
 * that says when the server will be back.
 */
export function judge(status: number): Verdict {
  if (status >= 200 && status < 300) return 'taken'
  if (status === 410) return 'gone'
  if (UNFIT.has(status)) return 'unfit'
  return status >= 400 && status < 500 && !LATER.has(status) ? 'doubtful' : 'later'
}

/** A server that answers 500 may stumble over this one activity, and so may one that refuses it. */
export const mayBeTheActivity = (status: number) => status === 500 || judge(status) === 'doubtful'

/** From that many failures in a row on, the next activity is tried too, to see which of both it is. */
export const PROBE_AFTER = 3

/** After that long, doubtful refusals are believed. */
export const BELIEVE_AFTER_MS = YOUNG_MS
