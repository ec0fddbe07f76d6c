/**
 * Long work that a row stands for. One server does it at a time, and holds a lease meanwhile; when that server dies, the
 * lease runs out and somebody begins again. The row has `state`, `attempts` and `leased_until`.
 */
import { WORK_STATE } from '../contract/index.ts'
import { type Clock, every } from './clock.ts'
import { log } from './log.ts'
import type { Database, Queryable } from './postgres.ts'

/** Named here, because a table's name cannot be a parameter. */
export type WorkTable = 'user_export' | 'user_import' | 'video_import' | 'video_copy'

export interface Lease {
  readonly id: number
  /** Tells this try from one before it whose end is told late. */
  readonly attempt: number
  /** Aborted when the row is gone, somebody else has it, or the server stops. */
  readonly signal: AbortSignal
}

export interface LeasedWork {
  readonly db: Database
  readonly table: WorkTable
  /** Ends with `endWork`; what it throws before leads to another try. */
  readonly run: (lease: Lease) => Promise<void>
  /** After the last try, in the transaction that gives it up. */
  readonly giveUp?: (tx: Queryable, id: number, error: unknown) => Promise<void>
  readonly pollMs?: number
  readonly attemptsMax?: number
  /** After which the next try may begin. */
  readonly pauseSeconds?: (attempt: number) => number
}

const POLL_MS = 3000
const LEASE_SECONDS = 90
const RENEW_MS = 20_000
const ATTEMPTS_MAX = 3
const pauseAfter = (attempt: number) => 10 * attempt

/** Works off what there is, and what comes. */
export function openLeasedWork(work: LeasedWork): Clock {
  const stopping = new AbortController()
  const clock = every(work.pollMs ?? POLL_MS, `Work on ${work.table}`, async () => {
    while (!stopping.signal.aborted && (await doNext(work, stopping.signal)));
  })
  return {
    async stop() {
      stopping.abort()
      await clock.stop()
    }
  }
}

/** @returns Whether there was something to do. */
export async function doNext(work: LeasedWork, stopping?: AbortSignal): Promise<boolean> {
  const claimed = await claim(work)
  if (!claimed) return false
  // Whoever had it the last time never came back to say how it ended.
  if (claimed.attempt > (work.attemptsMax ?? ATTEMPTS_MAX)) {
    await fail(work, claimed, new Error('Each try ended with its server'))
    return true
  }
  const lost = new AbortController()
  const signal = stopping ? AbortSignal.any([stopping, lost.signal]) : lost.signal
  const renewing = every(RENEW_MS, `Lease of ${work.table}`, async () => {
    if (!(await renew(work, claimed))) lost.abort()
  })
  try {
    await work.run({ ...claimed, signal })
  } catch (error) {
    // The next server, or this one when it is back, need not wait for the lease to run out.
    if (stopping?.aborted) await release(work, claimed)
    else if (!lost.signal.aborted) await fail(work, claimed, error)
  } finally {
    await renewing.stop()
  }
  return true
}

type Claim = Pick<Lease, 'id' | 'attempt'>

async function claim({ db, table }: LeasedWork): Promise<Claim | undefined> {
  const { rows } = await db.query<Claim>(
    `UPDATE ${table} SET state = ${WORK_STATE.processing}, attempts = attempts + 1,
            leased_until = now() + make_interval(secs => $1)
      WHERE id = (SELECT id FROM ${table} WHERE state IN (${WORK_STATE.pending}, ${WORK_STATE.processing})
                     AND leased_until < now() ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING id, attempts AS attempt`,
    [LEASE_SECONDS]
  )
  return rows[0]
}

const HELD = `id = $1 AND attempts = $2 AND state = ${WORK_STATE.processing}`

async function renew({ db, table }: LeasedWork, { id, attempt }: Claim): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE ${table} SET leased_until = now() + make_interval(secs => $3) WHERE ${HELD}`,
    [id, attempt, LEASE_SECONDS]
  )
  return rowCount === 1
}

async function release({ db, table }: LeasedWork, { id, attempt }: Claim): Promise<void> {
  await db.query(`UPDATE ${table} SET leased_until = '-infinity', attempts = attempts - 1 WHERE ${HELD}`, [id, attempt])
}

/** Later tries come later; after the last, the row says that it failed. */
async function fail(work: LeasedWork, { id, attempt }: Claim, error: unknown): Promise<void> {
  const { db, table, giveUp, attemptsMax = ATTEMPTS_MAX, pauseSeconds = pauseAfter } = work
  log('work').error('Try {attempt} at {table} {id} failed: {error}', { attempt, table, id, error })
  if (attempt < attemptsMax) {
    await db.query(`UPDATE ${table} SET leased_until = now() + make_interval(secs => $3) WHERE ${HELD}`, [
      id,
      attempt,
      pauseSeconds(attempt)
    ])
    return
  }
  await db.transaction(async tx => {
    const { rowCount } = await tx.query(`UPDATE ${table} SET state = ${WORK_STATE.failed} WHERE ${HELD}`, [id, attempt])
    if (rowCount === 1) await giveUp?.(tx, id, error)
  })
}

/** Call it in the transaction of the result. @returns False when somebody else has the work now, or nobody wants it. */
export async function endWork(
  tx: Queryable,
  table: WorkTable,
  { id, attempt, state }: Claim & { state: 'completed' | 'failed' }
): Promise<boolean> {
  const { rowCount } = await tx.query(`UPDATE ${table} SET state = $3 WHERE ${HELD}`, [id, attempt, WORK_STATE[state]])
  return rowCount === 1
}
