/**
 * Works off what came in. The activities of an actor are in one lane; a lane is worked off by one server at a time, in
 * order. Only a few are in memory at once, however many wait.
 */
import { type Clock, every } from '../../platform/clock.ts'
import type { Courtesy } from '../../platform/courtesy.ts'
import type { Listener } from '../../platform/listener.ts'
import { log } from '../../platform/log.ts'
import type { ActivityHandler, FederationDeps } from '../deps.ts'
import { HANDLERS } from '../handlers/index.ts'
import { handleOne } from './handle-one.ts'
import { handleTogether } from './handle-together.ts'
import { claimLane, releaseLane, renewLane, sweepInbox } from './queue.ts'
import { openMutedHosts } from './store.ts'

export interface InboxWorkOptions {
  readonly handlers?: Readonly<Record<string, ActivityHandler>>
  readonly pollMs?: number
  /** Tells at once that something came. */
  readonly listener?: Pick<Listener, 'on'>
  /** Awaited before each activity. */
  readonly giveWay?: Courtesy['giveWay']
  /** Then one lane is worked off at a time. */
  readonly isBusy?: Courtesy['isBusy']
}

const POLL_MS = 400
const LANES_AT_ONCE = 2
/** Then another lane has its turn. */
const TURN_MS = 10_000
const RENEW_MS = 5000
const SWEEP_MS = 3_600_000

export function openInbox(
  deps: FederationDeps,
  {
    handlers = HANDLERS,
    pollMs = POLL_MS,
    listener,
    giveWay = async () => {},
    isBusy = () => false
  }: InboxWorkOptions = {}
): Clock {
  const { db } = deps
  const work = { deps, handlers, giveWay, isMuted: openMutedHosts(db) }
  const running = new Set<Promise<void>>()
  let isStopped = false
  let looking: Promise<void> | undefined
  let isAskedAgain = false

  const lanesNow = () => (isBusy() ? 1 : LANES_AT_ONCE)
  const workLane = async (lane: number): Promise<void> => {
    const untilMs = performance.now() + TURN_MS
    const renewing = every(RENEW_MS, 'Lease of an inbox lane', () => renewLane(db, lane))
    let count = 0
    try {
      while (!isStopped && performance.now() < untilMs && running.size <= lanesNow()) {
        const { count: together, alone } = await handleTogether(work, lane)
        count += together
        if (together === 0 && alone.length === 0) break
        for (const row of alone) {
          count += 1
          await giveWay()
          // After a failure the order of the rest is looked up again.
          if (isStopped || !(await handleOne(work, row))) break
        }
      }
    } finally {
      await renewing.stop()
      await releaseLane(db, lane)
    }
    if (count > 0) wake()
  }
  const look = async () => {
    while (!isStopped && running.size < lanesNow()) {
      const lane = await claimLane(db)
      if (lane === undefined) return
      const task: Promise<void> = workLane(lane)
        .catch(error => log('federation').error('Working off the inbox failed: {error}', { error }))
        .finally(() => running.delete(task))
      running.add(task)
    }
  }
  const lookInTurn = async (): Promise<void> => {
    if (looking) {
      isAskedAgain = true
      return looking
    }
    isAskedAgain = false
    looking = look().finally(() => {
      looking = undefined
    })
    await looking
    if (isAskedAgain) wake()
  }
  const wake = () => {
    if (!isStopped) lookInTurn().catch(error => log('federation').error('The inbox is not reached: {error}', { error }))
  }

  const polling = every(pollMs, 'Inbox', lookInTurn)
  const sweeping = every(SWEEP_MS, 'Clearing the inbox', () => sweepInbox(db))
  listener?.on('inbox', wake)
  return {
    async stop() {
      isStopped = true
      await Promise.all([polling.stop(), sweeping.stop(), looking, ...running])
    }
  }
}
