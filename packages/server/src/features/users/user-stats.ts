/** What a user did, and what was said against it. Reads video, video_comment, abuse. */
import type { UserDoings } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'

export async function countDoings(db: Queryable, userId: number): Promise<UserDoings> {
  const { rows } = await db.query<UserDoings>(
    `SELECT (SELECT count(*) FROM video JOIN channel ON channel.id = video.channel_id
              WHERE channel.account_id = app_user.account_id) AS "videosCount",
            (SELECT count(*) FROM video_comment
              WHERE video_comment.account_id = app_user.account_id AND deleted_at IS NULL) AS "videoCommentsCount",
            (SELECT count(*) FROM abuse WHERE flagged_account_id = app_user.account_id) AS "abusesCount",
            (SELECT count(*) FROM abuse
              WHERE flagged_account_id = app_user.account_id AND state = 3) AS "abusesAcceptedCount",
            (SELECT count(*) FROM abuse WHERE reporter_account_id = app_user.account_id) AS "abusesCreatedCount"
       FROM app_user WHERE id = $1`,
    [userId]
  )
  return rows[0]!
}
