/** Following a channel, and no longer. */
import { AppError } from '../../kernel/errors.ts'
import { type Site, siteOf } from '../../kernel/site.ts'
import type { Database } from '../../platform/postgres.ts'
import {
  type ChannelHandle,
  deleteFollow,
  findChannelActor,
  followedAmong,
  insertFollow,
  requestSubscription
} from './store.ts'

export interface SubscriptionsDeps {
  readonly db: Database
  /** Public origin of this server. */
  readonly origin: string
  /** Asks another server for a channel. @returns Its actor's id; undefined when it says that there is none. */
  readonly resolveChannel: (handle: string) => Promise<number | undefined>
}

/** @throws AppError `not_found` when there is no such channel. */
export async function subscribe(
  { db, origin, resolveChannel }: SubscriptionsDeps,
  accountId: number,
  uri: string
): Promise<void> {
  const handle = readHandle(siteOf(origin), uri)
  const target = (await findChannelActor(db, handle)) ?? (handle.host && (await resolveChannel(nameOf(handle))))
  if (!target) throw noChannel()
  const insert = handle.host === null ? insertFollow : requestSubscription
  await db.transaction(tx => insert(tx, accountId, target))
}

/** @throws AppError `not_found` when the account does not follow it. */
export async function unsubscribe({ db, origin }: SubscriptionsDeps, accountId: number, uri: string): Promise<void> {
  const actorId = await findFollowed({ db, origin }, accountId, uri)
  await db.transaction(tx => deleteFollow(tx, accountId, actorId))
}

export async function isSubscribed(
  { db, origin }: Pick<SubscriptionsDeps, 'db' | 'origin'>,
  accountId: number,
  uri: string
): Promise<boolean> {
  const handle = readHandle(siteOf(origin), uri)
  return (await followedAmong(db, accountId, [handle])).has(nameOf(handle))
}

/** @returns The actor's id. @throws AppError `not_found` when the account does not follow it. */
export async function findFollowed(
  deps: Pick<SubscriptionsDeps, 'db' | 'origin'>,
  accountId: number,
  uri: string
): Promise<number> {
  if (!(await isSubscribed(deps, accountId, uri))) throw new AppError('not_found', 'Subscription not found.')
  const actorId = await findChannelActor(deps.db, readHandle(siteOf(deps.origin), uri))
  if (actorId === undefined) throw noChannel()
  return actorId
}

const noChannel = () => new AppError('not_found', 'Video channel not found')

/** @param uri `name`, or `name@host`. */
export function readHandle({ host: ownHost }: Site, uri: string): ChannelHandle {
  const [name = '', host] = uri.replace(/^@/, '').toLowerCase().split('@')
  return { name, host: host === undefined || host === ownHost ? null : host }
}

export const nameOf = ({ name, host }: ChannelHandle): string => (host === null ? name : `${name}@${host}`)
