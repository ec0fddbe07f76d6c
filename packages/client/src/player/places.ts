/** Where a viewer stopped: members' places are kept with their account, visitors' in their own browser. */
import { readPreferences, readStored, writeStored } from './preferences.ts'
import type { PlayerSource } from './source.ts'

const KEY = 'places'
const PLACES_MAX = 50

type Timed = Pick<PlayerSource, 'uuid' | 'durationSeconds'>

/** Nobody wants to go on from where they have only just begun, or from the closing titles. */
export function isWorthKeeping(seconds: number, durationSeconds: number): boolean {
  return seconds >= Math.min(10, durationSeconds * 0.1) && seconds <= durationSeconds * 0.95
}

/** @returns 0 to begin where the address says. */
export function placeOf({ startSeconds, watchedSeconds, ...timed }: PlayerSource): number {
  if (startSeconds > 0) return 0
  const known = watchedSeconds ?? readStored(KEY)[timed.uuid]
  return typeof known === 'number' && isWorthKeeping(known, timed.durationSeconds) ? known : 0
}

/** Keeps it, or forgets it when it is not worth keeping any more. The last ones watched stay. */
export function keepPlace({ uuid, durationSeconds }: Timed, seconds: number): void {
  if (!readPreferences().keepsPlace) return
  const { [uuid]: before, ...others } = readStored(KEY)
  if (isWorthKeeping(seconds, durationSeconds)) {
    const kept = [...Object.entries(others), [uuid, Math.floor(seconds)]].slice(-PLACES_MAX)
    writeStored(KEY, Object.fromEntries(kept) as object)
  } else if (before !== undefined) writeStored(KEY, others)
}

export function forgetPlaces(): void {
  writeStored(KEY, {})
}
