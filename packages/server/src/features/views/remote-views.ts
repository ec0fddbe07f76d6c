/** Views between servers. Tables: remote_view_count, counted_view; reads video, channel, actor, remote_video. */
import type { Queryable } from '../../platform/postgres.ts'
import { type ToldActor, toldActorJson } from '../actors/index.ts'

/** A server of many viewers has as many; one that makes them up gets no further. */
const PER_HOUR_MAX = 1000

/** Counts a view of a video of ours that another server tells of. @returns Whether it was counted. */
export async function countRemoteView(
  tx: Queryable,
  { videoId, host }: { videoId: number; host: string }
): Promise<boolean> {
  const { rows } = await tx.query(
    `WITH heard AS (
       INSERT INTO remote_view_count (video_id, host, hour) VALUES ($1, $2, date_trunc('hour', now()))
       ON CONFLICT (video_id, host, hour) DO UPDATE SET views = remote_view_count.views + 1
        WHERE remote_view_count.views < ${PER_HOUR_MAX}
       RETURNING 1)
     INSERT INTO counted_view (video_id, counted_at) SELECT $1, now() FROM heard RETURNING 1`,
    [videoId, host],
    'count-remote-view'
  )
  return rows.length === 1
}

export async function forgetRemoteViews(db: Queryable): Promise<void> {
  await db.query("DELETE FROM remote_view_count WHERE hour < now() - interval '2 hours'")
}

/** Undefined for videos of ours. */
export async function findViewedElsewhere(
  db: Queryable,
  videoId: number
): Promise<{ url: string; uuid: string; owner: ToldActor } | undefined> {
  const { rows } = await db.query<{ url: string; uuid: string; owner: ToldActor }>(
    `SELECT remote_video.url, video.uuid, ${toldActorJson('owner.actor_id')} AS owner
       FROM remote_video
       JOIN video ON video.id = remote_video.video_id
       JOIN channel ON channel.id = video.channel_id
       JOIN account owner ON owner.id = channel.account_id
      WHERE remote_video.video_id = $1`,
    [videoId]
  )
  return rows[0]
}
