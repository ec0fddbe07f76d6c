/** SQL of the channels slice. Tables: actor, channel. */
import type { Queryable } from '../../platform/postgres.ts'
import type { Channel } from './channel.ts'

interface ChannelRow {
  id: number
  account_id: number
  preferred_username: string
  display_name: string
  description: string | null
  support: string | null
  created_at: Date
  updated_at: Date
}

const SELECT_CHANNEL = `
  SELECT channel.id, channel.account_id, actor.preferred_username, actor.display_name, actor.description,
         channel.support, actor.created_at, actor.updated_at
    FROM channel
    JOIN actor ON actor.id = channel.actor_id`

/** Far above what anybody has: a bound, not a page. */
const CHANNELS_MAX = 100

export interface NewActor {
  readonly kind: 'person' | 'group'
  readonly name: string
  readonly displayName: string
  readonly description?: string | null | undefined
}

/** @returns The actor's id, undefined when a local account or channel has that name already. */
export async function insertLocalActor(tx: Queryable, actor: NewActor): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>(
    `INSERT INTO actor (kind, preferred_username, display_name, description) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING RETURNING id`,
    [actor.kind, actor.name, actor.displayName, actor.description ?? null]
  )
  return rows[0]?.id
}

export async function insertChannel(
  tx: Queryable,
  { actorId, accountId, support }: { actorId: number; accountId: number; support: string | null }
): Promise<number> {
  const { rows } = await tx.query<{ id: number }>(
    'INSERT INTO channel (actor_id, account_id, support) VALUES ($1, $2, $3) RETURNING id',
    [actorId, accountId, support]
  )
  return rows[0]!.id
}

/** Undefined when the channel does not exist or belongs to somebody else. */
export async function ownedChannel(db: Queryable, channelId: number, accountId: number): Promise<Channel | undefined> {
  const { rows } = await db.query<ChannelRow>(`${SELECT_CHANNEL} WHERE channel.id = $1 AND channel.account_id = $2`, [
    channelId,
    accountId
  ])
  return rows[0] && toChannel(rows[0])
}

/** The oldest first: the default channel leads. */
export async function listChannels(db: Queryable, accountId: number): Promise<Channel[]> {
  const { rows } = await db.query<ChannelRow>(
    `${SELECT_CHANNEL} WHERE channel.account_id = $1 ORDER BY channel.id LIMIT ${CHANNELS_MAX}`,
    [accountId]
  )
  return rows.map(toChannel)
}

function toChannel(row: ChannelRow): Channel {
  return {
    id: row.id,
    accountId: row.account_id,
    name: row.preferred_username,
    displayName: row.display_name,
    description: row.description,
    support: row.support,
    createdAt: row.created_at,
    updatedAt: row.updated_at
  }
}
