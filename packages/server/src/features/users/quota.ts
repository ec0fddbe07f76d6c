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
  const quota = await lockQuota(db, userId)
  if (!quota || (quota.totalBytes < 0 && quota.dailyBytes < 0)) return

  const used = await sumStoredBytes(db, userId)
  if (isOver(used.totalBytes + bytes, quota.totalBytes) || isOver(used.dailyBytes + bytes, quota.dailyBytes))
    throw new AppError('too_large', 'The user video quota is exceeded with this video.', { wireCode: 'quota_reached' })
}

function isOver(wantedBytes: number, allowedBytes: number): boolean {
  return allowedBytes >= 0 && wantedBytes > allowedBytes
}
