/** SQL of the captions slice. Table: video_caption. */
import type { Queryable } from '../../platform/postgres.ts'

export interface CaptionRow {
  readonly language: string
  readonly file_name: string
  readonly automatically_generated: boolean
  readonly updated_at: Date
}

/** More languages than there are. */
const CAPTIONS_MAX = 500

export async function findCaptions(db: Queryable, videoId: number): Promise<CaptionRow[]> {
  const { rows } = await db.query<CaptionRow>(
    `SELECT language, file_name, automatically_generated, updated_at FROM video_caption
      WHERE video_id = $1 ORDER BY language LIMIT ${CAPTIONS_MAX}`,
    [videoId],
    'captions-of-video'
  )
  return rows
}

/**
 * Call it inside a transaction: of two changes at once, the later one stands.
 *
 * @returns The file that it replaces, if any; undefined when the video is gone.
 */
export async function replaceCaption(
  tx: Queryable,
  { videoId, language, fileName }: { videoId: number; language: string; fileName: string }
): Promise<{ replaced: string | undefined } | undefined> {
  const { rowCount } = await tx.query('SELECT FROM video WHERE id = $1 FOR UPDATE', [videoId])
  if (rowCount === 0) return undefined
  const { rows } = await tx.query<{ file_name: string }>(
    'SELECT file_name FROM video_caption WHERE video_id = $1 AND language = $2',
    [videoId, language]
  )
  await tx.query(
    `INSERT INTO video_caption (video_id, language, file_name) VALUES ($1, $2, $3)
     ON CONFLICT (video_id, language)
     DO UPDATE SET file_name = excluded.file_name, automatically_generated = false, updated_at = now()`,
    [videoId, language, fileName]
  )
  return { replaced: rows[0]?.file_name }
}

/** @returns The name of its file; undefined when there is none in that language. */
export async function deleteCaption(db: Queryable, videoId: number, language: string): Promise<string | undefined> {
  const { rows } = await db.query<{ file_name: string }>(
    'DELETE FROM video_caption WHERE video_id = $1 AND language = $2 RETURNING file_name',
    [videoId, language]
  )
  return rows[0]?.file_name
}
