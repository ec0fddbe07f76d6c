/** SQL of the about slice: counts. Reads app_user, video and video_comment. */
import type { Queryable } from '../../platform/postgres.ts'

export interface Usage {
  readonly userCount: number
  /** Signed in within 30 days. */
  readonly activeMonthCount: number
  /** Signed in within 180 days. */
  readonly activeHalfyearCount: number
  /** Public and published. */
  readonly videoCount: number
  readonly commentCount: number
}

export async function countUsage(db: Queryable): Promise<Usage> {
  const { rows } = await db.query<{ users: number; month: number; halfyear: number; videos: number; comments: number }>(
    `SELECT count(*) AS users,
            count(*) FILTER (WHERE last_login_at > now() - interval '30 days') AS month,
            count(*) FILTER (WHERE last_login_at > now() - interval '180 days') AS halfyear,
            (SELECT count(*) FROM video WHERE privacy = 1 AND state = 1
                AND NOT EXISTS (SELECT FROM remote_video WHERE remote_video.video_id = video.id)
                AND NOT EXISTS (SELECT FROM video_block WHERE video_block.video_id = video.id)) AS videos,
            (SELECT count(*) FROM video_comment WHERE url IS NULL AND deleted_at IS NULL AND NOT held_for_review) AS comments
       FROM app_user`
  )
  const row = rows[0]!
  return {
    userCount: row.users,
    activeMonthCount: row.month,
    activeHalfyearCount: row.halfyear,
    videoCount: row.videos,
    commentCount: row.comments
  }
}

export async function countUsers(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ users: number }>('SELECT count(*) AS users FROM app_user')
  return rows[0]!.users
}
