/** Who follows a channel, or the channels of an account. Tables: follow; reads actor, account, channel. */
import type { FollowerListQuery } from '../../contract/index.ts'
import type { Site } from '../../kernel/site.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { actorJson, type FollowRow, toFollow } from '../actors/index.ts'

type Row = FollowRow & { readonly total: number; readonly id: number | null }

const FOLLOWS = `
  follow
  JOIN actor follower ON follower.id = follow.actor_id
  JOIN actor followed ON followed.id = follow.target_actor_id
 WHERE follow.target_actor_id IN (
         SELECT actor_id FROM channel WHERE account_id = $3 AND ($4::bigint IS NULL OR id = $4)
         UNION ALL SELECT actor_id FROM account WHERE id = $3 AND $4::bigint IS NULL)
   AND ($5::text IS NULL OR strpos(lower(follower.preferred_username), lower($5)) > 0)`

/** @param wanted Without a channel, all that the account is and has. */
export async function listFollowers(
  db: Queryable,
  site: Site,
  wanted: FollowerListQuery & { readonly accountId: number; readonly channelId: number | null }
) {
  const direction = wanted.sort.startsWith('-') ? 'DESC' : 'ASC'
  const { rows } = await db.query<Row>(
    `SELECT whole.total, page.*
       FROM (SELECT count(*) AS total FROM ${FOLLOWS}) whole
       LEFT JOIN (SELECT follow.id, follow.state, follow.created_at, follow.updated_at, ${actorJson('follower')} AS follower,
                         ${actorJson('followed')} AS following
                    FROM ${FOLLOWS} ORDER BY follow.id ${direction} LIMIT $1 OFFSET $2) page ON true
      ORDER BY page.id ${direction}`,
    [wanted.count, wanted.start, wanted.accountId, wanted.channelId, wanted.search || null]
  )
  const data = rows.flatMap(row => (row.id === null ? [] : [toFollow(site, row)]))
  return { total: rows[0]?.total ?? 0, data }
}
