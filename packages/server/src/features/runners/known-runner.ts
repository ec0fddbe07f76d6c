import { AppError } from '../../kernel/errors.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { type Runner, touchRunner } from './runner-store.ts'
import { hashToken } from './tokens.ts'

/** Whose token this is; notes that they were heard of. @throws AppError `not_found`: the runner then forgets us. */
export async function knownRunner(
  db: Queryable,
  token: string,
  news: Parameters<typeof touchRunner>[2] = {}
): Promise<Runner> {
  const runner = await touchRunner(db, hashToken(token), news)
  if (!runner) throw new AppError('not_found', 'Unknown runner token', { wireCode: 'unknown_runner_token' })
  return runner
}
