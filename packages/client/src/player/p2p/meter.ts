/** What was carried, by whom, since the page was opened. */

export interface Meter {
  /** Bytes. */
  readonly fromServer: number
  readonly fromPeers: number
  readonly toPeers: number
  /** Viewers connected now. */
  readonly peers: number
  readonly errors: number
}

export const EMPTY_METER: Meter = { fromServer: 0, fromPeers: 0, toPeers: 0, peers: 0, errors: 0 }

/** Percent of what was received; null before anything was. */
export function shareOf({ fromServer, fromPeers }: Meter): number | null {
  const all = fromServer + fromPeers
  return all === 0 ? null : Math.round((100 * fromPeers) / all)
}
