/** Actors of ours who tell something. Table: actor (read). */
import type { Site } from '../../kernel/site.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { actorUrl } from '../actor-document.ts'
import type { ActorKind } from '../actor-store.ts'
import { enqueueActivity, enqueueUpdate } from '../delivery/enqueue.ts'
import { findApplication } from './application.ts'

export interface Speaker {
  readonly id: number
  readonly url: string
}

export const accountSpeaker = (site: Site, id: number, name: string): Speaker => ({
  id,
  url: actorUrl(site, { kind: 'person', name })
})

export const channelSpeaker = (site: Site, id: number, name: string): Speaker => ({
  id,
  url: actorUrl(site, { kind: 'group', name })
})

/** The server itself. */
export async function application(db: Queryable, site: Site): Promise<Speaker> {
  const { actorId: id, url } = await findApplication(db, site)
  return { id, url }
}

/** Undefined when the actor is gone, or of another server. */
export async function findSpeaker(db: Queryable, site: Site, actorId: number): Promise<Speaker | undefined> {
  const { rows } = await db.query<{ kind: ActorKind; name: string }>(
    'SELECT kind, preferred_username AS name FROM actor WHERE id = $1 AND host IS NULL',
    [actorId]
  )
  return rows[0] && { id: actorId, url: actorUrl(site, rows[0]) }
}

export function say(tx: Queryable, speaker: Speaker, body: object, inboxes: readonly string[]): Promise<void> {
  return enqueueActivity(tx, { actorId: speaker.id, signerUrl: speaker.url, body, inboxes })
}

/** How something is now, in place of what waits of how it was. @param url Of the thing. */
export function sayAnew(
  tx: Queryable,
  speaker: Speaker,
  { url, body, inboxes }: { url: string; body: object; inboxes: readonly string[] }
): Promise<void> {
  return enqueueUpdate(tx, url, { actorId: speaker.id, signerUrl: speaker.url, body, inboxes })
}
