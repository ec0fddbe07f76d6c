/** SQL of deleting users. Tables: app_user, actor, channel, registration; reads video, actor_image, playlist. */
import { appendEvent } from '../../platform/events.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { describeFarewells } from '../actors/index.ts'

/** From now on the user can do nothing, and is deleted whatever happens. */
export async function beginDeletion(db: Queryable, userId: number): Promise<void> {
  await db.query(
    `UPDATE app_user SET blocked = true, blocked_reason = NULL, deletion_began_at = coalesce(deletion_began_at, now())
      WHERE id = $1`,
    [userId]
  )
}

/** As `beginDeletion`, of all of them; others will go on with it. */
export async function queueDeletions(db: Queryable, userIds: readonly number[]): Promise<void> {
  await db.query(
    `UPDATE app_user SET blocked = true, blocked_reason = NULL, deletion_began_at = coalesce(deletion_began_at, now()),
                         deletion_waits = true
      WHERE id = ANY($1::bigint[])`,
    [userIds]
  )
}

/** Those that wait, and those that nobody is at for so long. */
export async function findOpenDeletions(db: Queryable, minimumSeconds: number): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>(
    `SELECT id FROM app_user WHERE deletion_began_at IS NOT NULL
        AND (deletion_waits OR deletion_began_at < now() - make_interval(secs => $1))
      ORDER BY deletion_began_at, id LIMIT 100`,
    [minimumSeconds]
  )
  return rows.map(({ id }) => id)
}

export async function someVideosOfUser(db: Queryable, userId: number, count: number): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>(
    `SELECT video.id FROM video JOIN channel ON channel.id = video.channel_id
       JOIN app_user ON app_user.account_id = channel.account_id
      WHERE app_user.id = $1 ORDER BY video.id LIMIT $2`,
    [userId, count]
  )
  return rows.map(({ id }) => id)
}

/** What a deleted user leaves outside the database. */
export interface UserBelongings {
  readonly email: string
  /** Names of files. */
  readonly avatars: string[]
  readonly banners: string[]
  readonly thumbnails: string[]
  readonly archives: string[]
}

/**
 * Login, account, channels and their names, once the videos are gone; with them goes all that hangs on them, and what
 * they wrote when they asked for the account.
 *
 * @returns Undefined, and deletes nothing, while there still are videos, or when the user is gone.
 */
export async function deleteEmptyUser(tx: Queryable, userId: number): Promise<UserBelongings | undefined> {
  const { rows } = await tx.query<UserBelongings>(
    `WITH actors AS (
       SELECT account.actor_id AS id FROM account JOIN app_user ON app_user.account_id = account.id
        WHERE app_user.id = $1
       UNION ALL
       SELECT channel.actor_id FROM channel JOIN app_user ON app_user.account_id = channel.account_id
        WHERE app_user.id = $1)
     SELECT app_user.email,
            ARRAY(SELECT file_name FROM actor_image JOIN actors ON actors.id = actor_id WHERE kind = 'avatar') AS avatars,
            ARRAY(SELECT file_name FROM actor_image JOIN actors ON actors.id = actor_id WHERE kind = 'banner') AS banners,
            ARRAY(SELECT thumbnail_name FROM playlist
                   WHERE account_id = app_user.account_id AND thumbnail_name IS NOT NULL) AS thumbnails,
            ARRAY(SELECT file_name FROM user_export
                   WHERE user_id = app_user.id AND file_name IS NOT NULL) AS archives
       FROM app_user
      WHERE app_user.id = $1 FOR UPDATE OF app_user`,
    [userId]
  )
  const farewells = await describeFarewells(tx, await actorsOf(tx, userId))
  // While it is there: with the user, the registration forgets whose it was.
  await tx.query('DELETE FROM registration WHERE user_id = $1', [userId])
  const { rowCount } = await tx.query(
    `DELETE FROM actor
      WHERE id IN (SELECT account.actor_id FROM account JOIN app_user ON app_user.account_id = account.id
                    WHERE app_user.id = $1
                   UNION ALL
                   SELECT channel.actor_id FROM channel JOIN app_user ON app_user.account_id = channel.account_id
                    WHERE app_user.id = $1)
        AND NOT EXISTS (SELECT FROM video JOIN channel ON channel.id = video.channel_id
                          JOIN app_user ON app_user.account_id = channel.account_id WHERE app_user.id = $1)`,
    [userId]
  )
  if ((rowCount ?? 0) === 0) return undefined
  for (const farewell of farewells) await appendEvent(tx, farewell)
  return rows[0]
}

/** The channels first, the account last. */
async function actorsOf(tx: Queryable, userId: number): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>(
    `SELECT channel.actor_id AS id, 1 AS place FROM channel
       JOIN app_user ON app_user.account_id = channel.account_id WHERE app_user.id = $1
     UNION ALL
     SELECT account.actor_id, 2 FROM account JOIN app_user ON app_user.account_id = account.id WHERE app_user.id = $1
     ORDER BY place, id`,
    [userId]
  )
  return rows.map(({ id }) => id)
}
