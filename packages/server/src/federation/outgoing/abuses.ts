/** Reports of things elsewhere, for the moderators there. */
import { findAbuseOfElsewhere } from '../../features/abuses/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { withContext } from '../context.ts'
import { enqueueActivity } from '../delivery/enqueue.ts'
import type { FederationDeps } from '../deps.ts'
import { accountUrlOf, sharedInboxOf } from '../told-actor.ts'
import { findApplication } from './application.ts'

/** By the server itself: who is reported may run the other one, and is not to learn who did it. */
export async function tellAbuse(
  { site }: FederationDeps,
  tx: Queryable,
  { abuseId }: { abuseId: number }
): Promise<void> {
  const abuse = await findAbuseOfElsewhere(tx, abuseId)
  const inbox = abuse && sharedInboxOf(abuse.flagged)
  if (!abuse || !inbox) return
  const { actorId, url: signerUrl } = await findApplication(tx, site)
  const body = withContext('flag', {
    to: [accountUrlOf(site, abuse.flagged)],
    cc: [],
    id: `${site.origin}/admin/abuses/${abuse.id}`,
    actor: signerUrl,
    type: 'Flag',
    content: abuse.reason,
    mediaType: 'text/markdown',
    object: abuse.url,
    tag: abuse.predefinedReasons.map(name => ({ type: 'Hashtag', name })),
    startAt: abuse.startAt,
    endAt: abuse.endAt
  })
  await enqueueActivity(tx, { actorId, signerUrl, body, inboxes: [inbox] })
}
