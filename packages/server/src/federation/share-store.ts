/** SQL of who passes videos on, and of whose they are. Tables: video_share; channel, actor (read). */
import type { VideoDetails } from '../contract/index.ts'
import { APPLICATION_NAME } from '../kernel/site.ts'
import type { Queryable } from '../platform/postgres.ts'
import type { CollectionPage } from './collection.ts'
import type { RemoteActor } from './deps.ts'

interface Share {
  readonly videoId: number
  readonly actorId: number
  /** The ActivityPub id of the announcement. */
  readonly url: string
}

/** Nothing when the video is gone meanwhile. */
export async function insertShare(tx: Queryable, { videoId, actorId, url }: Share): Promise<void> {
  await tx.query(
    `INSERT INTO video_share (video_id, actor_id, url) SELECT id, $2, $3 FROM video WHERE id = $1
     ON CONFLICT (video_id, actor_id) DO UPDATE SET url = excluded.url`,
    [videoId, actorId, url]
  )
}

export async function deleteShare(tx: Queryable, { videoId, actorId }: Omit<Share, 'url'>): Promise<void> {
  await tx.query('DELETE FROM video_share WHERE video_id = $1 AND actor_id = $2', [videoId, actorId])
}

/** Whether the channel is the actor, or the actor's. */
export async function ownsChannel(
  db: Queryable,
  actor: Pick<RemoteActor, 'channelId' | 'accountId'>,
  channelId: number
): Promise<boolean> {
  const { rows } = await db.query('SELECT FROM channel WHERE id = $1 AND (id = $2 OR account_id = $3)', [
    channelId,
    actor.channelId,
    actor.accountId
  ])
  return rows.length > 0
}

/** @returns The actor's id. */
export async function findActorOfChannel(db: Queryable, channelId: number): Promise<number | undefined> {
  const { rows } = await db.query<{ id: number }>('SELECT actor_id AS id FROM channel WHERE id = $1', [channelId])
  return rows[0]?.id
}

/** Of the video's channel and this server first. */
export async function listAnnounceUrls(
  db: Queryable,
  video: Pick<VideoDetails, 'id' | 'url' | 'channel'>,
  { start, count }: { start: number; count: number }
): Promise<CollectionPage> {
  const { rows } = await db.query<{ url: string | null; total: number }>(
    `WITH announced AS (
       SELECT 0 AS place, actor.id, $3 || '/announces/' || actor.id AS url
         FROM actor LEFT JOIN channel ON channel.actor_id = actor.id
        WHERE channel.id = $1
           OR (actor.host IS NULL AND actor.kind = 'application' AND actor.preferred_username = $4)
       UNION ALL
       SELECT 1, actor_id, url FROM video_share WHERE video_id = $2)
     SELECT page.url, whole.total
       FROM (SELECT count(*) AS total FROM announced) whole
       LEFT JOIN (SELECT * FROM announced ORDER BY place, id DESC LIMIT $5 OFFSET $6) page ON true
      ORDER BY page.place, page.id DESC`,
    [video.channel.id, video.id, video.url, APPLICATION_NAME, count, start]
  )
  return { total: rows[0]?.total ?? 0, items: rows.flatMap(({ url }) => url ?? []) }
}
