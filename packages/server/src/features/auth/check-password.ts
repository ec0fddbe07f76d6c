import { AppError } from '../../kernel/errors.ts'
import type { Database } from '../../platform/postgres.ts'
import { findLogin, isPasswordRight } from '../users/index.ts'
import { beginAttempt } from './throttle.ts'

export interface Credentials {
  /** User name or e-mail address, in any case. */
  readonly login: string
  readonly password: string
  /** IP address they come from. */
  readonly address: string | undefined
}

/**
 * @returns The user's id; undefined for a wrong password as for an unknown user, after the same time.
 * @throws AppError `too_many` after too many failures, without looking at the password; `unavailable` under a flood.
 */
export async function checkPassword(db: Database, credentials: Credentials): Promise<number | undefined> {
  const found = await findLogin(db, credentials.login)
  const account = found ? `user ${found.userId}` : `login ${credentials.login.toLowerCase()}`
  const attempt = await beginAttempt(db, { account, address: credentials.address })

  let isRight: boolean
  try {
    isRight = await isPasswordRight(credentials.password, found?.passwordHash)
  } catch (error) {
    await attempt.takeBack()
    throw error
  }
  if (!found || !isRight) return undefined

  await attempt.succeed()
  // Only who knows the password learns of it.
  if (found.isBlocked) throw new AppError('invalid', 'User is blocked.', { wireCode: 'account_is_blocked' })
  return found.userId
}
