/** What a crowd's watching comes to. Pure. */
import { median } from '../median.ts'
import type { Place } from './video.ts'
import type { Viewer, Watched } from './viewers.ts'

export interface Figures {
  /** Of all bytes of the video that were received, as browser and server count them. */
  readonly share: number
  /** (N-1)/N: each byte leaves the server once. */
  readonly ceiling: number
  /** Of those bytes, received twice or of no use. */
  readonly lost: number
  readonly stalls: number
  readonly stalledSeconds: number
  readonly droppedFrames: number
  readonly firstFrameMs: number
}

export function figuresOf(watched: Watched, segments: Place['segments']): Figures {
  const { people, mediaBytes } = watched
  const fromPeers = sum(people, one => one.receivedFromPeers)
  const received = fromPeers + mediaBytes
  const useful = sum(people, one => usefulBytes(one, segments))
  return {
    share: fromPeers / received,
    ceiling: (people.length - 1) / people.length,
    lost: 1 - useful / received,
    stalls: sum(people, one => one.stalls),
    stalledSeconds: sum(people, one => one.stalledMs) / 1000,
    droppedFrames:
      sum(people, one => one.droppedFrames) /
      Math.max(
        1,
        sum(people, one => one.frames)
      ),
    firstFrameMs: median(people.flatMap(({ firstFrameMs }) => firstFrameMs ?? []))
  }
}

/** Each part of the file once, whoever brought it. */
function usefulBytes({ ranges, checked }: Viewer, segments: Place['segments']): number {
  const parts = new Set([...ranges, ...checked.flatMap(sha256 => segments.get(sha256)?.range ?? [])])
  return sum([...parts], part => {
    const [start = 0, end = 0] = part.split('-').map(Number)
    return end - start + 1
  })
}

export function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}
