/** Views that people here have of videos elsewhere, for their servers to count. */
import type { DomainEvent } from '../../contract/index.ts'
import { findViewedElsewhere } from '../../features/views/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { withContext } from '../context.ts'
import { enqueueActivity } from '../delivery/enqueue.ts'
import type { FederationDeps } from '../deps.ts'
import { accountUrlOf, sharedInboxOf } from '../told-actor.ts'
import { findApplication } from './application.ts'

/** By the server itself: nobody learns whether two views are of one person. */
export async function tellView(
  { site }: FederationDeps,
  tx: Queryable,
  { videoId, viewer }: DomainEvent & { type: 'video.viewed' }
): Promise<void> {
  const viewed = await findViewedElsewhere(tx, videoId)
  const inbox = viewed && sharedInboxOf(viewed.owner)
  if (!viewed || !inbox) return
  const { actorId, url: signerUrl } = await findApplication(tx, site)
  const id = `${signerUrl}/views/videos/${videoId}/${viewer}-${viewed.uuid}`
  const body = withContext('view', {
    to: [accountUrlOf(site, viewed.owner)],
    cc: [],
    id,
    type: 'View',
    actor: signerUrl,
    object: viewed.url
  })
  await enqueueActivity(tx, { actorId, signerUrl, body, inboxes: [inbox] })
}
