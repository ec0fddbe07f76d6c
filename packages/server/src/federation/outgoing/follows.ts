/** Follows from here, and the answers to those from elsewhere; shapes as PeerTube 6.3 sends them. */
import { findFollow } from '../../features/follows/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { actorUrl } from '../actor-document.ts'
import { PUBLIC, withContext } from '../context.ts'
import { enqueueActivity } from '../delivery/enqueue.ts'
import type { FederationDeps } from '../deps.ts'
import { findLocalActorById } from '../local-actors.ts'
import { followersOf } from './activities.ts'
import type { Tellers } from './index.ts'

type Teller<Type extends keyof Tellers> = NonNullable<Tellers[Type]>

/** Somebody elsewhere, as far as letters to them need it. */
async function addressOf(tx: Queryable, actorId: number): Promise<{ url: string; inbox: string } | undefined> {
  const { rows } = await tx.query<{ url: string; inbox: string }>(
    'SELECT url, inbox_url AS inbox FROM remote_actor WHERE actor_id = $1',
    [actorId]
  )
  return rows[0]
}

interface Pair {
  readonly local: { readonly id: number; readonly url: string }
  readonly remote: { readonly url: string; readonly inbox: string }
}

/** Undefined when both are here, or one of them is gone. */
async function pairOf(
  { site }: FederationDeps,
  tx: Queryable,
  { localId, remoteId }: { localId: number; remoteId: number }
): Promise<Pair | undefined> {
  const local = await findLocalActorById(tx, localId)
  const remote = await addressOf(tx, remoteId)
  return local && remote && { local: { id: local.id, url: actorUrl(site, local) }, remote }
}

const followOf = (follower: string, id: number, object: string) => ({
  type: 'Follow',
  id: `${follower}/follows/${id}`,
  actor: follower,
  object
})

export const tellFollow: Teller<'follow.requested'> = async (deps, tx, { followId }) => {
  const follow = await findFollow(tx, followId)
  if (!follow) return
  const pair = await pairOf(deps, tx, { localId: follow.actorId, remoteId: follow.targetActorId })
  if (!pair) return
  const { local, remote } = pair
  const body = withContext('follow', followOf(local.url, followId, remote.url))
  await enqueueActivity(tx, { actorId: local.id, signerUrl: local.url, body, inboxes: [remote.inbox] })
}

export const tellUnfollow: Teller<'follow.undone'> = async (deps, tx, { followId, actorId, targetActorId }) => {
  const pair = await pairOf(deps, tx, { localId: actorId, remoteId: targetActorId })
  if (!pair) return
  const { local, remote } = pair
  const object = followOf(local.url, followId, remote.url)
  const audience = { to: [PUBLIC], cc: [followersOf(local.url)] }
  const body = withContext('follow', { ...audience, type: 'Undo', id: `${object.id}/undo`, actor: local.url, object })
  await enqueueActivity(tx, { actorId: local.id, signerUrl: local.url, body, inboxes: [remote.inbox] })
}

/** To the follower's own mailbox: PeerTube takes answers at none but that. */
export const tellAnswer: Teller<'follow.answered'> = async (deps, tx, event) => {
  const { followId, actorId, targetActorId, isAccepted, url } = event
  const pair = await pairOf(deps, tx, { localId: targetActorId, remoteId: actorId })
  if (!pair) return
  const { local, remote } = pair
  const object = { ...followOf(remote.url, followId, local.url), ...(url !== null && { id: url }) }
  const id = isAccepted ? `accepts/follows/${followId}` : `rejects/follows/${new Date().toISOString()}`
  const body = withContext('follow', {
    type: isAccepted ? 'Accept' : 'Reject',
    id: `${deps.origin}/${id}`,
    actor: local.url,
    object
  })
  await enqueueActivity(tx, { actorId: local.id, signerUrl: local.url, body, inboxes: [remote.inbox] })
}
