/** Who thinks something of which video, for the server of the video. */
import type { Queryable } from '../../platform/postgres.ts'
import { type ToldActor, toldActorJson } from '../actors/index.ts'

export interface RatedVideo {
  readonly rater: ToldActor
  readonly owner: ToldActor
  /** The ActivityPub id of a video elsewhere; null for ours. */
  readonly url: string | null
}

/** Undefined when either is gone. */
export async function findRatedVideo(
  db: Queryable,
  { videoId, accountId }: { videoId: number; accountId: number }
): Promise<RatedVideo | undefined> {
  const { rows } = await db.query<RatedVideo>(
    `SELECT ${toldActorJson('rater.actor_id')} AS rater, ${toldActorJson('owner.actor_id')} AS owner, remote_video.url
       FROM video
       JOIN channel ON channel.id = video.channel_id
       JOIN account owner ON owner.id = channel.account_id
       JOIN account rater ON rater.id = $2
       LEFT JOIN remote_video ON remote_video.video_id = video.id
      WHERE video.id = $1`,
    [videoId, accountId]
  )
  return rows[0]
}

export interface LocalRating {
  readonly uuid: string
  readonly privacy: number
  readonly state: number
  readonly isBlocked: boolean
  readonly videoUrl: string | null
}

/** What a member of this server thinks of a video, if they do think that. */
export async function findLocalRating(
  db: Queryable,
  { name, videoId, rating }: { name: string; videoId: number; rating: 'like' | 'dislike' }
): Promise<LocalRating | undefined> {
  const { rows } = await db.query<LocalRating>(
    `SELECT video.uuid, video.privacy, video.state, remote_video.url AS "videoUrl",
            EXISTS (SELECT FROM video_block WHERE video_block.video_id = video.id) AS "isBlocked"
       FROM actor
       JOIN account ON account.actor_id = actor.id
       JOIN video_rating ON video_rating.account_id = account.id AND video_rating.video_id = $2
        AND video_rating.rating = $3
       JOIN video ON video.id = video_rating.video_id
       LEFT JOIN remote_video ON remote_video.video_id = video.id
      WHERE actor.host IS NULL AND actor.kind = 'person' AND lower(actor.preferred_username) = lower($1)`,
    [name, videoId, rating]
  )
  return rows[0]
}
