/** Work in the background steps aside for those who wait for an answer: it has time, and they do not. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { RequestHandler } from 'express'

export interface Courtesy {
  /** Notes who waits. */
  readonly note: RequestHandler
  /**
   * Ends as soon as nobody waits, and soon anyway: the work is done even where somebody always does. While it is busy,
   * one deed begins a little after the other, whoever does them: what is asked in between finds the processor free.
   */
  giveWay(): Promise<void>
  /** Somebody asked for something a moment ago, and will again: less is done at once. */
  isBusy(): boolean
}

/** Who waits longer than that waits for something else: a long upload, a film, a socket. */
const URGENT_MS = 200
const LONGEST_MS = 25
const STEP_MS = 2
const MOMENT_MS = 1000
/** Some 250 deeds a second while somebody is there: even then 100,000 activities are worked off in half an hour. */
const PACE_MS = 4

export function openCourtesy(): Courtesy {
  /** Since when each waits; the oldest first. */
  const waiting = new Map<symbol, number>()
  let askedAt = Number.NEGATIVE_INFINITY
  let nextAt = 0
  const isAwaited = () => {
    const now = performance.now()
    for (const [who, since] of waiting) {
      if (now - since <= URGENT_MS) return true
      waiting.delete(who)
    }
    return false
  }
  const isBusy = () => performance.now() - askedAt < MOMENT_MS
  return {
    note(_req, res, next) {
      const who = Symbol()
      askedAt = performance.now()
      waiting.set(who, askedAt)
      res.once('close', () => waiting.delete(who))
      next()
    },
    async giveWay() {
      if (isBusy()) {
        nextAt = Math.max(nextAt, performance.now()) + PACE_MS
        await sleep(nextAt - performance.now())
      }
      const untilMs = performance.now() + LONGEST_MS
      while (isAwaited() && performance.now() < untilMs) await sleep(STEP_MS)
    },
    isBusy
  }
}
