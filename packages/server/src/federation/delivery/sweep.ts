/** Ends what waited in vain, and forgets what nobody needs. Tables: delivery, outgoing_activity, peer_inbox, actor_key. */
import { log } from '../../platform/log.ts'
import type { Queryable } from '../../platform/postgres.ts'

/** A peer that was away for a week is given some hours to be noticed. */
const KEPT_DAYS = 8
const SILENT_DAYS = 90

export async function sweepDeliveries(db: Queryable): Promise<void> {
  const { rows } = await db.query<{ host: string; total: number }>(
    `WITH dropped AS (
       DELETE FROM delivery USING outgoing_activity
        WHERE outgoing_activity.id = delivery.activity_id AND created_at < now() - make_interval(days => $1)
       RETURNING inbox_id)
     SELECT host, count(*) AS total FROM dropped JOIN peer_inbox ON peer_inbox.id = dropped.inbox_id
      GROUP BY host ORDER BY host`,
    [KEPT_DAYS]
  )
  for (const { host, total } of rows)
    log('federation').warn('{host} did not take {total} activities for {days} days: they are dropped', {
      host,
      total,
      days: KEPT_DAYS
    })
  // What two servers struck off at once may have been left behind by both when one of them died.
  await db.query(
    'DELETE FROM outgoing_activity WHERE NOT EXISTS (SELECT 1 FROM delivery WHERE activity_id = outgoing_activity.id)'
  )
  await db.query(
    `DELETE FROM peer_inbox
      WHERE greatest(created_at, last_success_at, tried_at) < now() - make_interval(days => $1)
        AND NOT EXISTS (SELECT 1 FROM delivery WHERE inbox_id = peer_inbox.id)
        AND url NOT IN (SELECT inbox_url FROM remote_actor)
        AND url NOT IN (SELECT shared_inbox_url FROM remote_actor WHERE shared_inbox_url IS NOT NULL)`,
    [SILENT_DAYS]
  )
  await sweepKeys(db)
}

/** Of actors that are gone, once nothing is left that they have to sign: events that wait may still lead to it. */
async function sweepKeys(db: Queryable): Promise<void> {
  await db.query(
    `DELETE FROM actor_key
      WHERE NOT EXISTS (SELECT 1 FROM actor WHERE actor.id = actor_key.actor_id)
        AND NOT EXISTS (SELECT 1 FROM outgoing_activity WHERE outgoing_activity.actor_id = actor_key.actor_id)
        AND NOT EXISTS (
          SELECT 1 FROM domain_event
           WHERE subscriber = 'federation'
             AND actor_key.actor_id::text IN (payload->>'actorId', payload->>'targetActorId',
                                              payload->>'accountActorId', payload->>'channelActorId'))`
  )
}
