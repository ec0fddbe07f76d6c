/** A comment with all that other servers are told of it: one statement. */
import type { Queryable } from '../../platform/postgres.ts'
import { type ToldActor, toldActorJson } from '../actors/index.ts'

export interface ToldComment {
  readonly id: number
  /** Null for one of ours. */
  readonly url: string | null
  readonly text: string
  readonly isHeld: boolean
  readonly isDeleted: boolean
  readonly replyApproval: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
  /** Null once they are gone. */
  readonly author: ToldActor | null
  readonly isAuthorMuted: boolean
  readonly video: {
    readonly id: number
    readonly uuid: string
    /** Null for one of ours. */
    readonly url: string | null
    readonly privacy: number
    readonly state: number
    readonly isBlocked: boolean
  }
  readonly owner: ToldActor
  readonly channel: ToldActor
  /** Who share the video elsewhere. */
  readonly sharers: readonly ToldActor[]
  /** What it answers, and what that answers, nearest first. */
  readonly parents: readonly ToldParent[]
}

export interface ToldParent {
  readonly id: number
  readonly url: string | null
  readonly isHidden: boolean
  readonly author: ToldActor | null
}

/** Of a long conversation, those who spoke last are told. */
const PARENTS_MAX = 50

/** @param where A condition on `video_comment` and `video`, with parameters from `$1`. */
async function findTold(
  db: Queryable,
  where: string,
  { values, name }: { values: readonly unknown[]; name: string }
): Promise<ToldComment | undefined> {
  const { rows } = await db.query<ToldComment>(
    `WITH RECURSIVE said AS (
       SELECT video_comment.* FROM video_comment JOIN video ON video.id = video_comment.video_id WHERE ${where}),
     parent AS (
       SELECT up.id, up.url, up.account_id, up.in_reply_to_id, up.held_for_review, up.deleted_at, 1 AS distance
         FROM said JOIN video_comment up ON up.id = said.in_reply_to_id
       UNION ALL
       SELECT up.id, up.url, up.account_id, up.in_reply_to_id, up.held_for_review, up.deleted_at, distance + 1
         FROM parent JOIN video_comment up ON up.id = parent.in_reply_to_id WHERE distance < ${PARENTS_MAX})
     SELECT said.id, said.url, said.text, said.held_for_review AS "isHeld", said.deleted_at IS NOT NULL AS "isDeleted",
            said.reply_approval AS "replyApproval", said.created_at AS "createdAt", said.updated_at AS "updatedAt",
            ${toldActorJson('author.actor_id')} AS author,
            (EXISTS (SELECT FROM account_mute WHERE account_id = author.id
                        AND coalesce(by_account_id, owner.id) = owner.id)
             OR EXISTS (SELECT FROM server_mute JOIN actor ON actor.host = server_mute.host
                         WHERE actor.id = author.actor_id
                           AND coalesce(by_account_id, owner.id) = owner.id)) AS "isAuthorMuted",
            json_build_object('id', video.id, 'uuid', video.uuid, 'privacy', video.privacy, 'state', video.state,
              'url', (SELECT url FROM remote_video WHERE remote_video.video_id = video.id),
              'isBlocked', EXISTS (SELECT FROM video_block WHERE video_block.video_id = video.id)) AS video,
            ${toldActorJson('owner.actor_id')} AS owner, ${toldActorJson('channel.actor_id')} AS channel,
            coalesce((SELECT json_agg(${toldActorJson('video_share.actor_id')}) FROM video_share
                       WHERE video_share.video_id = video.id), '[]') AS sharers,
            coalesce((SELECT json_agg(json_build_object('id', parent.id, 'url', parent.url,
                               'isHidden', parent.held_for_review OR parent.deleted_at IS NOT NULL,
                               'author', ${toldActorJson('up.actor_id')}) ORDER BY parent.distance)
                        FROM parent LEFT JOIN account up ON up.id = parent.account_id), '[]') AS parents
       FROM said
       JOIN video ON video.id = said.video_id
       JOIN channel ON channel.id = video.channel_id
       JOIN account owner ON owner.id = channel.account_id
       LEFT JOIN account author ON author.id = said.account_id`,
    values,
    name
  )
  return rows[0]
}

export function findToldComment(db: Queryable, id: number): Promise<ToldComment | undefined> {
  return findTold(db, 'video_comment.id = $1', { values: [id], name: 'told-comment' })
}

/** What is held for review is not told. */
export function findPublicComment(db: Queryable, uuid: string, id: number): Promise<ToldComment | undefined> {
  const where = 'video.uuid = $1::uuid AND video_comment.id = $2 AND NOT held_for_review'
  return findTold(db, where, { values: [uuid, id], name: 'public-comment' })
}
