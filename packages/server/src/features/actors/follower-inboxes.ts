/** Whom elsewhere to tell of an actor. Tables: follow, remote_actor (read). */
import type { Queryable } from '../../platform/postgres.ts'

/** Mailboxes of the accepted followers elsewhere of any of these actors, each once; shared ones where there are. */
export async function followerInboxes(db: Queryable, actorIds: readonly number[]): Promise<string[]> {
  const { rows } = await db.query<{ url: string }>(
    `SELECT DISTINCT coalesce(shared_inbox_url, inbox_url) AS url
       FROM follow JOIN remote_actor ON remote_actor.actor_id = follow.actor_id
      WHERE follow.target_actor_id = ANY($1) AND follow.state = 'accepted'`,
    [actorIds]
  )
  return rows.map(row => row.url)
}
