import { AppError } from '../../kernel/errors.ts'
import type { Database } from '../../platform/postgres.ts'
import { beginViewing, countViewings, endOverdue, type LockedViewing, lockViewing, updateViewing } from './store.ts'
import type { ViewerKeys } from './viewer-keys.ts'
import { goOn, isView } from './viewing.ts'

export interface ViewReport {
  readonly videoId: number
  readonly durationSeconds: number
  readonly keys: ViewerKeys
  readonly second: number
  readonly hasJumped: boolean
  readonly now: Date
}

/** Viewers behind one address, of one video, at once: a school may have them, and a program that makes them up. */
const VIEWERS_PER_ADDRESS = 50

/** @throws AppError `invalid`, in PeerTube's words, when the video is not that long. */
export function assertWithin(
  { uuid, durationSeconds }: { uuid: string; durationSeconds: number },
  second: number
): void {
  if (second >= 0 && second <= durationSeconds) return
  throw new AppError('invalid', `Current time ${second} is invalid (video ${uuid} duration: ${durationSeconds})`)
}

/**
 * Writes down how far somebody is, and counts a view, once, when they have watched enough. Each report is one
 * transaction: after a crash, the next one goes on where the last one was.
 */
export async function recordView(db: Database, report: ViewReport): Promise<void> {
  await db.transaction(async tx => {
    await endOverdue(tx, report)
    const viewing = (await lockViewing(tx, report)) ?? (await begin())
    if (!viewing) return
    const { watchedSeconds, seen } = goOn(viewing, report)
    const counts = !viewing.isCounted && isView(watchedSeconds, report.durationSeconds)
    await updateViewing(tx, viewing.id, { ...report, watchedSeconds, seen, counts })

    async function begin(): Promise<LockedViewing | undefined> {
      if ((await countViewings(tx, report)) >= VIEWERS_PER_ADDRESS) return undefined
      await beginViewing(tx, report)
      return lockViewing(tx, report)
    }
  })
}
