/** SQL of the sources slice. Tables: video_source; original, transcoding (read, and the file's row removed). */
import type { VideoSource } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { type SourceRow, toSource } from '../videos/index.ts'

export interface NewSource {
  readonly videoId: number
  readonly fileName: string
  readonly sizeBytes: number
  /** ffprobe's. */
  readonly metadata: object
  readonly width: number
  readonly height: number
  readonly fps: number
}

/** Says what a video is made of, in place of anything said before. */
export async function putSource(tx: Queryable, source: NewSource): Promise<void> {
  const { videoId, fileName, sizeBytes, width, height, fps, metadata } = source
  await tx.query(
    `INSERT INTO video_source (video_id, file_name, size_bytes, width, height, fps, metadata)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (video_id) DO UPDATE
        SET file_name = excluded.file_name, size_bytes = excluded.size_bytes, width = excluded.width,
            height = excluded.height, fps = excluded.fps, metadata = excluded.metadata, created_at = now()`,
    [videoId, fileName, sizeBytes, width, height, fps, JSON.stringify(metadata)]
  )
}

export async function findSource(
  db: Queryable,
  { origin, videoId }: { origin: string; videoId: number }
): Promise<VideoSource | undefined> {
  const { rows } = await db.query<SourceRow>(
    `SELECT video_source.file_name, video_source.size_bytes, width, height, fps, metadata, video_source.created_at,
            original.storage_key
       FROM video_source LEFT JOIN original USING (video_id)
      WHERE video_source.video_id = $1`,
    [videoId]
  )
  return rows[0] && toSource(rows[0], origin)
}

/**
 * Forgets the file. Waits for whoever begins or ends work on it just now.
 *
 * @returns Its storage key; `missing` when it is gone already, `needed` while renditions are made of it or it is all
 *   there is of the video.
 */
export async function deleteOriginalFile(
  tx: Queryable,
  videoId: number
): Promise<{ key: string } | 'missing' | 'needed'> {
  const { rows } = await tx.query<{ status: string }>('SELECT status FROM transcoding WHERE video_id = $1 FOR UPDATE', [
    videoId
  ])
  const { rows: found } = await tx.query('SELECT FROM original WHERE video_id = $1', [videoId])
  if (found.length === 0) return 'missing'
  if (rows[0]?.status !== 'done') return 'needed'
  const removed = await tx.query<{ storage_key: string }>(
    'DELETE FROM original WHERE video_id = $1 RETURNING storage_key',
    [videoId]
  )
  return removed.rows[0] ? { key: removed.rows[0].storage_key } : 'missing'
}
