import { AppError } from '../../kernel/errors.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { lockQuota, sumStoredBytes } from './store.ts'

/**
 * Lets `bytes` more pass, or not. To count an upload once and for all, call it in the transaction that stores the
 * video: uploads of one user are then weighed one after the other.
 *
 * @throws AppError `too_large` when they would exceed the user's space, or what they may add within 24 hours.
 */
export async function assertQuota(db: Queryable, userId: number, bytes: number): Promise<void> {
  if (bytes > (await quotaLeft(db, userId))) throw quotaReached()
}

/** Bytes this user may still add, infinite without a quota. Locks the user's row until the transaction ends. */
export async function quotaLeft(db: Queryable, userId: number): Promise<number> {
  const quota = await lockQuota(db, userId)
  if (!quota || (quota.totalBytes < 0 && quota.dailyBytes < 0)) return Number.POSITIVE_INFINITY

  const used = await sumStoredBytes(db, userId)
  const left = (allowedBytes: number, usedBytes: number) =>
    allowedBytes < 0 ? Number.POSITIVE_INFINITY : allowedBytes - usedBytes
  return Math.min(left(quota.totalBytes, used.totalBytes), left(quota.dailyBytes, used.dailyBytes))
}

export function quotaReached(): AppError {
  return new AppError('too_large', 'The user video quota is exceeded with this video.', { wireCode: 'quota_reached' })
}
