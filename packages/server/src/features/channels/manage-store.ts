/** SQL for those who change channels. Tables: actor, channel; video (ids and support), playlist (ids only). */
import { appendEvent, appendEvents } from '../../platform/events.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { describeFarewells } from '../actors/index.ts'

export interface ManagedChannel {
  readonly id: number
  readonly actorId: number
  readonly accountId: number
}

export async function findManagedChannel(db: Queryable, name: string): Promise<ManagedChannel | undefined> {
  const { rows } = await db.query<ManagedChannel>(
    `SELECT channel.id, channel.actor_id AS "actorId", channel.account_id AS "accountId"
       FROM channel JOIN actor ON actor.id = channel.actor_id
      WHERE lower(actor.preferred_username) = lower($1) AND actor.host IS NULL`,
    [name]
  )
  return rows[0]
}

/** Holds the account's row, so that two that create or delete at once are counted one after the other. */
export async function countChannels(tx: Queryable, accountId: number): Promise<number> {
  await tx.query('SELECT FROM account WHERE id = $1 FOR UPDATE', [accountId])
  const { rows } = await tx.query<{ count: number }>('SELECT count(*) FROM channel WHERE account_id = $1', [accountId])
  return rows[0]!.count
}

export interface ChannelChange {
  readonly displayName?: string | undefined
  /** Null removes it; undefined leaves it. */
  readonly description?: string | null | undefined
  readonly support?: string | null | undefined
  /** The videos of the channel are to say the same as `support`. */
  readonly bulkVideosSupportUpdate?: boolean | undefined
}

export async function updateChannel(tx: Queryable, channel: ManagedChannel, change: ChannelChange): Promise<void> {
  await tx.query(
    `UPDATE actor SET display_name = coalesce($2, display_name), updated_at = now(),
            description = CASE WHEN $3 THEN $4 ELSE description END
      WHERE id = $1`,
    [channel.actorId, change.displayName ?? null, change.description !== undefined, change.description ?? null]
  )
  if (change.support !== undefined)
    await tx.query('UPDATE channel SET support = $2 WHERE id = $1', [channel.id, change.support])
  if (change.support !== undefined && change.bulkVideosSupportUpdate)
    await updateSupportOfVideos(tx, channel.id, change.support)
  await appendEvent(tx, { type: 'actor.updated', actorId: channel.actorId })
}

async function updateSupportOfVideos(tx: Queryable, channelId: number, support: string | null): Promise<void> {
  const { rows } = await tx.query<{ id: number }>(
    `UPDATE video SET support = $2, updated_at = now()
      WHERE channel_id = $1 AND support IS DISTINCT FROM $2 RETURNING id`,
    [channelId, support]
  )
  await appendEvents(
    tx,
    rows.map(({ id }) => ({ type: 'video.updated', videoId: id }))
  )
}

/** Some of its videos; call again until there are none. */
export async function someVideosOf(db: Queryable, channelId: number, count: number): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>('SELECT id FROM video WHERE channel_id = $1 ORDER BY id LIMIT $2', [
    channelId,
    count
  ])
  return rows.map(({ id }) => id)
}

/** @returns False when a video came in since: nothing is deleted then. */
export async function deleteEmptyChannel(tx: Queryable, channel: ManagedChannel): Promise<boolean> {
  const farewells = await describeFarewells(tx, [channel.actorId])
  const { rows: playlists } = await tx.query<{ id: number }>('SELECT id FROM playlist WHERE channel_id = $1', [
    channel.id
  ])
  const { rowCount } = await tx.query(
    `DELETE FROM actor WHERE id = $1 AND NOT EXISTS (SELECT FROM video WHERE channel_id = $2)`,
    [channel.actorId, channel.id]
  )
  if (rowCount !== 1) return false
  // What it held is in no channel now.
  for (const { id } of playlists) await appendEvent(tx, { type: 'playlist.updated', playlistId: id })
  for (const farewell of farewells) await appendEvent(tx, farewell)
  return true
}
