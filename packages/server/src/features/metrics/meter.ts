/** Adds up what is reported and sent, and writes the sums down from time to time. Nobody's address is in them. */
import { createCache } from '../../platform/cache.ts'
import { log } from '../../platform/log.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { openAllowance } from './allowance.ts'
import { addSums, findRate, type Sums } from './store.ts'

export interface Claim {
  readonly video: { readonly id: number; readonly uuid: string }
  /** Of whoever claims it. */
  readonly addressBlock: string
  readonly http: number
  readonly p2p: number
  readonly uploaded: number
}

export interface Meter {
  /** What a player says. What no few viewers could have received is cut off. */
  report(claim: Claim): Promise<void>
  /** What this server sent of a video. */
  noteSent(videoUuid: string, bytes: number): void
  /** Writes the sums down. What cannot be written now is kept for the next time. */
  flush(): Promise<void>
}

/** No player reports seldomer; and it may have filled its memory at once. */
const REPORT_SECONDS_MAX = 180
/** Ten viewers behind one address, each of whom begins with its memory's fill and may play faster. */
const RECEIVED = { atOnce: 10 * 120, perSecond: 12, maxEntries: 20_000 }
/** One viewer may serve several. */
const GIVEN = { atOnce: 5 * RECEIVED.atOnce, perSecond: 5 * RECEIVED.perSecond, maxEntries: 20_000 }

export function openMeter({ db, now = Date.now }: { db: Queryable; now?: () => number }): Meter {
  let pending = new Map<string, Sums>()
  const received = openAllowance(RECEIVED)
  const given = openAllowance(GIVEN)
  // Renditions seldom change, and every viewer of a video reports.
  const rates = createCache<number>({ ttlMs: 60_000, maxEntries: 2000 })

  const add = (videoUuid: string, part: Partial<Sums>) => {
    const day = new Date(now()).toISOString().slice(0, 10)
    merge(pending, { ...NOTHING, videoUuid, day, ...part })
  }

  return {
    async report({ video, addressBlock, http, p2p, uploaded }) {
      const bytesPerSecond = await rates.get(video.uuid, () => findRate(db, video.id))
      const key = `${video.id} ${addressBlock}`
      const believe = (bytes: number, allowance: typeof received) => {
        const seconds = Math.min(bytes / bytesPerSecond, REPORT_SECONDS_MAX)
        return bytes === 0 ? 0 : (allowance.take(key, seconds, now()) * bytesPerSecond) / bytes
      }
      // Both ways of receiving are cut alike, so that the share stays what it is.
      const ofReceived = believe(http + p2p, received)
      const ofGiven = believe(uploaded, given)
      add(video.uuid, {
        http: Math.round(http * ofReceived),
        p2p: Math.round(p2p * ofReceived),
        uploaded: Math.round(uploaded * ofGiven),
        reports: 1
      })
    },

    noteSent: (videoUuid, sent) => add(videoUuid, { sent }),

    async flush() {
      if (pending.size === 0) return
      const taken = pending
      pending = new Map()
      try {
        await addSums(db, [...taken.values()])
      } catch (error) {
        // A database that stays away must not fill the memory.
        if (pending.size + taken.size > PENDING_MAX)
          log('metrics').warn('Sums of {count} videos are lost', { count: taken.size })
        else for (const sums of taken.values()) merge(pending, sums)
        throw error
      }
    }
  }
}

const PENDING_MAX = 50_000
const NOTHING = { http: 0, p2p: 0, uploaded: 0, reports: 0, sent: 0 }

function merge(into: Map<string, Sums>, more: Sums): void {
  const key = `${more.videoUuid} ${more.day}`
  const had = into.get(key) ?? NOTHING
  into.set(key, {
    ...more,
    http: had.http + more.http,
    p2p: had.p2p + more.p2p,
    uploaded: had.uploaded + more.uploaded,
    reports: had.reports + more.reports,
    sent: had.sent + more.sent
  })
}
