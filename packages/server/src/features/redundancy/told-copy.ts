/** What other servers are told of copies held here. Tables: video_copy; reads video, remote_video, channel, account. */
import type { Queryable } from '../../platform/postgres.ts'
import { type ToldActor, toldActorJson } from '../actors/index.ts'

export interface ToldCopy {
  readonly videoUuid: string
  /** The ActivityPub id of the original. */
  readonly videoUrl: string
  /** Of the original. */
  readonly owner: ToldActor
  readonly expiresAt: Date | null
  readonly updatedAt: Date
}

const TOLD = `
  SELECT video.uuid AS "videoUuid", remote_video.url AS "videoUrl", ${toldActorJson('owner.actor_id')} AS owner,
         video_copy.expires_at AS "expiresAt", coalesce(video_copy.updated_at, now()) AS "updatedAt"
    FROM video JOIN remote_video ON remote_video.video_id = video.id
    JOIN channel ON channel.id = video.channel_id JOIN account owner ON owner.id = channel.account_id
    LEFT JOIN video_copy ON video_copy.video_id = video.id AND video_copy.file_names IS NOT NULL`

export async function findToldCopy(db: Queryable, copyId: number): Promise<ToldCopy | undefined> {
  const { rows } = await db.query<ToldCopy>(`${TOLD} WHERE video_copy.id = $1`, [copyId])
  return rows[0]
}

/** Of what everybody may watch. */
export async function findToldCopyOf(db: Queryable, videoUuid: string): Promise<ToldCopy | undefined> {
  const { rows } = await db.query<ToldCopy>(
    `${TOLD} WHERE video.uuid = $1 AND video_copy.id IS NOT NULL AND video.privacy IN (1, 2)
        AND NOT EXISTS (SELECT FROM video_block WHERE video_block.video_id = video.id)`,
    [videoUuid]
  )
  return rows[0]
}

/** Of a video that was copied; undefined when it is gone as well. */
export async function findCopiedVideo(db: Queryable, videoId: number): Promise<ToldCopy | undefined> {
  const { rows } = await db.query<ToldCopy>(`${TOLD} WHERE video.id = $1`, [videoId])
  return rows[0]
}
