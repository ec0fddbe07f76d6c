/**
 * Sends on what somebody elsewhere said about a video of ours, to those who follow it. Tables: follow, actor,
 * remote_actor (read).
 */

import { APPLICATION_NAME } from '../../kernel/site.ts'
import type { Queryable } from '../../platform/postgres.ts'
import type { FederationDeps, Received } from '../deps.ts'
import { isObject } from '../json.ts'
import { enqueueForward } from './enqueue.ts'

/** Whose followers follow a video. */
export interface Followed {
  readonly ownerActorId: number
  readonly channelActorId: number
}

/** Others take another one's activity only with its author's signature in it. */
export const canBeForwarded = ({ activity }: Pick<Received, 'activity'>) => isObject(activity['signature'])

/** Byte for byte, signed outside by the server itself; not to the host that it came from. */
export async function forwardToFollowers(
  tx: Queryable,
  { site }: Pick<FederationDeps, 'site'>,
  { text, fromUrl, followed }: { text: string; fromUrl: string; followed: Followed }
): Promise<void> {
  const { rows } = await tx.query<{ url: string; signerId: number }>(
    `SELECT DISTINCT coalesce(remote_actor.shared_inbox_url, remote_actor.inbox_url) AS url, application.id AS "signerId"
       FROM actor application
       JOIN follow ON follow.target_actor_id IN ($1, $2, application.id) AND follow.state = 'accepted'
       JOIN remote_actor ON remote_actor.actor_id = follow.actor_id
      WHERE application.kind = 'application' AND application.host IS NULL`,
    [followed.ownerActorId, followed.channelActorId],
    'followers-of-video'
  )
  const from = URL.parse(fromUrl)?.host
  const inboxes = rows.map(({ url }) => url).filter(url => URL.parse(url)?.host !== from)
  if (inboxes.length === 0) return
  const signerUrl = `${site.origin}/accounts/${APPLICATION_NAME}`
  await enqueueForward(tx, { actorId: rows[0]!.signerId, signerUrl, text, inboxes })
}
