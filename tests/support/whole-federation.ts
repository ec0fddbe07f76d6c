import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { composeFederation } from '../../packages/server/src/app/compose-federation.ts'
import type { RemoteActor } from '../../packages/server/src/federation/deps.ts'
import { ensureApplication, type FederationDeps, tellOthers } from '../../packages/server/src/federation/index.ts'
import { siteOf } from '../../packages/server/src/kernel/site.ts'
import { handleNext } from '../../packages/server/src/platform/events.ts'
import type { Database } from '../../packages/server/src/platform/postgres.ts'
import { openDiskStorage } from '../../packages/server/src/platform/storage/disk.ts'
import { someSettings } from './settings.ts'

/** Federation as the whole server makes it. Makes the server's own actor. */
export async function someFederation(db: Database, origin = 'https://videos.example'): Promise<FederationDeps> {
  await ensureApplication(db)
  const storage = openDiskStorage(join(tmpdir(), 'colombier-federation-tests'))
  return composeFederation({
    db,
    origin,
    site: siteOf(origin),
    settings: someSettings(),
    storage,
    tokenSecret: Buffer.alloc(32)
  })
}

/** Somebody elsewhere follows one of ours, by its name, and was accepted. */
export async function followedBy(db: Database, follower: RemoteActor, name: string): Promise<void> {
  await db.query(
    `INSERT INTO follow (actor_id, target_actor_id, state)
     SELECT $1, id, 'accepted' FROM actor WHERE host IS NULL AND preferred_username = $2`,
    [follower.actorId, name]
  )
}

export interface Sent {
  readonly body: Record<string, unknown>
  readonly signer: string
  /** Of the mailboxes, in their order. */
  readonly to: string[]
}

/** Handles all events there are. @returns What is waiting to be sent since, in its order; it is taken away. */
export async function whatIsTold(deps: FederationDeps): Promise<Sent[]> {
  while (await handleNext(deps.db, 'federation', tellOthers(deps)));
  return takeSent(deps.db)
}

export async function takeSent(db: Database): Promise<Sent[]> {
  const { rows } = await db.query<Sent>(
    `SELECT body, signer_url AS signer,
            ARRAY(SELECT peer_inbox.url FROM delivery JOIN peer_inbox ON peer_inbox.id = delivery.inbox_id
                   WHERE delivery.activity_id = outgoing_activity.id ORDER BY peer_inbox.url) AS to
       FROM outgoing_activity ORDER BY id`
  )
  await db.query('DELETE FROM outgoing_activity')
  return rows
}
