/** What counts as watching. Pure. */

export interface Viewing {
  readonly startedAt: Date
  readonly seenAt: Date
  /** Where in the video they were then. */
  readonly atSecond: number
  readonly watchedSeconds: number
  readonly isCounted: boolean
}

export interface Report {
  readonly now: Date
  /** Where in the video they are now. */
  readonly second: number
  readonly hasJumped: boolean
}

export interface Progress {
  readonly watchedSeconds: number
  /** What they have seen since, both ends included; undefined when they are somewhere else only. */
  readonly seen: { readonly from: number; readonly to: number } | undefined
}

/** PeerTube's: a view is ten seconds, or half of a shorter video. */
const VIEW_SECONDS = 10
/** Players play at up to double speed, and clocks and lines are never exact. */
const MAX_SPEED = 2.5
const SLACK_SECONDS = 1

/**
 * Whoever says to have watched more than time has passed has jumped, whatever they say of it; and in all nobody has
 * watched for longer than since they began.
 */
export function goOn(before: Viewing, { now, second, hasJumped }: Report): Progress {
  const mayHaveWatched = (since: Date) => ((now.getTime() - since.getTime()) / 1000) * MAX_SPEED + SLACK_SECONDS
  const advance = second - before.atSecond
  if (hasJumped || advance < 0 || advance > mayHaveWatched(before.seenAt))
    return { watchedSeconds: before.watchedSeconds, seen: undefined }
  return {
    watchedSeconds: Math.min(before.watchedSeconds + advance, Math.floor(mayHaveWatched(before.startedAt))),
    seen: { from: before.atSecond, to: second }
  }
}

export function isView(watchedSeconds: number, durationSeconds: number): boolean {
  return watchedSeconds >= Math.min(VIEW_SECONDS, Math.ceil(durationSeconds / 2))
}
