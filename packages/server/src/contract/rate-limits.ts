/**
 * How many requests one account, or one address without an account, may make. PeerTube's limits are tighter; these are
 * met by programs, not by people, nor by several people behind one address.
 */
import type { LimitName } from './access.ts'

export interface RateLimit {
  /** As many at once; then one more each time its share of the window has passed. */
  readonly requestsMax: number
  readonly windowSeconds: number
}

const MINUTES = 60
const HOUR = 3600

export const RATE_LIMITS = {
  /** Every request to the API. */
  api: { requestsMax: 3000, windowSeconds: 5 * MINUTES },
  'sign-in': { requestsMax: 100, windowSeconds: 10 * MINUTES },
  registration: { requestsMax: 60, windowSeconds: HOUR },
  mail: { requestsMax: 30, windowSeconds: HOUR },
  /** To one address, whoever asks for them. */
  'mail-to': { requestsMax: 5, windowSeconds: HOUR },
  upload: { requestsMax: 300, windowSeconds: HOUR },
  comment: { requestsMax: 60, windowSeconds: 10 * MINUTES },
  search: { requestsMax: 300, windowSeconds: 5 * MINUTES },
  'client-log': { requestsMax: 60, windowSeconds: 10 * MINUTES }
} as const satisfies Record<LimitName | 'api' | 'mail-to', RateLimit>
