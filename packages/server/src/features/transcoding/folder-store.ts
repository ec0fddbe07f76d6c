/** SQL of what lies in a video's HLS folder. Tables: transcoding, streaming_playlist, video_file. */
import type { Queryable } from '../../platform/postgres.ts'
import { HLS_NAMES } from './store.ts'

const UNTIDY_MAX = 500

/** Videos whose renditions were to be replaced, by an attempt that is over. */
export async function listUntidy(db: Queryable): Promise<number[]> {
  const { rows } = await db.query<{ video_id: number }>(
    `SELECT video_id FROM transcoding WHERE is_replacement AND status IN ('done', 'failed')
      ORDER BY video_id LIMIT ${UNTIDY_MAX}`
  )
  return rows.map(row => row.video_id)
}

/** Undefined while somebody works in the folder, or when the video is gone. No attempt begins until the transaction ends. */
export async function lockHlsNames(
  tx: Queryable,
  videoId: number
): Promise<{ videoUuid: string; names: ReadonlySet<string> } | undefined> {
  await tx.query('SELECT FROM transcoding WHERE video_id = $1 FOR UPDATE', [videoId])
  const { rows } = await tx.query<{ uuid: string; names: string[] }>(
    `SELECT video.uuid, ${HLS_NAMES} AS names FROM video JOIN transcoding ON transcoding.video_id = video.id
      WHERE video.id = $1 AND transcoding.status IN ('done', 'failed')`,
    [videoId]
  )
  return rows[0] && { videoUuid: rows[0].uuid, names: new Set(rows[0].names) }
}

export async function setTidy(tx: Queryable, videoId: number): Promise<void> {
  await tx.query('UPDATE transcoding SET is_replacement = false, source_key = NULL WHERE video_id = $1', [videoId])
}

export interface FinalPlaylist {
  readonly masterName: string
  readonly sha256Name: string
  /** Renditions are being made. */
  readonly isBusy: boolean
  readonly files: readonly { readonly id: number; readonly fileName: string; readonly playlistName: string }[]
}

/** What can be watched, held until the transaction ends; undefined while it grows. */
export async function lockFinalPlaylist(tx: Queryable, videoId: number): Promise<FinalPlaylist | undefined> {
  const { rows: attempts } = await tx.query<{ status: string }>(
    'SELECT status FROM transcoding WHERE video_id = $1 FOR UPDATE',
    [videoId]
  )
  const { rows } = await tx.query<Omit<FinalPlaylist, 'isBusy'>>(
    `SELECT master_name AS "masterName", sha256_name AS "sha256Name",
            (SELECT json_agg(json_build_object('id', id, 'fileName', file_name, 'playlistName', playlist_name))
               FROM video_file WHERE video_file.video_id = $1 AND is_final) AS files
       FROM streaming_playlist WHERE video_id = $1 AND sha256_name IS NOT NULL`,
    [videoId]
  )
  const isBusy = attempts.some(({ status }) => status === 'waiting' || status === 'running')
  return rows[0] && { ...rows[0], files: rows[0].files ?? [], isBusy }
}

/** Says that there may be files in the folder that no row names. */
export async function markUntidy(db: Queryable, videoId: number): Promise<void> {
  await db.query("UPDATE transcoding SET is_replacement = true WHERE video_id = $1 AND status IN ('done', 'failed')", [
    videoId
  ])
}

export async function deleteRendition(
  tx: Queryable,
  videoId: number,
  { fileId, masterName, sha256Name }: { fileId: number; masterName: string; sha256Name: string }
): Promise<void> {
  await tx.query('DELETE FROM video_file WHERE video_id = $1 AND id = $2', [videoId, fileId])
  await tx.query('UPDATE streaming_playlist SET master_name = $2, sha256_name = $3 WHERE video_id = $1', [
    videoId,
    masterName,
    sha256Name
  ])
  await markUntidy(tx, videoId)
  await tx.query('UPDATE video SET updated_at = now() WHERE id = $1', [videoId])
}
