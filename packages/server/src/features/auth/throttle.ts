/**
 * How often somebody may get a password wrong.
 *
 * An account is counted together with the address it is tried from, so that a stranger who types wrong passwords locks
 * out only themselves. A much wider limit over all addresses stands against many machines that guess together.
 */
import { createHmac } from 'node:crypto'
import { AppError } from '../../kernel/errors.ts'
import { addressBlock } from '../../platform/address-block.ts'
import type { Database } from '../../platform/postgres.ts'
import { serverSecret } from '../../platform/server-secret.ts'
import { deleteAllFailures, deleteFailures, deleteOldFailures, type Limit, reserveFailure } from './failure-store.ts'

export const THROTTLE_WINDOW_SECONDS = 600
export const FAILURES_MAX = { accountFromAddress: 10, address: 30, account: 100 } as const

export interface Attempt {
  /** The attempt was right, or could not be judged: it does not count. */
  takeBack(): Promise<void>
  /** It was right: this address knows the account's password, and earlier slips are forgotten. */
  succeed(): Promise<void>
}

export interface Attempted {
  /** What names the account: the same however it was typed. */
  readonly account: string
  /** IP address; absent behind a UNIX socket. */
  readonly address: string | undefined
}

/** @throws AppError `too_many` with `retryAfterSeconds`. */
export async function beginAttempt(db: Database, attempted: Attempted): Promise<Attempt> {
  const limits = await limitsOf(db, attempted)
  const reservation = await reserveFailure(db, Object.values(limits), THROTTLE_WINDOW_SECONDS)
  if (!reservation.isAllowed)
    throw new AppError('too_many', 'Too many failed sign-ins. Try again in a few minutes.', {
      retryAfterSeconds: Math.max(1, Math.ceil(reservation.retryAfterSeconds))
    })

  const keys = Object.values(limits).map(limit => limit.key)
  const takeBack = () => deleteFailures(db, keys, reservation.reservedAt)
  return {
    takeBack,
    async succeed() {
      await takeBack()
      await deleteAllFailures(db, limits.accountFromAddress.key)
    }
  }
}

export async function forgetOldFailures(db: Database): Promise<void> {
  await deleteOldFailures(db, THROTTLE_WINDOW_SECONDS)
}

/** Keys are keyed hashes: the table tells nobody who tried to sign in from where. */
async function limitsOf(
  db: Database,
  { account, address }: Attempted
): Promise<Record<keyof typeof FAILURES_MAX, Limit>> {
  const secret = await serverSecret(db, 'sign-in-throttle')
  const block = addressBlock(address)
  const key = (...parts: string[]) => createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url')
  return {
    accountFromAddress: {
      key: key('account-from-address', account, block),
      failuresMax: FAILURES_MAX.accountFromAddress
    },
    address: { key: key('address', block), failuresMax: FAILURES_MAX.address },
    account: { key: key('account', account), failuresMax: FAILURES_MAX.account }
  }
}
