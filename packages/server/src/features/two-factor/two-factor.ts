/** Asking for a second factor, and checking it. */
import { createHash, randomBytes } from 'node:crypto'
import type { TwoFactorRequest } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Site } from '../../kernel/site.ts'
import type { Database, Queryable } from '../../platform/postgres.ts'
import { newSecret, stepOf, uriOf } from './code.ts'
import { type FactorOwner, findRequestedSecret, findSecret, insertRequest, setSecret, useStep } from './store.ts'

/** PeerTube's. */
const REQUEST_SECONDS = 600

const hashOf = (token: string) => createHash('sha256').update(`otp-request:${token}`).digest()

/** @throws AppError `invalid` when there is one already. */
export async function requestFactor(db: Database, site: Site, owner: FactorOwner): Promise<TwoFactorRequest> {
  if (owner.hasSecondFactor) throw new AppError('invalid', 'Two factor is already enabled.')
  const requestToken = randomBytes(32).toString('hex')
  const secret = newSecret()
  const { userId } = owner
  await db.transaction(tx =>
    insertRequest(tx, { tokenHash: hashOf(requestToken), userId, secret, seconds: REQUEST_SECONDS })
  )
  return { otpRequest: { requestToken, secret, uri: uriOf(secret, { issuer: site.host, account: owner.email }) } }
}

/** From now on every sign-in needs a code. @throws AppError `forbidden` for a wrong code or an old request. */
export async function confirmFactor(
  db: Database,
  { userId, hasSecondFactor }: FactorOwner,
  { requestToken, otpToken }: { requestToken: string; otpToken: string }
): Promise<void> {
  if (hasSecondFactor) throw new AppError('invalid', 'Two factor is already enabled.')
  await db.transaction(async tx => {
    const secret = await findRequestedSecret(tx, { tokenHash: hashOf(requestToken), userId })
    const step = secret === undefined ? undefined : stepOf(secret, otpToken)
    if (secret === undefined || step === undefined)
      throw new AppError('forbidden', 'Two factor token is invalid.', { wireCode: 'invalid_two_factor' })
    await setSecret(tx, userId, { secret, step })
  })
}

export async function removeFactor(db: Database, { userId, hasSecondFactor }: FactorOwner): Promise<void> {
  if (!hasSecondFactor) throw new AppError('invalid', 'Two factor is already disabled.')
  await db.transaction(tx => setSecret(tx, userId, null))
}

/** A code serves once: whoever saw it being typed cannot use it again. */
export async function isFactorRight(db: Queryable, userId: number, code: string): Promise<boolean> {
  const secret = await findSecret(db, userId)
  const step = secret === undefined ? undefined : stepOf(secret, code)
  return step !== undefined && useStep(db, userId, step)
}
