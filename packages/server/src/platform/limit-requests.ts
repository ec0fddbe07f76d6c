/** Holds requests to the limits of contract/rate-limits.ts: per account, and without one per address. */
import { createHmac } from 'node:crypto'
import type { RequestHandler, Response } from 'express'
import { type LimitName, RATE_LIMITS } from '../contract/index.ts'
import { AppError } from '../kernel/errors.ts'
import { addressBlock } from './address-block.ts'
import type { Viewer } from './http.ts'
import type { Bucket, RateLimiter, Taken } from './rate-limit.ts'

export interface LimitDeps {
  readonly limiter: RateLimiter
  /** Hides in the database who came from where. */
  readonly secret: Buffer
  /** Multiplies every limit; 0 means that there is none. */
  readonly factor: number
}

/**
 * Counts each request to the API, and leaves `res.locals.limit(name)` for what is limited further. Moderators and
 * administrators are not counted, as on PeerTube. To be run after who asks is known.
 */
export function limitRequests(deps: LimitDeps): RequestHandler {
  if (deps.factor === 0) return (_req, _res, next) => next()
  const buckets = Object.fromEntries(
    Object.entries(RATE_LIMITS).map(([name, limit]) => [
      name,
      { ...limit, requestsMax: Math.max(1, Math.round(limit.requestsMax * deps.factor)) }
    ])
  ) as Record<keyof typeof RATE_LIMITS, Bucket>

  return (req, res, next) => {
    const viewer = res.locals['viewer'] as Viewer | undefined
    if (viewer && viewer.role !== 'user') return next()

    const who = viewer ? `account ${viewer.accountId}` : `address ${addressBlock(req.ip)}`
    const key = (name: string) => createHmac('sha256', deps.secret).update(`${name} ${who}`).digest('base64url')
    res.locals['limit'] = async (name: LimitName) =>
      admit(res, buckets[name], await deps.limiter.take(key(name), buckets[name]))
    admit(res, buckets.api, deps.limiter.takeFast(key('api'), buckets.api))
    next()
  }
}

/** Counts requests under a further limit, for routes outside the table of operations. */
export function limitTo(name: LimitName): RequestHandler {
  return async (_req, res, next) => {
    await (res.locals['limit'] as ((name: LimitName) => Promise<void>) | undefined)?.(name)
    next()
  }
}

/** PeerTube's headers, for the limit looked at last. */
function admit(res: Response, { requestsMax }: Bucket, taken: Taken): void {
  res.setHeader('X-RateLimit-Limit', requestsMax)
  res.setHeader('X-RateLimit-Remaining', taken.remaining)
  res.setHeader('X-RateLimit-Reset', Math.ceil(Date.now() / 1000 + taken.freeInSeconds))
  if (taken.isAllowed) return
  throw new AppError('too_many', 'Too many requests, please try again later.', {
    retryAfterSeconds: taken.retryAfterSeconds
  })
}
