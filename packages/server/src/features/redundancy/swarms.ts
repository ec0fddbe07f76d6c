/** Swarms of videos that are copied here. Tables: video_copy, remote_video, video, video_block (read). */
import type { Queryable } from '../../platform/postgres.ts'

/** Of these infohashes, those of copies: their viewers meet where those of the originals do. */
export async function findMirroredInfohashes(db: Queryable, hashes: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ infohash: string }>(
    `SELECT DISTINCT infohash
       FROM video_copy JOIN remote_video USING (video_id) JOIN video ON video.id = video_copy.video_id
      CROSS JOIN jsonb_array_elements(remote_video.playlists) playlist
      CROSS JOIN jsonb_array_elements_text(playlist -> 'infohashes') infohash
      WHERE video_copy.file_names IS NOT NULL AND infohash = ANY ($1) AND video.privacy IN (1, 2) AND video.state = 1
        AND NOT EXISTS (SELECT FROM video_block WHERE video_block.video_id = video.id)`,
    [hashes],
    'mirrored-infohashes'
  )
  return rows.map(({ infohash }) => infohash)
}
