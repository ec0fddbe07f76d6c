/**
 * How much one address may claim about one video: a player reports by itself, so anybody can make reports up, and must
 * not be able to claim more than a few viewers could really have received. Kept in memory only, for as long as it takes
 * to fill up again. Pure but for that.
 */

export interface AllowanceOptions {
  /** Seconds of video that may be claimed at once. */
  readonly atOnce: number
  /** Seconds of video that come in again with each second that passes. */
  readonly perSecond: number
  /** The one that has claimed nothing for longest goes when there are more. */
  readonly maxEntries: number
}

export interface Allowance {
  /** @returns How many of these seconds are believed. */
  take(key: string, seconds: number, nowMs: number): number
}

export function openAllowance({ atOnce, perSecond, maxEntries }: AllowanceOptions): Allowance {
  const left = new Map<string, { seconds: number; atMs: number }>()

  return {
    take(key, seconds, nowMs) {
      const known = left.get(key) ?? { seconds: atOnce, atMs: nowMs }
      const refilled = known.seconds + (Math.max(0, nowMs - known.atMs) / 1000) * perSecond
      const available = Math.min(atOnce, refilled)
      const granted = Math.min(available, seconds)
      left.delete(key)
      left.set(key, { seconds: available - granted, atMs: nowMs })
      if (left.size > maxEntries) left.delete(left.keys().next().value!)
      return granted
    }
  }
}
