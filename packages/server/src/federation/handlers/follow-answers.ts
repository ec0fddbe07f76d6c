/** What those say whom somebody here wants to follow. */
import { answerWish, beginReading, findFollow } from '../../features/follows/index.ts'
import { type ActivityHandler, type FederationDeps, Refused } from '../deps.ts'
import { idOf, isObject } from '../json.ts'
import { findLocalActorByUrl } from '../local-actors.ts'

/** What was there before is read from now on. */
export const accept: ActivityHandler = async (deps, { activity, actor, once }) => {
  const actorId = await followerOf(deps, activity['object'], actor.actorId)
  await once(async tx => {
    const isNews = await answerWish(tx, { actorId, targetActorId: actor.actorId, state: 'accepted' })
    if (isNews) await beginReading(tx, actor.actorId)
  })
}

export const reject: ActivityHandler = async (deps, { activity, actor, once }) => {
  const actorId = await followerOf(deps, activity['object'], actor.actorId)
  await once(async tx => void (await answerWish(tx, { actorId, targetActorId: actor.actorId, state: 'rejected' })))
}

const FOLLOW_ID = /\/follows\/(\d{1,15})$/

/** Only of the one who answers: nobody accepts for somebody else. @throws Refused when nobody here asked for it. */
async function followerOf({ db, site }: FederationDeps, follow: unknown, answeringId: number): Promise<number> {
  if (isObject(follow) && follow['type'] !== undefined && follow['type'] !== 'Follow')
    throw new Refused('Nothing but a follow is answered here')
  const told = isObject(follow) ? idOf(follow['actor']) : undefined
  if (told !== undefined) {
    const follower = await findLocalActorByUrl(db, site, told)
    if (follower) return follower.id
  }
  const url = idOf(follow) ?? ''
  const [, id] = URL.parse(url)?.origin === site.origin ? (FOLLOW_ID.exec(url) ?? []) : []
  const known = id === undefined ? undefined : await findFollow(db, Number(id))
  if (known?.targetActorId !== answeringId) throw new Refused('Nobody here asked for that')
  return known.actorId
}
