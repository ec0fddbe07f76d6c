/** SQL of the subscriptions slice. Tables: follow; reads actor, channel, account. */
import type { ChannelDetails, SubscriptionListQuery } from '../../contract/index.ts'
import type { Site } from '../../kernel/site.ts'
import { appendEvent } from '../../platform/events.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { type AccountJson, accountJson, type ChannelJson, channelJson, toChannelDetails } from '../actors/index.ts'
import { requestFollow } from '../follows/index.ts'

/** A channel's name and, when it is elsewhere, the host. */
export interface ChannelHandle {
  readonly name: string
  readonly host: string | null
}

/** Of a channel that is here or was asked for. @returns The actor's id. */
export async function findChannelActor(db: Queryable, { name, host }: ChannelHandle): Promise<number | undefined> {
  const { rows } = await db.query<{ id: number }>(
    `SELECT actor.id FROM actor JOIN channel ON channel.actor_id = actor.id
      WHERE lower(preferred_username) = lower($1) AND lower(host) IS NOT DISTINCT FROM lower($2::text)`,
    [name, host]
  )
  return rows[0]?.id
}

/** Repeating it changes nothing. Call it inside a transaction. */
export async function insertFollow(tx: Queryable, accountId: number, targetActorId: number): Promise<void> {
  const { rows } = await tx.query<{ id: number }>(
    `INSERT INTO follow (actor_id, target_actor_id, state)
     SELECT actor_id, $2, 'accepted' FROM account WHERE id = $1
     ON CONFLICT (actor_id, target_actor_id) DO NOTHING
     RETURNING id`,
    [accountId, targetActorId]
  )
  if (rows[0]) await appendEvent(tx, { type: 'follow.accepted', followId: rows[0].id })
}

/** Of a channel elsewhere: it counts once its server has accepted it. */
export async function requestSubscription(tx: Queryable, accountId: number, targetActorId: number): Promise<void> {
  const { rows } = await tx.query<{ actor_id: number }>('SELECT actor_id FROM account WHERE id = $1', [accountId])
  if (rows[0]) await requestFollow(tx, rows[0].actor_id, targetActorId)
}

/** Whoever is elsewhere is told. Call it inside a transaction. @returns False when there was none. */
export async function deleteFollow(tx: Queryable, accountId: number, targetActorId: number): Promise<boolean> {
  const { rows } = await tx.query<{ followId: number; actorId: number }>(
    `DELETE FROM follow WHERE actor_id = (SELECT actor_id FROM account WHERE id = $1) AND target_actor_id = $2
     RETURNING id AS "followId", actor_id AS "actorId"`,
    [accountId, targetActorId]
  )
  if (rows[0]) await appendEvent(tx, { type: 'follow.undone', ...rows[0], targetActorId })
  return rows.length === 1
}

/** @returns Those of the handles that the account follows, as `name` or `name@host` in lower case. */
export async function followedAmong(
  db: Queryable,
  accountId: number,
  handles: readonly ChannelHandle[]
): Promise<Set<string>> {
  const { rows } = await db.query<{ handle: string }>(
    `SELECT lower(actor.preferred_username || coalesce('@' || actor.host, '')) AS handle
       FROM follow JOIN actor ON actor.id = follow.target_actor_id
      WHERE follow.actor_id = (SELECT actor_id FROM account WHERE id = $1) AND follow.state <> 'rejected'
        AND actor.kind = 'group' AND lower(actor.preferred_username) = ANY($2)`,
    [accountId, handles.map(({ name }) => name.toLowerCase())]
  )
  return new Set(rows.map(({ handle }) => handle))
}

/** The channels, as short as they can be found: only those of the page are told of at length. */
const FOUND = `
  SELECT follow.id, channel.id AS channel_id, follow.created_at, channel_actor.updated_at AS channel_updated_at
    FROM follow
    JOIN actor channel_actor ON channel_actor.id = follow.target_actor_id
    JOIN channel ON channel.actor_id = channel_actor.id
   WHERE follow.actor_id = (SELECT actor_id FROM account WHERE id = $1) AND follow.state = 'accepted'
     AND ($2::text IS NULL OR strpos(lower(channel_actor.display_name), lower($2)) > 0
          OR strpos(lower(channel_actor.preferred_username), lower($2)) > 0)`

export async function listSubscriptions(
  db: Queryable,
  site: Site,
  { accountId, start, count, sort, search }: SubscriptionListQuery & { accountId: number }
): Promise<{ total: number; data: ChannelDetails[] }> {
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC'
  const column = sort.endsWith('channelUpdatedAt') ? 'channel_updated_at' : 'created_at'
  const { rows } = await db.query<{ total: number; channel: ChannelJson | null; account: AccountJson }>(
    `WITH found AS MATERIALIZED (${FOUND}),
     page AS (SELECT *, row_number() OVER (ORDER BY ${column} ${direction}, id ${direction}) AS place
                FROM found ORDER BY place LIMIT $3 OFFSET $4)
     SELECT listed.channel, listed.account, whole.total
       FROM (SELECT count(*) AS total FROM found) whole
       LEFT JOIN (SELECT ${channelJson()} AS channel, ${accountJson()} AS account, page.place
                    FROM page
                    JOIN channel ON channel.id = page.channel_id
                    JOIN actor channel_actor ON channel_actor.id = channel.actor_id
                    JOIN account ON account.id = channel.account_id
                    JOIN actor account_actor ON account_actor.id = account.actor_id) listed ON true
      ORDER BY listed.place`,
    [accountId, search || null, count, start]
  )
  const data = rows.flatMap(({ channel, account }) => (channel ? [toChannelDetails(site, channel, account)] : []))
  return { total: rows[0]?.total ?? 0, data }
}
