/** What others hear of copies that are held here: the origin of the original, which passes it on to its followers. */
import type { DomainEvent } from '../../contract/index.ts'
import { findCopiedVideo, findToldCopy, type ToldCopy } from '../../features/redundancy/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { withContext } from '../context.ts'
import { toCopyObject } from '../copy-document.ts'
import { enqueueActivity } from '../delivery/enqueue.ts'
import type { FederationDeps } from '../deps.ts'
import { accountFollowersOf, accountUrlOf, sharedInboxOf } from '../told-actor.ts'
import { updateId } from './activities.ts'
import { findApplication } from './application.ts'

export async function tellCopy(
  deps: FederationDeps,
  tx: Queryable,
  { type, copyId }: DomainEvent & { type: 'copy.made' | 'copy.extended' }
): Promise<void> {
  const copy = await findToldCopy(tx, copyId)
  if (!copy) return
  const verb = type === 'copy.made' ? 'Create' : 'Update'
  await tell(deps, tx, { copy, activityOf: actor => activityOf(deps, { copy, actor, verb }) })
}

export async function tellCopyRemoved(
  deps: FederationDeps,
  tx: Queryable,
  { videoId, expiresAt }: DomainEvent & { type: 'copy.removed' }
): Promise<void> {
  const video = await findCopiedVideo(tx, videoId)
  if (!video) return
  const copy = { ...video, expiresAt: expiresAt === null ? null : new Date(expiresAt) }
  const undone = (actor: string) => {
    const { '@context': context, ...object } = activityOf(deps, { copy, actor, verb: 'Create' })
    const { to, cc } = object
    const id = `${object.object.id}/undo`
    return { '@context': context, to, cc, type: 'Undo', id, actor, object }
  }
  await tell(deps, tx, { copy, activityOf: undone })
}

function activityOf(
  { site }: FederationDeps,
  { copy, actor, verb }: { copy: ToldCopy; actor: string; verb: 'Create' | 'Update' }
) {
  const audience = audienceOf(site, copy)
  const object = { ...audience, ...toCopyObject(site, copy) }
  const id = verb === 'Create' ? `${object.id}/activity` : updateId(object.id, copy.updatedAt)
  return withContext('copy', { ...audience, type: verb, id, actor, object })
}

/** Who has the video, and who follows it. */
function audienceOf(site: FederationDeps['site'], { owner }: ToldCopy) {
  return { to: [accountUrlOf(site, owner)], cc: [accountFollowersOf(site, owner) ?? []].flat() }
}

async function tell(
  { site }: FederationDeps,
  tx: Queryable,
  { copy, activityOf }: { copy: ToldCopy; activityOf: (actor: string) => object }
): Promise<void> {
  const inbox = sharedInboxOf(copy.owner)
  if (!inbox) return
  const { actorId, url: signerUrl } = await findApplication(tx, site)
  await enqueueActivity(tx, { actorId, signerUrl, body: activityOf(signerUrl), inboxes: [inbox] })
}
