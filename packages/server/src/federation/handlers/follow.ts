/** Somebody elsewhere wants to hear of somebody here, or no longer. */
import { endFollow, recordFollower, requestFollow } from '../../features/follows/index.ts'
import { appendEvent } from '../../platform/events.ts'
import { type ActivityHandler, type FederationDeps, Refused } from '../deps.ts'
import { idOf } from '../json.ts'
import { findLocalActorByUrl, type KnownActor } from '../local-actors.ts'
import type { ObjectHandler } from './by-object.ts'

export const follow: ActivityHandler = async (deps, { activity, actor, once }) => {
  const target = await targetOf(deps, activity['object'])
  const wanted = answerTo(deps, target)
  await once(async tx => {
    const { follow: stored, isNew } = await recordFollower(tx, {
      actorId: actor.actorId,
      targetActorId: target.id,
      state: wanted,
      url: activity.id
    })
    const { id: followId, actorId, targetActorId, state, url } = stored
    if (state !== 'pending')
      await appendEvent(tx, {
        type: 'follow.answered',
        followId,
        actorId,
        targetActorId,
        url,
        isAccepted: state === 'accepted'
      })
    // The server's administrators hear of those who wait, too.
    if (isNew && (state === 'accepted' || target.kind === 'application') && state !== 'rejected')
      await appendEvent(tx, { type: 'follow.accepted', followId })
    const isServer = target.kind === 'application' && actor.kind === 'application'
    const { autoFollowBack } = deps.settings.current().followings.instance
    if (isNew && isServer && state !== 'rejected' && autoFollowBack.enabled)
      await requestFollow(tx, target.id, actor.actorId)
  })
}

export const undoFollow: ObjectHandler = async (deps, { actor, once }, object) => {
  const target = await targetOf(deps, object['object'])
  await once(async tx => void (await endFollow(tx, actor.actorId, target.id)))
}

async function targetOf({ db, site }: FederationDeps, object: unknown): Promise<KnownActor> {
  const url = idOf(object)
  const target = url === undefined ? undefined : await findLocalActorByUrl(db, site, url)
  if (!target) throw new Refused('Nobody here has that address')
  return target
}

function answerTo({ settings }: FederationDeps, { kind }: KnownActor): 'pending' | 'accepted' | 'rejected' {
  if (kind !== 'application') return 'accepted'
  const { enabled, manualApproval } = settings.current().followers.instance
  if (!enabled) return 'rejected'
  return manualApproval ? 'pending' : 'accepted'
}
