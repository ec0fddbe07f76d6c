/**
 * Counts requests against limits, for all servers of a site together. Table: rate_limit.
 *
 * A limit is a bucket that holds `requestsMax` requests and refills evenly over its window (GCRA): one moment per
 * person says all of it, namely when the bucket will be full again. What is refused does not count.
 */
import { type Clock, every } from './clock.ts'
import type { Queryable } from './postgres.ts'

export interface Bucket {
  readonly requestsMax: number
  readonly windowSeconds: number
}

export interface Taken {
  readonly isAllowed: boolean
  /** Requests that could follow at once. */
  readonly remaining: number
  /** Until the whole limit is free again. */
  readonly freeInSeconds: number
  /** Until one more request is allowed; 0 while there is room. */
  readonly retryAfterSeconds: number
}

export interface RateLimiter {
  /** Exact, whatever happens at the same moment elsewhere; costs one statement. For what is rare or expensive. */
  take(key: string, bucket: Bucket): Promise<Taken>
  /** At once, from memory; what other servers counted is known a second later. For what happens all the time. */
  takeFast(key: string, bucket: Bucket): Taken
  /** Tells the other servers what was counted here, learns of theirs, and forgets what is free again. */
  share(): Promise<void>
  /** Does that each second. */
  follow(): Clock
}

interface Held {
  /** Against `performance.now()`. */
  freeAtMs: number
  /** Counted here, and not told yet. */
  untoldSeconds: number
}

const SHARE_MS = 1000

export function openRateLimiter(db: Queryable): RateLimiter {
  const heldByKey = new Map<string, Held>()

  async function share(): Promise<void> {
    const told = [...heldByKey].filter(([, held]) => held.untoldSeconds > 0).sort(([a], [b]) => (a < b ? -1 : 1))
    const amounts = told.map(([key, held]) => [key, held.untoldSeconds] as const)
    for (const [, held] of told) held.untoldSeconds = 0

    for (const { key, free_in } of amounts.length > 0 ? await addSeconds(db, amounts) : []) {
      const held = heldByKey.get(key)
      // What was counted while the statement ran is not in its answer.
      if (held) held.freeAtMs = performance.now() + (free_in + held.untoldSeconds) * 1000
    }
    for (const [key, held] of heldByKey) if (held.freeAtMs <= performance.now()) heldByKey.delete(key)
    await db.query('DELETE FROM rate_limit WHERE free_at <= now()')
  }

  return {
    async take(key, bucket) {
      const { isAllowed, freeInSeconds } = await takeShared(db, key, bucket)
      return judge(isAllowed, freeInSeconds, bucket)
    },

    takeFast(key, bucket) {
      const nowMs = performance.now()
      const shareSeconds = bucket.windowSeconds / bucket.requestsMax
      const held = heldByKey.get(key) ?? { freeAtMs: nowMs, untoldSeconds: 0 }
      const nextMs = Math.max(held.freeAtMs, nowMs) + shareSeconds * 1000
      const isAllowed = nextMs <= nowMs + bucket.windowSeconds * 1000
      if (isAllowed) {
        held.freeAtMs = nextMs
        held.untoldSeconds += shareSeconds
        heldByKey.set(key, held)
      }
      return judge(isAllowed, (held.freeAtMs - nowMs) / 1000, bucket)
    },

    share,
    follow: () => every(SHARE_MS, 'Sharing rate limits', share)
  }
}

function judge(isAllowed: boolean, freeInSeconds: number, { requestsMax, windowSeconds }: Bucket): Taken {
  const shareSeconds = windowSeconds / requestsMax
  return {
    isAllowed,
    remaining: isAllowed ? Math.max(0, Math.floor((windowSeconds - freeInSeconds) / shareSeconds)) : 0,
    freeInSeconds,
    retryAfterSeconds: isAllowed ? 0 : Math.max(1, Math.ceil(freeInSeconds + shareSeconds - windowSeconds))
  }
}

async function takeShared(
  db: Queryable,
  key: string,
  { requestsMax, windowSeconds }: Bucket
): Promise<{ isAllowed: boolean; freeInSeconds: number }> {
  const { rows } = await db.query<{ allowed: boolean; free_in: number }>(
    `WITH taken AS (
       INSERT INTO rate_limit AS held (key, free_at) VALUES ($1, now() + make_interval(secs => $2))
       ON CONFLICT (key) DO UPDATE SET free_at = greatest(held.free_at, now()) + make_interval(secs => $2)
        WHERE greatest(held.free_at, now()) <= now() + make_interval(secs => $3 - $2)
       RETURNING free_at)
     SELECT true AS allowed, extract(epoch FROM free_at - now())::float8 AS free_in FROM taken
     UNION ALL
     SELECT false, extract(epoch FROM free_at - now())::float8 FROM rate_limit
      WHERE key = $1 AND NOT EXISTS (SELECT FROM taken)`,
    [key, windowSeconds / requestsMax, windowSeconds],
    'rate-limit-take'
  )
  // No row: another server made the first one at this very moment, and used it up.
  const row = rows[0] ?? { allowed: false, free_in: windowSeconds }
  return { isAllowed: row.allowed, freeInSeconds: row.free_in }
}

/** @param amounts In the order of their keys, so that two servers never wait for each other. */
async function addSeconds(
  db: Queryable,
  amounts: readonly (readonly [key: string, seconds: number])[]
): Promise<{ key: string; free_in: number }[]> {
  const { rows } = await db.query<{ key: string; free_in: number }>(
    `INSERT INTO rate_limit AS held (key, free_at)
     SELECT key, now() + make_interval(secs => seconds) FROM unnest($1::text[], $2::float8[]) AS counted (key, seconds)
     ON CONFLICT (key) DO UPDATE SET free_at = greatest(held.free_at, now()) + (excluded.free_at - now())
     RETURNING key, extract(epoch FROM free_at - now())::float8 AS free_in`,
    [amounts.map(([key]) => key), amounts.map(([, seconds]) => seconds)]
  )
  return rows
}
