/**
 * SQL of copies that this server holds of others' videos. Tables: video_copy, mirrored_host; reads video, remote_video,
 * video_block, account_mute, server_mute, channel, account, actor.
 */
import { type RedundancyStrategy, WORK_STATE } from '../../contract/index.ts'
import { appendEvent } from '../../platform/events.ts'
import type { Queryable } from '../../platform/postgres.ts'

/** What of the original a copy is made of. Its other facts may change without the files. */
export interface CopySource {
  readonly masterUrl: string
  readonly sha256Url: string
  readonly files: readonly { readonly fileUrl: string; readonly sizeBytes: number }[]
}

/** An SQL expression of type jsonb, or NULL; a `CopySource` of what `remote_video` tells. */
export const SOURCE = `
  (SELECT jsonb_build_object('masterUrl', told -> 'masterUrl', 'sha256Url', told -> 'sha256Url', 'files',
            (SELECT jsonb_agg(jsonb_build_object('fileUrl', file -> 'fileUrl', 'sizeBytes', file -> 'sizeBytes')
                              ORDER BY file ->> 'fileUrl')
               FROM jsonb_array_elements(told -> 'files') file))
     FROM (SELECT remote_video.playlists -> 0 AS told) whole
    WHERE jsonb_typeof(told -> 'sha256Url') = 'string' AND jsonb_array_length(told -> 'files') > 0)`

/** An SQL expression: bytes of the files, as the origin tells them. */
export const SOURCE_BYTES = `
  (SELECT coalesce(sum((file ->> 'sizeBytes')::bigint), 0)::bigint
     FROM jsonb_array_elements(remote_video.playlists -> 0 -> 'files') file)`

/** Those of which this server does not want to show anything. An SQL condition on `video`, `channel` and `actor`. */
export const REFUSED = `
  (EXISTS (SELECT FROM video_block WHERE video_block.video_id = video.id)
   OR EXISTS (SELECT FROM server_mute WHERE by_account_id IS NULL AND server_mute.host = actor.host)
   OR EXISTS (SELECT FROM account_mute WHERE by_account_id IS NULL AND account_mute.account_id = channel.account_id))`

export interface Mirrorable {
  readonly videoId: number
  readonly isElsewhere: boolean
  readonly isRefused: boolean
  readonly hasSource: boolean
  /** Of the copy that there is, or is to be. */
  readonly state: number | null
}

export async function findMirrorable(db: Queryable, videoId: number): Promise<Mirrorable | undefined> {
  const { rows } = await db.query<Mirrorable>(
    `SELECT video.id AS "videoId", remote_video.video_id IS NOT NULL AS "isElsewhere", ${REFUSED} AS "isRefused",
            coalesce(${SOURCE} IS NOT NULL AND ${SOURCE_BYTES} > 0, false) AS "hasSource",
            (SELECT state FROM video_copy WHERE video_copy.video_id = video.id) AS state
       FROM video JOIN channel ON channel.id = video.channel_id JOIN actor ON actor.id = channel.actor_id
       LEFT JOIN remote_video ON remote_video.video_id = video.id
      WHERE video.id = $1`,
    [videoId]
  )
  return rows[0]
}

