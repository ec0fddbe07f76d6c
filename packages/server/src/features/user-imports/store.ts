/**
 * SQL of the imports of archives. Tables: user_import, taken_video, taken_playlist; reads app_user, channel, actor,
 * playlist, playlist_element, video.
 */
import type { UserImport } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'

export interface ImportRow {
  readonly id: number
  readonly state: number
  readonly sizeBytes: number
  readonly createdAt: Date
  readonly summary: UserImport['resultSummary']
}

const SELECT = `SELECT id, state, size_bytes AS "sizeBytes", created_at AS "createdAt", result_summary AS summary
  FROM user_import`

/** One that was being sent before gives way. @returns Undefined while another import runs. */
export async function beginImport(
  tx: Queryable,
  userId: number,
  sizeBytes: number
): Promise<{ name: string; before: string[] } | undefined> {
  await tx.query('SELECT FROM app_user WHERE id = $1 FOR NO KEY UPDATE', [userId])
  if (await isRunning(tx, userId)) return undefined
  const before = await tx.query<{ name: string }>(
    'DELETE FROM user_import WHERE user_id = $1 AND state = 0 RETURNING file_name AS name',
    [userId]
  )
  const { rows } = await tx.query<{ name: string }>(
    'INSERT INTO user_import (user_id, size_bytes) VALUES ($1, $2) RETURNING file_name AS name',
    [userId, sizeBytes]
  )
  return { name: rows[0]!.name, before: before.rows.map(({ name }) => name) }
}

export async function isRunning(db: Queryable, userId: number): Promise<boolean> {
  const { rows } = await db.query('SELECT FROM user_import WHERE user_id = $1 AND state IN (1, 2) LIMIT 1', [userId])
  return rows.length > 0
}

/** Undefined for another's. */
export async function findSent(db: Queryable, userId: number, name: string): Promise<ImportRow | undefined> {
  const { rows } = await db.query<ImportRow>(`${SELECT} WHERE user_id = $1 AND file_name = $2`, [userId, name])
  return rows[0]
}

export async function findLatest(db: Queryable, userId: number): Promise<ImportRow | undefined> {
  const { rows } = await db.query<ImportRow>(`${SELECT} WHERE user_id = $1 AND state > 0 ORDER BY id DESC LIMIT 1`, [
    userId
  ])
  return rows[0]
}

/** All its bytes are here. */
export async function startImport(db: Queryable, id: number): Promise<void> {
  await db.query('UPDATE user_import SET state = 1 WHERE id = $1 AND state = 0', [id])
}

/** Those nobody went on with; the sweeper of uploads has their files. */
export async function forgetAbandoned(db: Queryable): Promise<void> {
  await db.query("DELETE FROM user_import WHERE state = 0 AND created_at < now() - interval '36 hours'")
}

/** @returns False once it is all here. */
export async function deleteSent(db: Queryable, id: number): Promise<boolean> {
  return (await db.query('DELETE FROM user_import WHERE id = $1 AND state = 0', [id])).rowCount === 1
}

export async function setSummary(tx: Queryable, id: number, summary: UserImport['resultSummary']): Promise<void> {
  await tx.query('UPDATE user_import SET result_summary = $2 WHERE id = $1', [id, JSON.stringify(summary)])
}

export interface ImportWish {
  readonly name: string
  readonly userId: number
  readonly accountId: number
  readonly username: string
  readonly isBlocked: boolean
}

export async function findWish(db: Queryable, id: number): Promise<ImportWish | undefined> {
  const { rows } = await db.query<ImportWish>(
    `SELECT file_name AS name, user_id AS "userId", account_id AS "accountId", username, blocked AS "isBlocked"
       FROM user_import JOIN app_user ON app_user.id = user_import.user_id WHERE user_import.id = $1`,
    [id]
  )
  return rows[0]
}

export async function findWatchLater(tx: Queryable, accountId: number): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>(
    'SELECT id FROM playlist WHERE account_id = $1 AND type = 2 ORDER BY id LIMIT 1',
    [accountId]
  )
  return rows[0]?.id
}

/** Whether a playlist of an archive is here already: taken before, or the archive is of this server. */
export async function isPlaylistTaken(db: Queryable, accountId: number, uuid: string): Promise<boolean> {
  const { rows } = await db.query(
    `SELECT FROM taken_playlist WHERE account_id = $1 AND uuid = $2
     UNION ALL
     SELECT FROM playlist WHERE account_id = $1 AND uuid = $2`,
    [accountId, uuid]
  )
  return rows.length > 0
}

export async function insertTakenPlaylist(
  tx: Queryable,
  { accountId, uuid, playlistId }: { accountId: number; uuid: string; playlistId: number }
): Promise<void> {
  await tx.query('INSERT INTO taken_playlist (account_id, uuid, playlist_id) VALUES ($1, $2, $3)', [
    accountId,
    uuid,
    playlistId
  ])
}

export async function listHeld(tx: Queryable, playlistId: number): Promise<Set<number>> {
  const { rows } = await tx.query<{ id: number }>(
    'SELECT video_id AS id FROM playlist_element WHERE playlist_id = $1 AND video_id IS NOT NULL',
    [playlistId]
  )
  return new Set(rows.map(({ id }) => id))
}

/** Whether a video of an archive is here already: taken before, or the archive is of this server. */
export async function isTaken(db: Queryable, accountId: number, uuid: string): Promise<boolean> {
  const { rows } = await db.query(
    `SELECT FROM taken_video WHERE account_id = $1 AND uuid = $2
     UNION ALL
     SELECT FROM video JOIN channel ON channel.id = video.channel_id WHERE account_id = $1 AND video.uuid = $2`,
    [accountId, uuid]
  )
  return rows.length > 0
}

/** @returns False when it was taken meanwhile. */
export async function insertTaken(
  tx: Queryable,
  { accountId, uuid, videoId }: { accountId: number; uuid: string; videoId: number }
): Promise<boolean> {
  const { rowCount } = await tx.query(
    'INSERT INTO taken_video (account_id, uuid, video_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [accountId, uuid, videoId]
  )
  return rowCount === 1
}

/** Undefined for another's, too. */
export async function findOwnChannel(db: Queryable, accountId: number, name: string): Promise<number | undefined> {
  const { rows } = await db.query<{ id: number }>(
    `SELECT channel.id FROM channel JOIN actor ON actor.id = channel.actor_id
      WHERE account_id = $1 AND host IS NULL AND lower(preferred_username) = lower($2)`,
    [accountId, name]
  )
  return rows[0]?.id
}
