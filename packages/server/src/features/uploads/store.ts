/** SQL of the uploads slice. Tables: original, resumable_upload; reads user_import, whose files lie beside. */
import type { Queryable } from '../../platform/postgres.ts'
import { videoNotFound } from '../videos/index.ts'

export interface VideoRef {
  readonly id: number
  readonly uuid: string
}

export interface ResumableUpload {
  readonly id: string
  readonly userId: number
  readonly meta: Record<string, unknown>
  /** The video whose file it is to be; undefined for one that becomes a video. */
  readonly replacesVideoId: number | undefined
  /** What it has become. */
  readonly video: VideoRef | undefined
}

export async function insertOriginal(
  tx: Queryable,
  original: { videoId: number; storageKey: string; fileName: string; sizeBytes: number; probe: object }
): Promise<void> {
  await tx.query(
    'INSERT INTO original (video_id, storage_key, file_name, size_bytes, probe) VALUES ($1, $2, $3, $4, $5)',
    [original.videoId, original.storageKey, original.fileName, original.sizeBytes, JSON.stringify(original.probe)]
  )
}

/** @returns The storage key of the file that it replaces, if that is still there. */
export async function replaceOriginal(
  tx: Queryable,
  original: Parameters<typeof insertOriginal>[1]
): Promise<string | undefined> {
  const { rows } = await tx.query<{ storage_key: string }>(
    'DELETE FROM original WHERE video_id = $1 RETURNING storage_key',
    [original.videoId]
  )
  await insertOriginal(tx, original)
  return rows[0]?.storage_key
}

export async function setReplaced(tx: Queryable, videoId: number): Promise<void> {
  await tx.query('UPDATE video SET source_replaced_at = now(), updated_at = now() WHERE id = $1', [videoId])
}

export async function findUpload(db: Queryable, id: string): Promise<ResumableUpload | undefined> {
  const { rows } = await db.query<{
    id: string
    user_id: number
    meta: Record<string, unknown>
    replaces_video_id: number | null
    video_id: number | null
    uuid: string | null
  }>(
    `SELECT resumable_upload.id, resumable_upload.user_id, resumable_upload.meta,
            resumable_upload.replaces_video_id, resumable_upload.video_id, video.uuid
       FROM resumable_upload LEFT JOIN video ON video.id = resumable_upload.video_id
      WHERE resumable_upload.id = $1`,
    [id]
  )
  const row = rows[0]
  if (!row) return undefined
  const video = row.video_id !== null && row.uuid !== null ? { id: row.video_id, uuid: row.uuid } : undefined
  const replacesVideoId = row.replaces_video_id ?? undefined
  return { id: row.id, userId: row.user_id, meta: row.meta, replacesVideoId, video }
}

export async function saveUpload(
  db: Queryable,
  upload: {
    id: string
    userId: number
    channelId: number
    fields: object
    replacesVideoId: number | undefined
    meta: object
  }
): Promise<void> {
  await db.query(
    `INSERT INTO resumable_upload (id, user_id, channel_id, fields, meta, replaces_video_id)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (id) DO UPDATE SET channel_id = excluded.channel_id, fields = excluded.fields, meta = excluded.meta,
                                    updated_at = now()
      WHERE resumable_upload.video_id IS NULL AND resumable_upload.user_id = excluded.user_id`,
    [
      ...[upload.id, upload.userId, upload.channelId, JSON.stringify(upload.fields), JSON.stringify(upload.meta)],
      upload.replacesVideoId ?? null
    ]
  )
}

/** False when the upload has become a video already, or is gone. */
export async function claimUpload(tx: Queryable, id: string, videoId: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    'UPDATE resumable_upload SET video_id = $2, updated_at = now() WHERE id = $1 AND video_id IS NULL',
    [id, videoId]
  )
  return rowCount === 1
}

export async function deleteUpload(db: Queryable, id: string): Promise<void> {
  await db.query('DELETE FROM resumable_upload WHERE id = $1 AND video_id IS NULL', [id])
}

export async function countOpenUploads(db: Queryable, userId: number): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'SELECT count(*) FROM resumable_upload WHERE user_id = $1 AND video_id IS NULL',
    [userId]
  )
  return rows[0]!.count
}

/** Bytes that a user's open uploads will have, but for the one of that name and size: it may be begun anew. */
export async function sumOpenUploads(
  db: Queryable,
  userId: number,
  { fileName, sizeBytes }: { fileName: string; sizeBytes: number }
): Promise<number> {
  const { rows } = await db.query<{ bytes: number }>(
    `SELECT coalesce(sum((meta->>'size')::bigint), 0)::bigint AS bytes FROM resumable_upload
      WHERE user_id = $1 AND video_id IS NULL
        AND NOT (meta->>'originalName' = $2 AND (meta->>'size')::bigint = $3)`,
    [userId, fileName, sizeBytes]
  )
  return rows[0]!.bytes
}

/** Forgets uploads nobody went on with for that long, and finished ones after that long. */
export async function deleteAbandonedUploads(db: Queryable, hours: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `DELETE FROM resumable_upload WHERE updated_at < now() - make_interval(hours => $1) RETURNING id`,
    [hours]
  )
  return rows.map(row => row.id)
}

export async function listOpenUploadIds(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM resumable_upload WHERE video_id IS NULL
     UNION ALL SELECT file_name::text FROM user_import WHERE state < 3`
  )
  return rows.map(row => row.id)
}

export async function findChannelOf(db: Queryable, videoId: number): Promise<number> {
  const { rows } = await db.query<{ channel_id: number }>('SELECT channel_id FROM video WHERE id = $1', [videoId])
  if (!rows[0]) throw videoNotFound()
  return rows[0].channel_id
}