/** One that failed begins anew. @returns False when there is one already, or nothing to copy. */
export async function wishForCopy(tx: Queryable, videoId: number, strategy: RedundancyStrategy): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO video_copy (video_id, strategy, source, size_bytes)
     SELECT video_id, $2, ${SOURCE}, ${SOURCE_BYTES} FROM remote_video
      WHERE video_id = $1 AND ${SOURCE} IS NOT NULL AND ${SOURCE_BYTES} > 0
     ON CONFLICT (video_id) DO UPDATE
        SET strategy = excluded.strategy, source = excluded.source, size_bytes = excluded.size_bytes, error = NULL,
            state = ${WORK_STATE.pending}, attempts = 0, leased_until = '-infinity', updated_at = now()
      WHERE video_copy.state = ${WORK_STATE.failed}`,
    [videoId, strategy]
  )
  return rowCount === 1
}

export async function findWanted(
  db: Queryable,
  copyId: number
): Promise<{ videoId: number; source: CopySource } | undefined> {
  const { rows } = await db.query<{ videoId: number; source: CopySource }>(
    'SELECT video_id AS "videoId", source FROM video_copy WHERE id = $1',
    [copyId]
  )
  return rows[0]
}

/** In the transaction that ends the work: from now on it is served and told of. */
export async function saveCopy(
  tx: Queryable,
  copyId: number,
  { fileNames, expiresAt }: { fileNames: readonly string[]; expiresAt: Date | null }
): Promise<void> {
  await tx.query(
    `UPDATE video_copy SET file_names = $2, expires_at = $3, completed_at = now(), updated_at = now(), error = NULL
      WHERE id = $1`,
    [copyId, fileNames, expiresAt]
  )
  await appendEvent(tx, { type: 'copy.made', copyId })
}

export async function saveError(db: Queryable, copyId: number, error: string): Promise<void> {
  await db.query('UPDATE video_copy SET error = $2, updated_at = now() WHERE id = $1', [copyId, error])
}

export async function findStrategy(db: Queryable, copyId: number): Promise<RedundancyStrategy | undefined> {
  const { rows } = await db.query<{ strategy: RedundancyStrategy }>('SELECT strategy FROM video_copy WHERE id = $1', [
    copyId
  ])
  return rows[0]?.strategy
}

/** Others are told of those that they knew of. Call it inside a transaction; the files are the caller's. */
export async function deleteCopies(tx: Queryable, copyIds: readonly number[]): Promise<number[]> {
  const { rows } = await tx.query<{ id: number; videoId: number; state: number; expiresAt: Date | null }>(
    'DELETE FROM video_copy WHERE id = ANY ($1) RETURNING id, video_id AS "videoId", state, expires_at AS "expiresAt"',
    [copyIds]
  )
  for (const { videoId, state, expiresAt } of rows)
    if (state === WORK_STATE.completed)
      await appendEvent(tx, { type: 'copy.removed', videoId, expiresAt: expiresAt?.toISOString() ?? null })
  return rows.map(({ id }) => id)
}

export async function extendCopies(tx: Queryable, copyIds: readonly number[], seconds: number): Promise<void> {
  const { rows } = await tx.query<{ id: number }>(
    `UPDATE video_copy SET expires_at = now() + make_interval(secs => $2), updated_at = now()
      WHERE id = ANY ($1) AND state = ${WORK_STATE.completed} RETURNING id`,
    [copyIds, seconds]
  )
  for (const { id } of rows) await appendEvent(tx, { type: 'copy.extended', copyId: id })
}

/** @returns False for a host that nobody here has heard of. */
export async function isKnownHost(db: Queryable, host: string): Promise<boolean> {
  return (await db.query('SELECT FROM actor WHERE host = $1 LIMIT 1', [host])).rows.length === 1
}

export async function allowHost(tx: Queryable, host: string): Promise<void> {
  await tx.query('INSERT INTO mirrored_host (host) VALUES ($1) ON CONFLICT DO NOTHING', [host])
}

/** @returns The copies there are of its videos. */
export async function forbidHost(tx: Queryable, host: string): Promise<number[]> {
  await tx.query('DELETE FROM mirrored_host WHERE host = $1', [host])
  const { rows } = await tx.query<{ id: number }>(
    `SELECT video_copy.id FROM video_copy JOIN video ON video.id = video_copy.video_id
       JOIN channel ON channel.id = video.channel_id JOIN actor ON actor.id = channel.actor_id WHERE actor.host = $1`,
    [host]
  )
  return rows.map(({ id }) => id)
}

/**
 * Copies that are not to be any more: run out, of what is not shown here or not for everybody, of files that the origin
 * has no longer, and a strategy's that could not be made and may be tried again. What was asked for by hand waits when
 * the origin has no files at present, and is made again when it has others.
 */
export async function listUnwanted(db: Queryable): Promise<{ id: number; videoId: number; isWantedAgain: boolean }[]> {
  const { rows } = await db.query<{ id: number; videoId: number; isWantedAgain: boolean }>(
    `SELECT video_copy.id, video.id AS "videoId",
            video_copy.strategy = 'manual' AND NOT ${REFUSED} AND video.privacy IN (1, 2) AS "isWantedAgain"
       FROM video_copy JOIN video ON video.id = video_copy.video_id
       JOIN channel ON channel.id = video.channel_id JOIN actor ON actor.id = channel.actor_id
       LEFT JOIN remote_video ON remote_video.video_id = video.id
      WHERE video_copy.expires_at < now() OR video.privacy NOT IN (1, 2) OR ${REFUSED}
         OR (video_copy.source IS DISTINCT FROM ${SOURCE}
             AND (video_copy.strategy <> 'manual' OR ${SOURCE} IS NOT NULL))
         OR (video_copy.strategy <> 'manual' AND video_copy.state = ${WORK_STATE.failed}
             AND video_copy.updated_at < now() - interval '1 day')
      ORDER BY video_copy.id LIMIT 100`
  )
  return rows
}

export async function listCopyIds(db: Queryable): Promise<Set<string>> {
  return new Set((await db.query<{ id: number }>('SELECT id FROM video_copy')).rows.map(({ id }) => String(id)))
}

export interface ServedCopy {
  readonly id: number
  readonly fileNames: ReadonlySet<string>
}

/** Undefined for what is not whole, not for everybody, or not shown here. */
export async function findServedCopy(db: Queryable, videoUuid: string): Promise<ServedCopy | undefined> {
  const { rows } = await db.query<{ id: number; file_names: string[] }>(
    `SELECT video_copy.id, video_copy.file_names
       FROM video JOIN video_copy ON video_copy.video_id = video.id
       JOIN channel ON channel.id = video.channel_id JOIN actor ON actor.id = channel.actor_id
      WHERE video.uuid = $1 AND video_copy.state = ${WORK_STATE.completed} AND video.state = 1
        AND video.privacy IN (1, 2) AND NOT ${REFUSED}`,
    [videoUuid],
    'served-copy'
  )
  return rows[0] && { id: rows[0].id, fileNames: new Set(rows[0].file_names) }
}
