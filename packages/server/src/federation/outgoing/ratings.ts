/** What members think of videos elsewhere: told to the video's server, which counts it. */
import type { DomainEvent } from '../../contract/index.ts'
import { findRatedVideo } from '../../features/ratings/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { enqueueActivity } from '../delivery/enqueue.ts'
import type { FederationDeps } from '../deps.ts'
import { toRating, toUndoneRating } from '../rating-document.ts'
import { accountUrlOf, sharedInboxOf } from '../told-actor.ts'

export async function tellRating(
  { site }: FederationDeps,
  tx: Queryable,
  event: DomainEvent & { type: 'video.rated' }
): Promise<void> {
  const { videoId, rating, previous } = event
  const rated = await findRatedVideo(tx, event)
  const inbox = rated && sharedInboxOf(rated.owner)
  if (!rated?.url || rated.rater.host !== null || !inbox) return
  const { rater, owner, url: videoUrl } = rated
  const ownerUrl = accountUrlOf(site, owner)
  const parts = { name: rater.name, videoId, videoUrl }
  const say = (body: object) =>
    enqueueActivity(tx, { actorId: rater.actorId, signerUrl: accountUrlOf(site, rater), body, inboxes: [inbox] })
  if (previous !== 'none') await say(toUndoneRating(site, ownerUrl, { ...parts, rating: previous }))
  if (rating !== 'none') await say(toRating(site, ownerUrl, { ...parts, rating }))
}
