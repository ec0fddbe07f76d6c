/** Holds requests to the limits of contract/rate-limits.ts: per account, and without one per address. */
import { createHmac } from 'node:crypto'
import type { RequestHandler, Response } from 'express'
import { RATE_LIMITS } from '../contract/index.ts'
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

export interface RequestLimits {
  /** Leaves in `res.locals` what `countAgainst` needs. To be run once who asks is known; counts nothing itself. */
  readonly prepare: RequestHandler
  /** Counts a request against the limit of all. */
  readonly countAll: RequestHandler
}

type CountedName = keyof typeof RATE_LIMITS
type Count = (name: CountedName) => Promise<void> | void

/** Moderators and administrators are not counted, as on PeerTube. */
export function limitRequests({ limiter, secret, factor }: LimitDeps): RequestLimits {
  return {
    prepare(req, res, next) {
      const viewer = res.locals['viewer'] as Viewer | undefined
      if (factor === 0 || (viewer && viewer.role !== 'user')) return next()
      const who = viewer ? `account ${viewer.accountId}` : `address ${addressBlock(req.ip)}`
      const count: Count = name => {
        const bucket = bucketOf(name, factor)
        const key = keyOf(secret, name, who)
        if (name === 'api') return admit(res, bucket, limiter.takeFast(key, bucket))
        return limiter.take(key, bucket).then(taken => admit(res, bucket, taken))
      }
      res.locals['count'] = count
      next()
    },
    countAll: limitTo('api')
  }
}

/** Whether one more mail may go to an address, which is counted: nobody is to be flooded through us. */
export function limitRecipients({ limiter, secret, factor }: LimitDeps): (email: string) => Promise<boolean> {
  return async email =>
    factor === 0 ||
    (await limiter.take(keyOf(secret, 'mail-to', email.toLowerCase()), bucketOf('mail-to', factor))).isAllowed
}

function bucketOf(name: CountedName, factor: number): Bucket {
  const { requestsMax, windowSeconds } = RATE_LIMITS[name]
  return { requestsMax: Math.max(1, Math.round(requestsMax * factor)), windowSeconds }
}

const keyOf = (secret: Buffer, name: CountedName, who: string) =>
  createHmac('sha256', secret).update(`${name} ${who}`).digest('base64url')

/** @throws AppError `too_many` when whoever asks has used up that limit. */
export async function countAgainst(res: Response, name: CountedName): Promise<void> {
  await (res.locals['count'] as Count | undefined)?.(name)
}

export function limitTo(name: CountedName): RequestHandler {
  return async (_req, res, next) => {
    await countAgainst(res, name)
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
