/** One mailbox's turn: brings what waits for it, in order, until nothing waits, something is not taken, or time is up. */
import { log } from '../../platform/log.ts'
import type { Database } from '../../platform/postgres.ts'
import { BELIEVE_AFTER_MS, backoffMs, judge, mayBeTheActivity, PROBE_AFTER, retryAfterMs } from './backoff.ts'
import type { Poster } from './post.ts'
import type { Outbox } from './prepare.ts'
import {
  type ClaimedInbox,
  nextDeliveries,
  peerIsBack,
  releaseInbox,
  removeInbox,
  strikeOff,
  type TurnResult,
  type WaitingDelivery
} from './store.ts'

export interface TurnDeps {
  readonly db: Database
  readonly poster: Poster
  readonly outbox: Outbox
  readonly stopping: AbortSignal
}

/** So that others come to their turn too. Well below the lease. */
const TURN_MS = 20_000
const BATCH = 20
const TIMEOUT_MS = 10_000
/** After a failure that is not the mailbox's. */
const OWN_FAULT_MS = 5000

interface Turn extends TurnDeps {
  readonly inbox: ClaimedInbox
  readonly url: URL
  readonly endAt: number
  /** How the mailbox does, as it is known so far. */
  health: Omit<TurnResult, 'delayMs' | 'isAsked'>
  /** Sent, or never to be sent; not struck off yet. By their ids. */
  readonly ended: Map<number, WaitingDelivery>
}

/** Why a turn ends: nothing waits or time is up, the mailbox is gone, or it takes nothing for now. */
type End = 'well' | 'gone' | { readonly delayMs: number; readonly isAsked: boolean }

/** What was answered. Status 0: nothing. */
type Fate = { readonly status: number; readonly error: string; readonly retryAfter?: string | undefined }

/** Never rejects: what goes wrong on our side is logged, and the mailbox's turn comes again. */
export async function serveInbox(deps: TurnDeps, inbox: ClaimedInbox): Promise<void> {
  const { db } = deps
  const { failures, failingSince, refusingSince, host, url } = inbox
  const turn: Turn = {
    ...deps,
    inbox,
    url: new URL(url),
    endAt: performance.now() + TURN_MS,
    ended: new Map(),
    health: { failures, failingSince, refusingSince, hasTaken: false, lastError: undefined }
  }
  try {
    const end = await bringAll(turn)
    if (end === 'gone') {
      const follows = await removeInbox(db, inbox)
      log('federation').info('{url} is gone, and {follows} follows from there with it', { url, follows })
      return
    }
    const { delayMs, isAsked } = end === 'well' ? { delayMs: 0, isAsked: false } : end
    await releaseInbox(db, inbox.id, { ...turn.health, delayMs, isAsked })
    if (turn.health.hasTaken && failures > 0) await peerIsBack(db, host)
  } catch (error) {
    log('federation').error('Sending to {url} failed: {error}', { url, error })
    // If that fails too, the lease runs out by itself.
    await releaseInbox(db, inbox.id, { ...turn.health, delayMs: OWN_FAULT_MS, isAsked: false }).catch(() => {})
  }
}

async function bringAll(turn: Turn): Promise<End> {
  const { db, inbox, ended } = turn
  for (;;) {
    const batch = await nextDeliveries(db, { inboxId: inbox.id, after: 0, most: BATCH })
    if (batch.length === 0) return 'well'
    const end = await bringBatch(turn, batch)
    await strikeOff(db, [...ended.values()])
    ended.clear()
    if (end) return end
  }
}

async function bringBatch(turn: Turn, batch: readonly WaitingDelivery[]): Promise<End | undefined> {
  for (const delivery of batch) {
    if (turn.ended.has(delivery.id)) continue
    if (turn.stopping.aborted || performance.now() > turn.endAt) return 'well'
    const fate = await bring(turn, delivery)
    // Not known to have arrived: it is sent again.
    if (turn.stopping.aborted && fate.status === 0) return 'well'
    const end = await conclude(turn, delivery, fate)
    if (end) return end
  }
  return undefined
}

async function bring({ outbox, poster, url, stopping }: Turn, { activityId }: WaitingDelivery): Promise<Fate> {
  const prepared = await outbox.prepare(activityId)
  if (!prepared) return { status: UNSIGNED, error: 'Nobody can sign it any more' }
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(TIMEOUT_MS)])
  try {
    const { status, retryAfter } = await poster.post(url, prepared.bytes, { headers: prepared.headersFor(url), signal })
    return { status, retryAfter, error: `Answered with status ${status}` }
  } catch (error) {
    return { status: 0, error: signal.aborted ? 'No answer in time' : messageOf(error) }
  }
}

/** As if the mailbox had found it malformed. */
const UNSIGNED = 400

async function conclude(turn: Turn, delivery: WaitingDelivery, fate: Fate): Promise<End | undefined> {
  const verdict = judge(fate.status)
  if (verdict === 'gone') return 'gone'
  if (verdict === 'taken') take(turn, delivery)
  else if (verdict === 'unfit' || (await isForGood(turn, delivery, fate))) drop(turn, delivery, fate.error)
  else return postpone(turn, fate)
  return undefined
}

function take(turn: Turn, delivery: WaitingDelivery): void {
  turn.ended.set(delivery.id, delivery)
  turn.health = { ...turn.health, failures: 0, failingSince: null, refusingSince: null, hasTaken: true }
}

function drop(turn: Turn, delivery: WaitingDelivery, error: string): void {
  turn.ended.set(delivery.id, delivery)
  turn.health = { ...turn.health, lastError: error }
  const about = { url: turn.url.href, id: delivery.activityId, error }
  log('federation').warn('{url} never takes activity {id}, which is dropped: {error}', about)
}

/** Whether it is this activity that is not taken, or refusals have gone on for so long that they are believed. */
async function isForGood(turn: Turn, delivery: WaitingDelivery, { status }: Fate): Promise<boolean> {
  const { refusingSince, failures } = turn.health
  if (!mayBeTheActivity(status)) return false
  if (judge(status) === 'doubtful' && refusingSince && Date.now() - refusingSince.getTime() > BELIEVE_AFTER_MS)
    return true
  if (failures < PROBE_AFTER) return false
  const query = { inboxId: turn.inbox.id, after: delivery.id, most: 1 }
  const [next] = await nextDeliveries(turn.db, query)
  if (!next || judge((await bring(turn, next)).status) !== 'taken') return false
  take(turn, next)
  return true
}

function postpone(turn: Turn, { status, error, retryAfter }: Fate): End {
  const now = new Date()
  const failures = turn.health.failures + 1
  const failingSince = turn.health.failingSince ?? now
  const refusingSince = judge(status) === 'doubtful' ? (turn.health.refusingSince ?? now) : null
  if (failures === 1) log('federation').info('{url} takes nothing for now: {error}', { url: turn.url.href, error })
  turn.health = { ...turn.health, failures, failingSince, refusingSince, lastError: error }
  const asked = retryAfterMs(retryAfter, now)
  const ageMs = now.getTime() - failingSince.getTime()
  return { delayMs: asked ?? backoffMs({ failures, ageMs }), isAsked: asked !== undefined }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message || error.name : String(error))
