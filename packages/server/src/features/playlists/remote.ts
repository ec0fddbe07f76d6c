/** Playlists of other servers: what is kept of them. Tables: remote_playlist, playlist, playlist_element. */
import type { Queryable } from '../../platform/postgres.ts'
import { ELEMENTS_MAX, PLAYLISTS_MAX } from './store.ts'

/** As its origin tells it, checked and cut. */
export interface ToldPlaylist {
  /** The ActivityPub id. */
  readonly url: string
  readonly uuid: string
  readonly displayName: string
  readonly description: string | null
  readonly privacy: number
  readonly createdAt: Date
  readonly updatedAt: Date
}

export async function findRemotePlaylist(
  db: Queryable,
  url: string
): Promise<{ id: number; accountId: number } | undefined> {
  const { rows } = await db.query<{ id: number; accountId: number }>(
    `SELECT playlist.id, playlist.account_id AS "accountId"
       FROM remote_playlist JOIN playlist ON playlist.id = remote_playlist.playlist_id WHERE remote_playlist.url = $1`,
    [url]
  )
  return rows[0]
}

interface Owners {
  readonly accountId: number
  readonly channelId: number | null
}

/**
 * Call it inside a transaction, after looking at whose it is. What it holds is read afterwards (`takeReading`).
 *
 * @returns Its id; undefined, and nothing is kept, when its UUID is another's or its owner has too many.
 */
export async function saveRemotePlaylist(
  tx: Queryable,
  { accountId, channelId }: Owners,
  playlist: ToldPlaylist
): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>(
    `INSERT INTO playlist (uuid, account_id, channel_id, privacy, display_name, description, created_at, updated_at)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8
      WHERE (SELECT count(*) FROM playlist WHERE account_id = $2) < $9
         OR EXISTS (SELECT FROM remote_playlist WHERE url = $10)
     ON CONFLICT (uuid) DO UPDATE
        SET channel_id = excluded.channel_id, privacy = excluded.privacy, display_name = excluded.display_name,
            description = excluded.description, updated_at = excluded.updated_at
      WHERE playlist.id = (SELECT playlist_id FROM remote_playlist WHERE url = $10)
     RETURNING id`,
    [
      ...[playlist.uuid, accountId, channelId, playlist.privacy, playlist.displayName, playlist.description],
      ...[playlist.createdAt, playlist.updatedAt, PLAYLISTS_MAX, playlist.url]
    ]
  )
  if (!rows[0]) return undefined
  // Under one address there may be one only: another one there, of another UUID, is no update of it.
  const { rowCount } = await tx.query(
    `INSERT INTO remote_playlist (playlist_id, url) VALUES ($1, $2)
     ON CONFLICT (url) DO UPDATE SET reading_due_at = now(), attempts = 0, tellings = remote_playlist.tellings + 1
      WHERE remote_playlist.playlist_id = excluded.playlist_id`,
    [rows[0].id, playlist.url]
  )
  return rowCount === 1 ? rows[0].id : undefined
}

export async function deleteRemotePlaylist(tx: Queryable, id: number): Promise<void> {
  await tx.query('DELETE FROM playlist WHERE id = $1', [id])
}

/** A playlist whose elements are to be asked for, held for the one who took it. */
export interface Reading {
  readonly playlistId: number
  readonly url: string
  readonly tellings: number
  /** In a row, this one included. */
  readonly attempts: number
}

const LEASE_MINUTES = 30
/** Of readings that fail: from a minute on, doubled each time. After these, the next telling brings the next reading. */
const ATTEMPTS_MAX = 8

export async function takeReading(db: Queryable): Promise<Reading | undefined> {
  const { rows } = await db.query<Reading>(
    `UPDATE remote_playlist SET leased_until = now() + make_interval(mins => ${LEASE_MINUTES}), attempts = attempts + 1
      WHERE playlist_id = (SELECT playlist_id FROM remote_playlist
                            WHERE reading_due_at <= now() AND leased_until < now()
                            ORDER BY reading_due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING playlist_id AS "playlistId", url, tellings, attempts`
  )
  return rows[0]
}

export async function postponeReading(db: Queryable, { playlistId }: Reading): Promise<void> {
  await db.query(
    `UPDATE remote_playlist
        SET leased_until = '-infinity',
            reading_due_at = CASE WHEN attempts < ${ATTEMPTS_MAX} THEN now() + power(2, attempts - 1) * interval '1 minute' END
      WHERE playlist_id = $1`,
    [playlistId]
  )
}

export interface ReadElement {
  readonly videoId: number
  readonly startSeconds: number | null
  readonly stopSeconds: number | null
}

/** Puts them, in their order, in place of what it held. Call it inside a transaction. */
export async function endReading(
  tx: Queryable,
  { playlistId, tellings }: Reading,
  elements: readonly ReadElement[]
): Promise<void> {
  const { rowCount } = await tx.query('SELECT FROM playlist WHERE id = $1 FOR NO KEY UPDATE', [playlistId])
  if (rowCount === 0) return
  const kept = elements.slice(0, ELEMENTS_MAX)
  await tx.query('DELETE FROM playlist_element WHERE playlist_id = $1', [playlistId])
  await tx.query(
    `INSERT INTO playlist_element (playlist_id, video_id, position, start_seconds, stop_seconds)
     SELECT $1, told.video_id, row_number() OVER (ORDER BY told.place), told.start_seconds, told.stop_seconds
       FROM unnest($2::bigint[], $3::integer[], $4::integer[]) WITH ORDINALITY
              AS told (video_id, start_seconds, stop_seconds, place)
       JOIN video ON video.id = told.video_id`,
    [
      playlistId,
      kept.map(({ videoId }) => videoId),
      kept.map(({ startSeconds }) => startSeconds),
      kept.map(({ stopSeconds }) => stopSeconds)
    ]
  )
  await tx.query(
    `UPDATE remote_playlist
        SET leased_until = '-infinity', attempts = 0, reading_due_at = CASE WHEN tellings <> $2 THEN now() END
      WHERE playlist_id = $1`,
    [playlistId, tellings]
  )
}

export interface PlaylistActors {
  readonly accountActorId: number
  readonly channelActorId: number | null
}

/** Whose a playlist is. Undefined when it is gone. */
export async function findPlaylistActors(db: Queryable, playlistId: number): Promise<PlaylistActors | undefined> {
  const { rows } = await db.query<PlaylistActors>(
    `SELECT account.actor_id AS "accountActorId", channel.actor_id AS "channelActorId"
       FROM playlist JOIN account ON account.id = playlist.account_id
       LEFT JOIN channel ON channel.id = playlist.channel_id
      WHERE playlist.id = $1`,
    [playlistId]
  )
  return rows[0]
}
