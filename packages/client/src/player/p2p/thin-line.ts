/** How fast the line to the server is, from what the page has fetched so far. Pure. */

/** Of the browser's Resource Timing; milliseconds. */
export type Fetched = Pick<PerformanceResourceTiming, 'responseStart' | 'responseEnd' | 'transferSize'>

/** Smaller ones tell of the delay, not of the line. */
const TELLING_BYTES = 10_000
/** What a line carries beside one video: others wait for it, too. */
const ROOM = 3

/** @returns Bytes a second while something was under way; undefined when nothing tells, as where all was in the cache. */
export function lineRate(fetched: readonly Fetched[]): number | undefined {
  const telling = fetched
    .filter(({ transferSize }) => transferSize >= TELLING_BYTES)
    .toSorted((a, b) => a.responseStart - b.responseStart)
  let busyMs = 0
  let until = 0
  for (const { responseStart, responseEnd } of telling) {
    busyMs += Math.max(0, responseEnd - Math.max(responseStart, until))
    until = Math.max(until, responseEnd)
  }
  if (busyMs === 0) return undefined
  return (telling.reduce((sum, { transferSize }) => sum + transferSize, 0) / busyMs) * 1000
}

/** @param bitrate Of the video, bits a second. */
export function isThin(rate: number | undefined, bitrate: number): boolean {
  return rate !== undefined && rate * 8 < ROOM * bitrate
}
