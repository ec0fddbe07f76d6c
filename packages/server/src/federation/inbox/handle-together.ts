/**
 * Several activities of a lane in one transaction: what each of them would wait for by itself, they wait for together.
 * One that fails takes none of its neighbours with it.
 */
import { gatherEvents } from '../../platform/events.ts'
import { type JointTransaction, joinTransaction } from '../../platform/joint-transaction.ts'
import type { Queryable } from '../../platform/postgres.ts'
import type { JsonObject, RemoteActor } from '../deps.ts'
import { writesRowsAlone } from '../handlers/index.ts'
import { isObject } from '../json.ts'
import { findOrFetchActor } from '../remote/actors.ts'
import { HereOnly } from '../remote/here-only.ts'
import { carryOut, type Fate, fateOf, type HandleOptions } from './handle-one.ts'
import { type Ended, endActivities, isDone, nextInLane, putOff, type WaitingActivity } from './queue.ts'

export interface Together {
  /** So many have been dealt with. */
  readonly count: number
  /** Those next in the lane, in their order, that have to be dealt with one by one. */
  readonly alone: readonly WaitingActivity[]
}

const MOST = 25
/** Then others may have the rows that it has written to. */
const LONGEST_MS = 100

interface TogetherOptions extends HandleOptions {
  /** Awaited before each activity. */
  readonly giveWay: () => Promise<void>
}

export async function handleTogether(options: TogetherOptions, lane: number, most = MOST): Promise<Together> {
  try {
    return await options.deps.db.transaction(tx => handleIn(tx, options, { lane, most }))
  } catch (error) {
    if (!(error instanceof Spoilt)) throw error
    if (error.before === 0) return { count: 0, alone: [error.row] }
    const { count, alone } = await handleTogether(options, lane, error.before)
    return { count, alone: count < error.before ? alone : [error.row] }
  }
}

/** Something was left half done, so that nothing of the transaction may stay. */
class Spoilt extends Error {
  override readonly name = 'Spoilt'
  readonly row: WaitingActivity
  /** So many before that row are well. */
  readonly before: number

  constructor(row: WaitingActivity, before: number) {
    super(`${row.activityId} was left half done`)
    this.row = row
    this.before = before
  }
}

async function handleIn(
  tx: Queryable,
  options: TogetherOptions,
  { lane, most }: { lane: number; most: number }
): Promise<Together> {
  const rows = await nextInLane(tx, lane, most)
  const untilMs = performance.now() + LONGEST_MS
  const joint = joinTransaction(tx)
  const tryOne = trier(joint, options)
  const ended: Ended[] = []
  let last: Outcome | undefined
  await gatherEvents(joint, async () => {
    for (const row of rows) {
      if (!canBeShared(row) || (ended.length > 0 && performance.now() > untilMs)) break
      await options.giveWay()
      last = await tryOne(row)
      if (last.kind === 'spoilt') throw new Spoilt(row, ended.length)
      if (last.kind !== 'ended') break
      ended.push({ id: row.id, state: last.reason === null ? 'done' : 'refused', reason: last.reason })
    }
  })
  if (ended.length > 0) await endActivities(tx, ended)
  const rest = rows.slice(ended.length)
  if (last?.kind !== 'postponed') return { count: ended.length, alone: aloneOf(rest, last) }
  // The order of the rest is looked up again.
  await putOff(tx, rest[0]!.id, last.fate)
  return { count: ended.length + 1, alone: [] }
}

function aloneOf(rest: readonly WaitingActivity[], last: Outcome | undefined): readonly WaitingActivity[] {
  if (last?.kind === 'alone') return rest.slice(0, 1)
  const end = rest.findIndex(canBeShared)
  return end === -1 ? rest : rest.slice(0, end)
}

function canBeShared({ type, body }: WaitingActivity): boolean {
  const { object } = JSON.parse(body) as JsonObject
  return writesRowsAlone(type, isObject(object) ? object['type'] : undefined)
}

type Outcome =
  /** With the reason why it was refused. */
  | { readonly kind: 'ended'; readonly reason: string | null }
  | { readonly kind: 'postponed'; readonly fate: Fate }
  /** Another server has to be asked: nobody may wait for that. */
  | { readonly kind: 'alone' }
  | { readonly kind: 'spoilt' }

function trier(joint: JointTransaction, options: HandleOptions): (row: WaitingActivity) => Promise<Outcome> {
  const remote = new HereOnly()
  const actors = new Map<string, RemoteActor>()
  const shared: HandleOptions = {
    ...options,
    deps: { ...options.deps, db: joint, remote },
    async findActor(deps, url) {
      const actor = actors.get(url) ?? (await findOrFetchActor(deps, url))
      actors.set(url, actor)
      return actor
    }
  }
  const done = new Set<string>()

  return async row => {
    const name = `${row.activityId} ${row.body}`
    joint.forgetWriting()
    try {
      const isKnown = row.relayedBy && (done.has(name) || (await isDone(joint, row.activityId, row.body)))
      if (!isKnown) await carryOut(shared, row, work => joint.transaction(work))
      if (remote.wasAsked) return { kind: joint.hasWritten ? 'spoilt' : 'alone' }
      done.add(name)
      return { kind: 'ended', reason: null }
    } catch (error) {
      if (joint.isSpoilt) return { kind: 'spoilt' }
      if (remote.wasAsked) return { kind: 'alone' }
      const fate = fateOf(error, row)
      return fate.isRefused ? { kind: 'ended', reason: fate.reason } : { kind: 'postponed', fate }
    }
  }
}
