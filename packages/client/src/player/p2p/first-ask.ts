/** When one who joined before anything was fetched asks the server for the first segment, instead of waiting for others. */
import { FIRST_HEARING_MS, FIRST_MEETING_MS } from './tuning.ts'

/**
 * @returns To be asked again and again, with how many are met and whether the tracker knows of nobody else. What one of
 *   the others has is never asked for, whatever this says.
 */
export function createFirstAsk({
  now = () => performance.now(),
  random = Math.random
} = {}): (peers: number, isAlone: boolean) => boolean {
  const joinedAt = now()
  // Of several who have nothing, one is to ask first: the others see that it does, and wait for it.
  const hearingMs = FIRST_HEARING_MS * (1 + 2 * random())
  let metAt: number | undefined
  return (peers, isAlone) => {
    if (peers > 0) metAt ??= now()
    if (metAt === undefined && isAlone) return true
    return metAt === undefined ? now() - joinedAt > FIRST_MEETING_MS : now() - metAt > hearingMs
  }
}
