/** What others may hear of a video of ours. Tables: video, channel, account, actor, video_block (read). */
import type { DomainEvent } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { followerInboxes } from '../actors/index.ts'

export interface Standing {
  readonly uuid: string
  readonly accountActorId: number
  readonly accountName: string
  readonly channelActorId: number
  readonly channelName: string
  /** Held: others keep what they know, and hear nothing for now. */
  readonly standing: 'open' | 'held' | 'closed'
}

/** Undefined for one that is gone, or is of another server. */
export async function findStanding(db: Queryable, videoId: number): Promise<Standing | undefined> {
  const { rows } = await db.query<Standing>(
    `SELECT video.uuid, account.actor_id AS "accountActorId", owner.preferred_username AS "accountName",
            channel.actor_id AS "channelActorId", actor.preferred_username AS "channelName",
            CASE WHEN video.privacy <> 1 OR coalesce(video_block.unfederated, false) THEN 'closed'
                 WHEN video.state <> 1 OR video_block.video_id IS NOT NULL THEN 'held'
                 ELSE 'open' END AS standing
       FROM video
       JOIN channel ON channel.id = video.channel_id
       JOIN actor ON actor.id = channel.actor_id
       JOIN account ON account.id = channel.account_id
       JOIN actor owner ON owner.id = account.actor_id
       LEFT JOIN video_block ON video_block.video_id = video.id
      WHERE video.id = $1 AND actor.host IS NULL`,
    [videoId]
  )
  return rows[0]
}

/** What is to be told when it is deleted, while it is still there. */
export async function describeRemoval(
  tx: Queryable,
  videoId: number
): Promise<Extract<DomainEvent, { type: 'video.removed' }> | undefined> {
  const video = await findStanding(tx, videoId)
  if (!video) return undefined
  const { standing: _standing, ...facts } = video
  const inboxes = await followerInboxes(tx, [video.accountActorId, video.channelActorId])
  return { type: 'video.removed', ...facts, followerInboxes: inboxes }
}
