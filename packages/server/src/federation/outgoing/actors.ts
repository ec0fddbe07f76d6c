/** What others hear of accounts and channels of ours, and of the server itself. */
import type { DomainEvent } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { actorUrl, toActorDocument } from '../actor-document.ts'
import { findLocalActorById } from '../actor-store.ts'
import { PUBLIC } from '../context.ts'
import { followerInboxes } from '../delivery/recipients.ts'
import type { FederationDeps } from '../deps.ts'
import { toActorUpdate, toDelete } from './activities.ts'
import { application, say, sayAnew } from './speakers.ts'
import { forgetToldOf } from './told.ts'

type Of<Type extends DomainEvent['type']> = Extract<DomainEvent, { type: Type }>

/** Said to the server's followers, too: they show its videos, with the names and pictures of who made them. */
export async function tellActorUpdated(
  { site }: FederationDeps,
  tx: Queryable,
  { actorId }: Of<'actor.updated'>
): Promise<void> {
  const actor = await findLocalActorById(tx, actorId)
  if (!actor) return
  const body = toActorUpdate(toActorDocument(site, actor), new Date())
  const server = await application(tx, site)
  const url = actorUrl(site, actor)
  const inboxes = await followerInboxes(tx, [actorId, server.id])
  await sayAnew(tx, { id: actorId, url }, { url, body, inboxes })
}

export async function tellActorRemoved(
  { site }: FederationDeps,
  tx: Queryable,
  event: Of<'actor.removed'>
): Promise<void> {
  if (event.kind === 'person') await forgetToldOf(tx, event.actorId)
  const url = actorUrl(site, event)
  const server = await application(tx, site)
  const inboxes = [...event.followerInboxes, ...(await followerInboxes(tx, [server.id]))]
  await say(tx, { id: event.actorId, url }, toDelete({ url, actor: url, to: [PUBLIC] }), inboxes)
}
