/** One activity: proved, carried out at most once, and what becomes of it when that fails. */
import { AppError } from '../../kernel/errors.ts'
import { FetchError } from '../../platform/fetch.ts'
import { log } from '../../platform/log.ts'
import { type ActivityHandler, type FederationDeps, type JsonObject, type Received, Refused } from '../deps.ts'
import { findOrFetchActor } from '../remote/actors.ts'
import { endActivity, isDone, putOff, type WaitingActivity } from './queue.ts'
import { type Proved, proveRelayed } from './relayed.ts'

export interface HandleOptions {
  readonly deps: FederationDeps
  readonly handlers: Readonly<Record<string, ActivityHandler>>
  readonly isMuted: (host: string) => Promise<boolean>
  readonly findActor?: typeof findOrFetchActor
}

/** @returns False when it has to wait, or is set aside. */
export async function handleOne(options: HandleOptions, row: WaitingActivity): Promise<boolean> {
  const { db } = options.deps
  try {
    await handleAlone(options, row)
    return true
  } catch (error) {
    const fate = fateOf(error, row)
    if (fate.isRefused) await endActivity(db, row.id, { state: 'refused', reason: fate.reason })
    else await putOff(db, row.id, fate)
    return fate.isRefused
  }
}

async function handleAlone(options: HandleOptions, row: WaitingActivity): Promise<void> {
  const { db } = options.deps
  let isEnded = false
  if (!(row.relayedBy && (await isDone(db, row.activityId, row.body))))
    await carryOut(options, row, async work => {
      await db.transaction(async tx => {
        // What is lost in a crash is lost together with the note that it was done, and done again.
        await tx.query('SET LOCAL synchronous_commit = off')
        if (await endActivity(tx, row.id, { state: 'done' })) await work(tx)
      })
      isEnded = true
    })
  if (!isEnded) await endActivity(db, row.id, { state: 'done' })
}

/** Does what it is about, if anything here knows what to do. @throws as `ActivityHandler`. */
export async function carryOut(
  { deps, handlers, isMuted, findActor = findOrFetchActor }: HandleOptions,
  row: WaitingActivity,
  once: Received['once']
): Promise<void> {
  const handler = Object.hasOwn(handlers, row.type) ? handlers[row.type] : undefined
  if (!handler) return
  const { host } = new URL(row.actorUrl)
  if (await isMuted(host)) throw new Refused(`Nothing of ${host} is taken here`)
  const { activity, actor, text } = await prove(deps, row, findActor)
  const known = { ...activity, id: row.activityId, type: row.type, actor: actor.url }
  await handler(deps, { actor, text, activity: known, once })
}

async function prove(deps: FederationDeps, row: WaitingActivity, findActor: typeof findOrFetchActor): Promise<Proved> {
  const activity = JSON.parse(row.body) as JsonObject
  const { actorUrl, activityId: id, type, body: text } = row
  if (row.relayedBy) return proveRelayed(deps, { id, type, actorUrl, activity, text })
  return { activity, text, actor: await findActor(deps, actorUrl) }
}

export interface Fate {
  readonly isRefused: boolean
  readonly isOwnFault: boolean
  readonly reason: string
  readonly inSeconds: number | undefined
}

const FIRST_WAIT_SECONDS = 5
const WAIT_MAX_SECONDS = 3600
/** How often what lies with others is tried, what lies with us, and what its server does not have. */
const TRIES = { others: 8, own: 5, missing: 3 }
const FOR_GOOD = new Set<FetchError['failure']>(['bad-url', 'not-public', 'too-large', 'too-many-redirections'])
const REASON_MAX = 500

/** What becomes of an activity that failed like this; a fault of our own is logged. */
export function fateOf(error: unknown, { attempts, type, activityId }: WaitingActivity): Fate {
  const fate = judge(error, attempts + 1)
  if (fate.isOwnFault) log('federation').error('{type} {activityId} failed: {error}', { type, activityId, error })
  return fate
}

function judge(error: unknown, attempts: number): Fate {
  const reason = (error instanceof Error ? error.message : String(error)).slice(0, REASON_MAX)
  const refused = { isRefused: true, isOwnFault: false, reason, inSeconds: undefined }
  if (error instanceof Refused || isRefusal(error)) return refused
  const isOwnFault = !(error instanceof FetchError)
  if (error instanceof FetchError) {
    const isMissing = error.status === 404 && attempts >= TRIES.missing
    if (FOR_GOOD.has(error.failure) || error.status === 410 || isMissing) return refused
  }
  const wait = Math.min(FIRST_WAIT_SECONDS * 2 ** (attempts - 1), WAIT_MAX_SECONDS)
  const isLast = attempts >= (isOwnFault ? TRIES.own : TRIES.others)
  return { isRefused: false, isOwnFault, reason, inSeconds: isLast ? undefined : wait }
}

/** What our own rules do not allow will not be allowed later. */
const REFUSALS = new Set<AppError['code']>(['invalid', 'forbidden', 'not_found', 'conflict', 'gone', 'too_large'])
const isRefusal = (error: unknown) => error instanceof AppError && REFUSALS.has(error.code)
