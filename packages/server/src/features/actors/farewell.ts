/** What others are to be told of actors that are about to be deleted. Tables: actor (read). */
import type { DomainEvent } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { followerInboxes } from './follower-inboxes.ts'

type Farewell = Extract<DomainEvent, { type: 'actor.removed' }>

/** Of those of ours, in this order; while they are still there, because their followers go with them. */
export async function describeFarewells(tx: Queryable, actorIds: readonly number[]): Promise<Farewell[]> {
  const { rows } = await tx.query<Pick<Farewell, 'actorId' | 'kind' | 'name'>>(
    `SELECT id AS "actorId", kind, preferred_username AS name FROM actor
      WHERE id = ANY($1) AND host IS NULL AND kind <> 'application' ORDER BY array_position($1, id)`,
    [actorIds]
  )
  const farewells: Farewell[] = []
  for (const actor of rows)
    farewells.push({ type: 'actor.removed', ...actor, followerInboxes: await followerInboxes(tx, [actor.actorId]) })
  return farewells
}
