import type { Exchange, Operate } from './form-page.ts'

/** A limit as settings write it. */
export const unlimited = (bytes: number): number => (bytes < 0 ? Number.POSITIVE_INFINITY : bytes)

/** Bytes that who asks may still add, today and in all; infinite without a quota. */
export async function quotaLeft(operate: Operate, at: Exchange): Promise<number> {
  const { videoQuota, videoQuotaDaily } = await operate(at, 'getUserInfo')
  const used = await operate(at, 'getMyVideoQuotaUsed')
  const whole = unlimited(videoQuota) - used.videoQuotaUsed
  return Math.max(0, Math.min(whole, unlimited(videoQuotaDaily) - used.videoQuotaUsedDaily))
}
