/** Swarms of videos that are copied here. Tables: video_copy, remote_video (read). */
import type { Queryable } from '../../platform/postgres.ts'

/** Infohashes, as their origins tell them: viewers of a copy meet where those of the original do. */
export async function listMirroredInfohashes(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ infohash: string }>(
    `SELECT DISTINCT jsonb_array_elements_text(playlist -> 'infohashes') AS infohash
       FROM video_copy JOIN remote_video USING (video_id) CROSS JOIN jsonb_array_elements(remote_video.playlists) playlist
      WHERE video_copy.file_names IS NOT NULL`
  )
  return rows.map(({ infohash }) => infohash)
}
