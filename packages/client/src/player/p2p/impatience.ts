/** When to ask the server after all, whatever other viewers may still bring. */
import { LAST_SECONDS } from './tuning.ts'

interface Looks {
  /** Seconds of the film that are there and were not played yet. */
  readonly secondsAhead: () => number
  /** Nothing at all came lately. */
  readonly isSilent: () => boolean
  /** A server is sending what comes next: asked once more, it would send it slower. */
  readonly isServed: () => boolean
  readonly patienceMs: () => number
  readonly now?: () => number
}

/** @returns To be asked again and again: nothing is left to be played, and nothing comes, or what comes does not help. */
export function createImpatience({
  secondsAhead,
  isSilent,
  isServed,
  patienceMs,
  now = () => performance.now()
}: Looks) {
  let dryAt: number | undefined
  return (waitedMs: number): boolean => {
    dryAt = secondsAhead() < LAST_SECONDS ? (dryAt ?? now()) : undefined
    if (dryAt === undefined || isServed()) return false
    return (waitedMs > patienceMs() && isSilent()) || now() - dryAt > patienceMs()
  }
}
