/** SQL of the server's numbers. Reads most tables; writes none. */
import type { Totals } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'

/** Videos are counted as everybody sees them, files as they take space. */
export async function countTotals(db: Queryable): Promise<Totals> {
  const { rows } = await db.query<Totals>(
    `SELECT users.*, videos.*, comments.*, channels.*, follows.*, abuses.*, registrations.*,
            (SELECT count(*) FROM playlist WHERE privacy = 1) AS "totalLocalPlaylists",
            (SELECT coalesce(sum(size_bytes), 0)::float8 FROM video_file) AS "totalLocalVideoFilesSize"
       FROM (SELECT count(*) AS "totalUsers",
                    count(*) FILTER (WHERE last_login_at > now() - interval '1 day') AS "totalDailyActiveUsers",
                    count(*) FILTER (WHERE last_login_at > now() - interval '7 days') AS "totalWeeklyActiveUsers",
                    count(*) FILTER (WHERE last_login_at > now() - interval '30 days') AS "totalMonthlyActiveUsers",
                    count(*) FILTER (WHERE role = 'moderator') AS "totalModerators",
                    count(*) FILTER (WHERE role = 'administrator') AS "totalAdmins"
               FROM app_user) users,
            (SELECT count(*) FILTER (WHERE remote_video.video_id IS NULL) AS "totalLocalVideos",
                    count(*) AS "totalVideos",
                    coalesce(sum(views) FILTER (WHERE remote_video.video_id IS NULL), 0)::float8
                      AS "totalLocalVideoViews"
               FROM video LEFT JOIN remote_video ON remote_video.video_id = video.id WHERE privacy = 1 AND state = 1
                AND NOT EXISTS (SELECT FROM video_block WHERE video_block.video_id = video.id)) videos,
            (SELECT count(*) FILTER (WHERE url IS NULL) AS "totalLocalVideoComments",
                    count(*) AS "totalVideoComments"
               FROM video_comment WHERE deleted_at IS NULL AND NOT held_for_review) comments,
            (SELECT (SELECT count(*) FROM channel JOIN actor ON actor.id = channel.actor_id
                      WHERE actor.host IS NULL) AS "totalLocalVideoChannels",
                    ${activeChannels('1 day')} AS "totalLocalDailyActiveVideoChannels",
                    ${activeChannels('7 days')} AS "totalLocalWeeklyActiveVideoChannels",
                    ${activeChannels('30 days')} AS "totalLocalMonthlyActiveVideoChannels") channels,
            (SELECT count(*) FILTER (WHERE target.id = application.id) AS "totalInstanceFollowers",
                    count(*) FILTER (WHERE follow.actor_id = application.id) AS "totalInstanceFollowing"
               FROM follow
               JOIN actor application ON application.kind = 'application' AND application.host IS NULL
               JOIN actor target ON target.id = follow.target_actor_id
              WHERE follow.state = 'accepted' AND application.id IN (follow.actor_id, follow.target_actor_id)) follows,
            (SELECT count(*) AS "totalAbuses", count(processed_at) AS "totalAbusesProcessed",
                    ${averageMs('processed_at - created_at')} AS "averageAbuseResponseTimeMs"
               FROM abuse) abuses,
            (SELECT count(*) AS "totalRegistrationRequests",
                    count(*) FILTER (WHERE state <> 1) AS "totalRegistrationRequestsProcessed",
                    ${averageMs('CASE WHEN state <> 1 THEN updated_at - created_at END')}
                      AS "averageRegistrationRequestResponseTimeMs"
               FROM registration) registrations`
  )
  return rows[0]!
}

const averageMs = (interval: string) => `round(extract(epoch FROM avg(${interval})) * 1000)::float8`

/** Channels that published something of late. */
const activeChannels = (age: string) => `
  (SELECT count(DISTINCT channel_id) FROM video
    WHERE privacy = 1 AND state = 1 AND published_at > now() - interval '${age}'
      AND NOT EXISTS (SELECT FROM remote_video WHERE remote_video.video_id = video.id))`

export interface CountedMessages {
  /** Of the activity: `Create`, … */
  readonly type: string
  readonly done: number
  /** Refused, or set aside. */
  readonly failed: number
  readonly waiting: number
  /** Ended in the last hour. */
  readonly lastHour: number
}

/** What came in from other servers and is remembered (federation/inbox forgets after some days). */
export async function countMessages(db: Queryable): Promise<CountedMessages[]> {
  const { rows } = await db.query<CountedMessages>(
    `SELECT type, count(*) FILTER (WHERE state = 'done') AS done,
            count(*) FILTER (WHERE state IN ('refused', 'failed')) AS failed,
            count(*) FILTER (WHERE state = 'waiting') AS waiting,
            count(*) FILTER (WHERE ended_at > now() - interval '1 hour') AS "lastHour"
       FROM inbox_activity GROUP BY type`
  )
  return rows
}
