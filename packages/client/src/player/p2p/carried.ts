/** Tells the page what a film brings over the line as it comes: not all of it is in the browser's own list of requests. */
import { EMPTY_METER, type Meter } from './meter.ts'

export interface Carried {
  /** Bytes from servers and viewers, since it was told the last time. */
  readonly received: number
  /** Bytes to other viewers. */
  readonly given: number
}

declare global {
  interface DocumentEventMap {
    'player-carried': CustomEvent<Carried>
  }
}

export function tellCarried(received: number, given: number): void {
  const detail: Carried = { received, given }
  if (received > 0 || given > 0) document.dispatchEvent(new CustomEvent('player-carried', { detail }))
}

/** @returns Tells what a meter says beyond what it said before. */
export function countCarried(): (meter: Meter) => void {
  let told = EMPTY_METER
  return meter => {
    const received = meter.fromServer + meter.fromPeers - told.fromServer - told.fromPeers
    const given = meter.toPeers - told.toPeers
    told = meter
    tellCarried(received, given)
  }
}
