/** Who is told of what, as queries for ids of users. Each finds nobody when what it is about is gone or hidden by now. */
import { literal, type Sql, sql } from '../../platform/sql.ts'

const NOT_BLOCKED = literal('NOT EXISTS (SELECT FROM video_block WHERE video_block.video_id = video.id)')

/** Everybody who follows the channel or its account, but for the owner. */
export function subscribersOf(videoId: number): Sql {
  return sql`
    SELECT app_user.id
      FROM video
      JOIN channel ON channel.id = video.channel_id
      JOIN account owner ON owner.id = channel.account_id
      JOIN follow ON follow.target_actor_id IN (channel.actor_id, owner.actor_id) AND follow.state = 'accepted'
      JOIN account follower ON follower.actor_id = follow.actor_id
      JOIN app_user ON app_user.account_id = follower.id
     WHERE video.id = ${videoId} AND video.state = 1 AND video.privacy IN (1, 4) AND follower.id <> owner.id
       AND ${NOT_BLOCKED}`
}

export function ownerOf(videoId: number | Sql): Sql {
  return sql`
    SELECT app_user.id
      FROM video
      JOIN channel ON channel.id = video.channel_id
      JOIN app_user ON app_user.account_id = channel.account_id
     WHERE video.id = ${videoId}`
}

/** Once nothing keeps the video back any more. @param hadToWait Only when it waited for its renditions. */
export function ownerOfPublished(videoId: number, hadToWait: boolean): Sql {
  return sql`${ownerOf(videoId)} AND video.state = 1 AND video.scheduled_at IS NULL
    AND (video.wait_transcoding OR NOT ${hadToWait}::boolean) AND ${NOT_BLOCKED}`
}

/** The owner of the video under which the comment stands, unless they wrote it. */
export function ownerCommented(commentId: number): Sql {
  return sql`
    SELECT app_user.id
      FROM video_comment
      JOIN video ON video.id = video_comment.video_id
      JOIN channel ON channel.id = video.channel_id
      JOIN app_user ON app_user.account_id = channel.account_id
     WHERE video_comment.id = ${commentId} AND video_comment.deleted_at IS NULL
       AND video_comment.account_id <> channel.account_id`
}

/** Those of the names that are users here, but for who wrote the comment and whose video it is. */
export function mentioned(commentId: number, names: readonly string[]): Sql {
  return sql`
    SELECT app_user.id
      FROM video_comment
      JOIN video ON video.id = video_comment.video_id AND video.privacy NOT IN (3, 5)
      JOIN channel ON channel.id = video.channel_id
      JOIN app_user ON lower(app_user.username) = ANY(${names}::text[])
     WHERE video_comment.id = ${commentId} AND video_comment.deleted_at IS NULL AND NOT video_comment.held_for_review
       AND app_user.account_id NOT IN (video_comment.account_id, channel.account_id) AND ${NOT_BLOCKED}`
}

export const MODERATORS = literal("SELECT app_user.id FROM app_user WHERE app_user.role <> 'user'")

/** Whose account or channel is followed. */
export function followed(followId: number): Sql {
  return sql`
    SELECT app_user.id
      FROM follow
      LEFT JOIN channel ON channel.actor_id = follow.target_actor_id
      JOIN account ON account.id = channel.account_id OR account.actor_id = follow.target_actor_id
      JOIN app_user ON app_user.account_id = account.id
     WHERE follow.id = ${followId} AND follow.state = 'accepted' AND follow.actor_id <> account.actor_id`
}

/** Administrators, when it is the server itself that is followed. */
export function hostsFollowed(followId: number): Sql {
  return sql`
    SELECT app_user.id
      FROM follow
      JOIN actor ON actor.id = follow.target_actor_id AND actor.kind = 'application' AND actor.host IS NULL
      JOIN app_user ON app_user.role = 'administrator'
     WHERE follow.id = ${followId}`
}

/** Whose import it is, when it came to that end. */
export function importer(importId: number, state: number): Sql {
  return sql`SELECT user_id FROM video_import WHERE id = ${importId} AND state = ${state}`
}

/** Whom a video is offered to, as long as they have not answered. */
export function offeredTo(offerId: number): Sql {
  return sql`
    SELECT app_user.id FROM ownership_change JOIN app_user ON app_user.account_id = ownership_change.next_owner_account_id
     WHERE ownership_change.id = ${offerId} AND ownership_change.status = 'WAITING'`
}

export function reporterOf(abuseId: number): Sql {
  return sql`
    SELECT app_user.id FROM abuse JOIN app_user ON app_user.account_id = abuse.reporter_account_id
     WHERE abuse.id = ${abuseId}`
}

/** The other side: who reported, or the moderators. */
export function answered(messageId: number): Sql {
  return sql`
    SELECT app_user.id
      FROM abuse_message
      JOIN abuse ON abuse.id = abuse_message.abuse_id
      JOIN app_user ON CASE WHEN abuse_message.by_moderator THEN app_user.account_id = abuse.reporter_account_id
                            ELSE app_user.role <> 'user' END
     WHERE abuse_message.id = ${messageId} AND app_user.account_id IS DISTINCT FROM abuse_message.account_id`
}
