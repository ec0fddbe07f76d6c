/**
 * SQL of comments that are said between servers. Tables: video_comment, held_activity; reads video, channel, account,
 * actor, remote_video, remote_actor, video_block, video_share, account_mute, server_mute.
 */
import type { Queryable } from '../../platform/postgres.ts'

/** What is answered: a video or comment of this server, or something elsewhere by its ActivityPub id. */
export type Answered =
  | { readonly uuid: string; readonly commentId: number | null; readonly url?: undefined }
  | { readonly url: string; readonly uuid?: undefined }

/** Where words of somebody elsewhere would stand. */
export interface Place {
  readonly videoId: number
  readonly ownerAccountId: number
  readonly ownerActorId: number
  readonly channelActorId: number
  readonly isLocal: boolean
  /** The video's host; null for ours. */
  readonly host: string | null
  readonly privacy: number
  readonly state: number
  readonly isBlocked: boolean
  readonly policy: number
  /** Whether the moderators or the owner mute who speaks. */
  readonly isMuted: boolean
  readonly parent: { readonly id: number; readonly threadId: number } | null
}

/** @param accountId Who speaks. */
export async function findPlace(
  db: Queryable,
  answered: Answered,
  accountId: number | null
): Promise<Place | undefined> {
  const commentId = answered.uuid === undefined ? null : answered.commentId
  const { rows } = await db.query<Place>(
    `SELECT video.id AS "videoId", owner.id AS "ownerAccountId", owner.actor_id AS "ownerActorId",
            channel.actor_id AS "channelActorId", channel_actor.host IS NULL AS "isLocal", channel_actor.host,
            video.privacy, video.state, video.comments_policy AS policy,
            EXISTS (SELECT FROM video_block WHERE video_block.video_id = video.id) AS "isBlocked",
            (EXISTS (SELECT FROM account_mute WHERE account_id = $4 AND coalesce(by_account_id, owner.id) = owner.id)
             OR EXISTS (SELECT FROM server_mute JOIN actor ON actor.host = server_mute.host
                          JOIN account ON account.actor_id = actor.id
                         WHERE account.id = $4 AND coalesce(by_account_id, owner.id) = owner.id)) AS "isMuted",
            CASE WHEN place.parent_id IS NOT NULL
                 THEN json_build_object('id', place.parent_id, 'threadId', place.thread_id) END AS parent
       FROM (SELECT id AS video_id, NULL::bigint AS parent_id, NULL::bigint AS thread_id
               FROM video WHERE uuid = $1::uuid AND $2::bigint IS NULL
             UNION ALL
             SELECT video_comment.video_id, video_comment.id, video_comment.thread_id
               FROM video_comment JOIN video ON video.id = video_comment.video_id AND video.uuid = $1::uuid
              WHERE video_comment.id = $2
             UNION ALL
             SELECT video_id, id, thread_id FROM video_comment WHERE url = $3
             UNION ALL
             SELECT video_id, NULL, NULL FROM remote_video WHERE url = $3) place
       JOIN video ON video.id = place.video_id
       JOIN channel ON channel.id = video.channel_id
       JOIN actor channel_actor ON channel_actor.id = channel.actor_id
       JOIN account owner ON owner.id = channel.account_id
      LIMIT 1`,
    [answered.uuid ?? null, commentId, answered.url ?? null, accountId],
    'place-of-remote-comment'
  )
  return rows[0]
}

export interface NewRemoteComment {
  readonly url: string
  readonly place: Place
  /** Null for what was deleted before it came here. */
  readonly accountId: number | null
  readonly text: string
  readonly isHeld: boolean
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly replyApproval: string | null
}

