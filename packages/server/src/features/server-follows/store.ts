/** SQL of the server's own follows. Tables: follow, actor. */
import type { ServerFollowQuery } from '../../contract/index.ts'
import { APPLICATION_NAME, type Site } from '../../kernel/site.ts'
import { appendEvent } from '../../platform/events.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { actorJson, type FollowRow, toFollow } from '../actors/index.ts'
import { requestFollow } from '../follows/index.ts'

/** Which side of a follow the server's own actor is on. */
export type Side = 'followers' | 'following'

export interface Handle {
  readonly name: string
  readonly host: string
}

const OURS = "(SELECT id FROM actor WHERE kind = 'application' AND host IS NULL LIMIT 1)"
const COLUMNS: Record<Side, { readonly ours: string; readonly theirs: string }> = {
  followers: { ours: 'follow.target_actor_id', theirs: 'follow.actor_id' },
  following: { ours: 'follow.actor_id', theirs: 'follow.target_actor_id' }
}
/** ActivityStreams' names of the kinds of actors that are kept here. */
const KINDS: Record<string, string> = { Application: 'application', Person: 'person', Group: 'group' }
const ORDERS: Record<string, string> = { createdAt: 'follow.id', state: 'follow.state' }

export async function listServerFollows(db: Queryable, site: Site, side: Side, query: ServerFollowQuery) {
  const { start, count, sort, state, actorType, search } = query
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC'
  const order = `${ORDERS[sort.replace('-', '')]} ${direction}, follow.id ${direction}`
  const follows = `
    follow
    JOIN actor follower ON follower.id = follow.actor_id
    JOIN actor followed ON followed.id = follow.target_actor_id
    JOIN actor other ON other.id = ${COLUMNS[side].theirs}
   WHERE ${COLUMNS[side].ours} = ${OURS}
     AND ($3::text IS NULL OR follow.state = $3) AND ($4::text IS NULL OR other.kind = $4)
     AND ($5::text IS NULL OR strpos(lower(other.preferred_username || '@' || other.host), lower($5)) > 0)`
  const { rows } = await db.query<FollowRow & { total: number; id: number | null }>(
    `SELECT whole.total, page.*
       FROM (SELECT count(*) AS total FROM ${follows}) whole
       LEFT JOIN (SELECT follow.id, follow.state, follow.created_at, follow.updated_at,
                         ${actorJson('follower')} AS follower, ${actorJson('followed')} AS following,
                         row_number() OVER (ORDER BY ${order}) AS place
                    FROM ${follows} ORDER BY ${order} LIMIT $1 OFFSET $2) page ON true
      ORDER BY page.place`,
    // A kind that is not kept here matches nobody.
    [count, start, state ?? null, actorType ? (KINDS[actorType] ?? actorType) : null, search || null]
  )
  const data = rows.flatMap(row => (row.id === null ? [] : [toFollow(site, row)]))
  return { total: rows[0]?.total ?? 0, data }
}

const LINKED_MAX = 500

/** Hosts that the server follows and that follow it, the newest first. */
export async function listLinkedHosts(db: Queryable): Promise<Record<Side, string[]>> {
  const hosts = (side: Side) => `ARRAY(
    SELECT other.host FROM follow JOIN actor other ON other.id = ${COLUMNS[side].theirs}
     WHERE ${COLUMNS[side].ours} = ${OURS} AND follow.state = 'accepted' AND other.host IS NOT NULL
     GROUP BY other.host ORDER BY max(follow.id) DESC LIMIT ${LINKED_MAX})`
  const { rows } = await db.query<Record<Side, string[]>>(
    `SELECT ${hosts('followers')} AS followers, ${hosts('following')} AS following`
  )
  return rows[0]!
}

/**
 * Keeps the wish to follow; who follows already is left as they are. Call it inside a transaction.
 *
 * What kind of actor a handle names only its server can tell: until it was asked, it is taken for a person.
 */
export async function wishToFollow(tx: Queryable, { name, host }: Handle): Promise<void> {
  const kind = name === APPLICATION_NAME ? 'application' : 'person'
  await tx.query(
    `INSERT INTO actor (kind, preferred_username, host, display_name) VALUES ($1, $2, $3, $2) ON CONFLICT DO NOTHING`,
    [kind, name, host]
  )
  const { rows } = await tx.query<{ ours: number; theirs: number }>(
    `SELECT ${OURS} AS ours, id AS theirs FROM actor
      WHERE lower(preferred_username) = lower($1) AND lower(host) = lower($2)`,
    [name, host]
  )
  if (rows[0]) await requestFollow(tx, rows[0].ours, rows[0].theirs)
}

const sameFollow = (side: Side) => `
  ${COLUMNS[side].ours} = ${OURS} AND ${COLUMNS[side].theirs} =
    (SELECT id FROM actor WHERE lower(preferred_username) = lower($1) AND lower(host) = lower($2))`

/** The other side is told. Call it inside a transaction. @returns Whether there was one. */
export async function deleteServerFollow(tx: Queryable, side: Side, { name, host }: Handle): Promise<boolean> {
  const { rows } = await tx.query<Ended>(`DELETE FROM follow WHERE ${sameFollow(side)} RETURNING ${ENDED}`, [
    name,
    host
  ])
  const ended = rows[0]
  if (!ended) return false
  const { url, ...ids } = ended
  if (side === 'following') await appendEvent(tx, { type: 'follow.undone', ...ids })
  else await appendEvent(tx, { type: 'follow.answered', ...ids, url, isAccepted: false })
  return true
}

interface Ended {
  readonly followId: number
  readonly actorId: number
  readonly targetActorId: number
  readonly url: string | null
}

const ENDED = 'id AS "followId", actor_id AS "actorId", target_actor_id AS "targetActorId", url'

/** The follower is told. Call it inside a transaction. @returns Whether there is such a follower. */
export async function answerServerFollower(
  tx: Queryable,
  { name, host }: Handle,
  state: 'accepted' | 'rejected'
): Promise<boolean> {
  const { rows } = await tx.query<Ended>(
    `UPDATE follow SET state = $3, updated_at = now() WHERE ${sameFollow('followers')} RETURNING ${ENDED}`,
    [name, host, state]
  )
  if (!rows[0]) return false
  await appendEvent(tx, { type: 'follow.answered', ...rows[0], isAccepted: state === 'accepted' })
  return true
}
