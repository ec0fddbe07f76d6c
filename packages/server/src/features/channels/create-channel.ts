import { AppError } from '../../kernel/errors.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { isReservedName } from './channel.ts'
import { insertChannel, insertLocalActor, type NewActor } from './store.ts'

/** Of a default channel whose plain name somebody has taken. */
const NUMBERED_NAMES_MAX = 100

export interface NewChannel {
  readonly accountId: number
  readonly name: string
  readonly displayName: string
  readonly description?: string | null | undefined
  readonly support?: string | null | undefined
}

/**
 * Takes a name for an account or a channel. Call it inside the transaction that makes what is named.
 *
 * @returns The actor's id, undefined when the name is taken or reserved.
 */
export async function claimName(tx: Queryable, actor: NewActor): Promise<number | undefined> {
  return isReservedName(actor.name) ? undefined : insertLocalActor(tx, actor)
}

/**
 * @returns The channel's id.
 * @throws AppError `conflict` when an account or a channel has that name.
 */
export async function createChannel(tx: Queryable, channel: NewChannel): Promise<number> {
  const { accountId } = channel
  const actorId = await claimName(tx, { ...channel, kind: 'group' })
  if (actorId === undefined) throw new AppError('conflict', `Channel with name ${channel.name} already exists.`)
  return insertChannel(tx, { actorId, accountId, support: channel.support ?? null })
}

/** The channel every account begins with. Its name gets a number when somebody has the plain one. */
export async function createDefaultChannel(
  tx: Queryable,
  accountId: number,
  { username, displayName }: { readonly username: string; readonly displayName: string }
): Promise<number> {
  const name = `${username}_channel`
  for (let count = 0; count < NUMBERED_NAMES_MAX; count++) {
    const candidate = count === 0 ? name : `${name}-${count}`
    const actorId = await claimName(tx, { kind: 'group', name: candidate, displayName })
    if (actorId !== undefined) return insertChannel(tx, { actorId, accountId, support: null })
  }
  throw new AppError('conflict', `Channel with name ${name} already exists.`)
}