/** @returns The comment's id; undefined when it is there already. */
export async function insertRemoteComment(tx: Queryable, comment: NewRemoteComment): Promise<number | undefined> {
  const { place, accountId } = comment
  const { rows } = await tx.query<{ id: number }>(
    `WITH next AS (SELECT nextval(pg_get_serial_sequence('video_comment', 'id')) AS id)
     INSERT INTO video_comment (id, video_id, account_id, text, held_for_review, thread_id, in_reply_to_id, url,
                                created_at, updated_at, deleted_at, reply_approval)
     SELECT next.id, $1, $2, $3, $4, coalesce($5, next.id), $6, $7, least($8, now()), least($9, now()),
            CASE WHEN $2::bigint IS NULL THEN least($9, now()) END, $10 FROM next
     ON CONFLICT (url) DO NOTHING RETURNING id`,
    [
      ...[place.videoId, accountId, comment.text, comment.isHeld, place.parent?.threadId ?? null],
      ...[place.parent?.id ?? null, comment.url, comment.createdAt, comment.updatedAt, comment.replyApproval]
    ],
    'insert-remote-comment'
  )
  return rows[0]?.id
}

export interface KnownComment {
  readonly id: number
  readonly videoId: number
  readonly accountId: number | null
  readonly text: string
  readonly isHeld: boolean
  readonly isDeleted: boolean
  readonly updatedAt: Date
  readonly isVideoLocal: boolean
  /** Whether it was written here. */
  readonly isLocal: boolean
  readonly videoOwnerAccountId: number
  readonly videoOwnerActorId: number
}

/** Undefined for what was never heard of. */
export async function findKnownComment(db: Queryable, comment: Answered): Promise<KnownComment | undefined> {
  const commentId = comment.uuid === undefined ? null : comment.commentId
  const { rows } = await db.query<KnownComment>(
    `SELECT video_comment.id, video_comment.video_id AS "videoId", video_comment.account_id AS "accountId",
            video_comment.text, held_for_review AS "isHeld", deleted_at IS NOT NULL AS "isDeleted",
            video_comment.updated_at AS "updatedAt", channel_actor.host IS NULL AS "isVideoLocal",
            video_comment.url IS NULL AS "isLocal", channel.account_id AS "videoOwnerAccountId",
            owner.actor_id AS "videoOwnerActorId"
       FROM video_comment
       JOIN video ON video.id = video_comment.video_id
       JOIN channel ON channel.id = video.channel_id
       JOIN actor channel_actor ON channel_actor.id = channel.actor_id
       JOIN account owner ON owner.id = channel.account_id
      WHERE video_comment.id = coalesce((SELECT id FROM video_comment WHERE url = $1), $2)
        AND (video_comment.url IS NULL) = ($1::text IS NULL) AND video.uuid = coalesce($3::uuid, video.uuid)`,
    [comment.url ?? null, commentId, comment.uuid ?? null],
    'known-comment'
  )
  return rows[0]
}

export async function changeText(
  tx: Queryable,
  id: number,
  { text, isHeld, updatedAt }: { text: string; isHeld: boolean; updatedAt: Date }
): Promise<void> {
  await tx.query(
    `UPDATE video_comment SET text = $2, held_for_review = held_for_review OR $3, updated_at = least($4, now())
      WHERE id = $1 AND deleted_at IS NULL`,
    [id, text, isHeld, updatedAt]
  )
  await tx.query('DELETE FROM comment_tag WHERE comment_id = $1', [id])
}

/** Of a comment that stands elsewhere: its video's server let it pass. @returns Whether it was held until now. */
export async function approveHeld(tx: Queryable, id: number, replyApproval: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE video_comment SET held_for_review = false, reply_approval = $2
      WHERE id = $1 AND deleted_at IS NULL AND held_for_review`,
    [id, replyApproval]
  )
  return rowCount === 1
}

export async function keepActivity(tx: Queryable, commentId: number, body: string): Promise<void> {
  await tx.query('INSERT INTO held_activity (comment_id, body) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    commentId,
    body
  ])
}

/** @returns What was kept; nothing is kept any more. */
export async function takeActivity(tx: Queryable, commentId: number): Promise<string | undefined> {
  const { rows } = await tx.query<{ body: string }>('DELETE FROM held_activity WHERE comment_id = $1 RETURNING body', [
    commentId
  ])
  return rows[0]?.body
}
