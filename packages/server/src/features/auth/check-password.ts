import { AppError } from '../../kernel/errors.ts'
import type { Viewer } from '../../platform/http.ts'
import type { Database } from '../../platform/postgres.ts'
import { isFactorRight } from '../two-factor/index.ts'
import { findAsked, findLogin, isPasswordRight, type Login } from '../users/index.ts'
import { beginAttempt } from './throttle.ts'

export interface Credentials {
  /** User name or e-mail address, in any case. */
  readonly login: string
  readonly password: string
  /** Of the second factor; absent or empty when none was given. */
  readonly code?: string | undefined
  /** IP address they come from. */
  readonly address: string | undefined
}

/**
 * @returns The user's id; undefined for a wrong password as for an unknown user, after the same time.
 * @throws AppError `too_many` after too many failures, without looking at the password; `unavailable` under a flood.
 *   To who knows the password: `invalid` when the account is blocked, waits for a moderator, was rejected by one or has
 *   an address that is not verified, or for a wrong code;
 *   `unauthenticated` when a code is needed and was not given.
 */
export async function checkPassword(db: Database, credentials: Credentials): Promise<number | undefined> {
  const { login, password } = credentials
  // Both are asked, whoever it is: how long it takes tells nothing.
  const [found, asked] = await Promise.all([findLogin(db, login), findAsked(db, login)])
  const account = found ? `user ${found.userId}` : `login ${login.toLowerCase()}`
  const attempt = await beginAttempt(db, { account, address: credentials.address })

  let isRight: boolean
  try {
    isRight = await isPasswordRight(password, found?.passwordHash ?? asked?.passwordHash)
  } catch (error) {
    await attempt.takeBack()
    throw error
  }
  if (!isRight) return undefined
  if (!found) {
    await attempt.succeed()
    throw notAccepted(asked?.isRejected === true)
  }

  // Wrong codes count as wrong passwords do, or the code could be guessed.
  if (found.hasSecondFactor && credentials.code) {
    if (!(await isFactorRight(db, found.userId, credentials.code)))
      throw new AppError('invalid', 'Invalid two factor code.', { wireCode: 'invalid_two_factor' })
  } else if (found.hasSecondFactor) {
    await attempt.takeBack()
    throw new AppError('unauthenticated', 'Two factor code is required.', { wireCode: 'missing_two_factor' })
  }
  await attempt.succeed()
  assertAdmitted(found)
  return found.userId
}

/** PeerTube tells it to anybody; here only who knows the password learns of it. */
function notAccepted(isRejected: boolean): AppError {
  return isRejected
    ? new AppError('invalid', 'The request for this account was rejected.', { wireCode: 'account_approval_rejected' })
    : new AppError('invalid', 'This account is awaiting approval.', { wireCode: 'account_waiting_for_approval' })
}

/** Only who knows the password learns of it. */
function assertAdmitted({ isBlocked, isEmailVerified }: Login): void {
  if (isBlocked) throw new AppError('invalid', 'User is blocked.', { wireCode: 'account_is_blocked' })
  if (isEmailVerified === false)
    throw new AppError('invalid', 'User email is not verified.', { wireCode: 'email_not_verified' })
}

/** Whether somebody who is signed in knows their password. @throws AppError `too_many`, as `checkPassword`. */
export async function isOwnPassword(
  db: Database,
  { userId, username }: Viewer,
  { password, address }: Pick<Credentials, 'password' | 'address'>
): Promise<boolean> {
  const attempt = await beginAttempt(db, { account: `user ${userId}`, address })
  const found = await findLogin(db, username)
  const isRight = await isPasswordRight(password, found?.passwordHash)
  if (isRight) await attempt.takeBack()
  return isRight
}
