/** SQL of the seeding slice. Tables: seeding_day; video, video_file, remote_video, video_block (read). */
import type { Queryable } from '../../platform/postgres.ts'

/** A rendition that somebody may want. */
export interface WantedFile {
  readonly infoHash: string
  readonly fileName: string
  readonly resolution: number
  readonly sizeBytes: number
  readonly videoUuid: string
  readonly videoName: string
}

/**
 * Of public videos that were watched of late, or that somebody is fetching right now: these come first.
 *
 * @param awaited Hashes of torrents that have peers who lack something.
 */
export async function listWanted(
  db: Queryable,
  { count, awaited }: { count: number; awaited: readonly string[] }
): Promise<WantedFile[]> {
  const { rows } = await db.query<WantedFile>(
    `SELECT video_file.info_hash AS "infoHash", video_file.file_name AS "fileName", video_file.resolution,
            video_file.size_bytes AS "sizeBytes", video.uuid AS "videoUuid", video.name AS "videoName"
       FROM (SELECT id FROM video_file WHERE info_hash = ANY($2)
             UNION
             SELECT video_file.id
               FROM (SELECT id FROM video
                      WHERE privacy = 1 AND state = 1 AND recent_views > 0
                      ORDER BY recent_views DESC, id DESC LIMIT $1 * 2) watched
               JOIN video_file ON video_file.video_id = watched.id) candidate
       JOIN video_file USING (id)
       JOIN video ON video.id = video_file.video_id
      WHERE video_file.is_final AND video_file.info_hash IS NOT NULL AND video.privacy = 1 AND video.state = 1
        AND NOT EXISTS (SELECT FROM remote_video WHERE remote_video.video_id = video.id)
        AND NOT EXISTS (SELECT FROM video_block WHERE video_block.video_id = video.id)
      ORDER BY video_file.info_hash = ANY($2) DESC, video.recent_views DESC, video.id DESC, video_file.resolution DESC
      LIMIT $1`,
    [count, awaited],
    'wanted-torrents'
  )
  return rows
}

export async function addGiven(db: Queryable, bytes: number): Promise<void> {
  await db.query(
    `INSERT INTO seeding_day (day, given_bytes) VALUES (current_date, $1)
     ON CONFLICT (day) DO UPDATE SET given_bytes = seeding_day.given_bytes + excluded.given_bytes`,
    [bytes],
    'add-given-bytes'
  )
}

export interface Given {
  readonly today: number
  readonly thirtyDays: number
  readonly total: number
}

export async function readGiven(db: Queryable): Promise<Given> {
  const { rows } = await db.query<Given>(
    `SELECT coalesce(sum(given_bytes) FILTER (WHERE day = current_date), 0)::bigint AS today,
            coalesce(sum(given_bytes) FILTER (WHERE day > current_date - 30), 0)::bigint AS "thirtyDays",
            coalesce(sum(given_bytes), 0)::bigint AS total
       FROM seeding_day`
  )
  return rows[0]!
}
