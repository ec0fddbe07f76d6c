/** SQL of the chapters slice. Table: video_chapter. */
import type { Chapter } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'

/** In their order. */
export async function listChapters(db: Queryable, videoId: number): Promise<Chapter[]> {
  const { rows } = await db.query<Chapter>(
    'SELECT timecode, title FROM video_chapter WHERE video_id = $1 ORDER BY timecode LIMIT 500',
    [videoId]
  )
  return rows
}

/** Call it inside a transaction: of two changes at once, the later one stands whole. */
export async function replaceChapters(tx: Queryable, videoId: number, chapters: readonly Chapter[]): Promise<void> {
  await tx.query('SELECT FROM video WHERE id = $1 FOR UPDATE', [videoId])
  await tx.query('DELETE FROM video_chapter WHERE video_id = $1', [videoId])
  await tx.query(
    'INSERT INTO video_chapter (video_id, timecode, title) SELECT $1, * FROM unnest($2::integer[], $3::text[])',
    [videoId, chapters.map(({ timecode }) => timecode), chapters.map(({ title }) => title)]
  )
}
