/** SQL of the videos slice besides lists and details. Tables: video and its parts. */
import { STATE, type VideoReference } from '../../contract/index.ts'
import { appendEvent } from '../../platform/events.ts'
import type { Database, Queryable } from '../../platform/postgres.ts'
import type { VideoAccess } from './video.ts'
import type { StoryboardRow } from './wire.ts'

interface AccessRow {
  readonly id: number
  readonly uuid: string
  readonly privacy: number
  readonly state: number
  readonly account_id: number
  readonly passwords: string[]
  readonly is_blocked: boolean
  readonly is_elsewhere: boolean
}

const ACCESS = `
  SELECT video.id, video.uuid, video.privacy, video.state, channel.account_id,
         EXISTS (SELECT FROM video_block WHERE video_block.video_id = video.id) AS is_blocked,
         EXISTS (SELECT FROM remote_video WHERE remote_video.video_id = video.id) AS is_elsewhere,
         ARRAY(SELECT password FROM video_password WHERE video_id = video.id AND video.privacy = 5) AS passwords
    FROM video JOIN channel ON channel.id = video.channel_id`

export async function findAccess(db: Queryable, reference: VideoReference): Promise<VideoAccess | undefined> {
  const { rows } =
    'id' in reference
      ? await db.query<AccessRow>(`${ACCESS} WHERE video.id = $1`, [reference.id], 'access-by-id')
      : await db.query<AccessRow>(`${ACCESS} WHERE video.uuid = $1`, [reference.uuid], 'access-by-uuid')
  const row = rows[0]
  if (!row) return undefined
  const { id, uuid, privacy, state, passwords } = row
  return {
    id,
    uuid,
    privacy,
    state,
    passwords,
    ownerAccountId: row.account_id,
    isBlocked: row.is_blocked,
    isElsewhere: row.is_elsewhere
  }
}

export async function hasVideos(db: Queryable): Promise<boolean> {
  return (await db.query('SELECT 1 AS found FROM video LIMIT 1')).rows.length > 0
}

export async function findDescription(db: Queryable, videoId: number): Promise<string | null> {
  const { rows } = await db.query<{ description: string | null }>('SELECT description FROM video WHERE id = $1', [
    videoId
  ])
  return rows[0]?.description ?? null
}

export async function findStoryboard(db: Queryable, videoId: number): Promise<StoryboardRow | undefined> {
  const { rows } = await db.query<StoryboardRow>(
    `SELECT file_name, total_width, total_height, sprite_width, sprite_height, sprite_duration_seconds
       FROM storyboard WHERE video_id = $1`,
    [videoId],
    'storyboard-by-video'
  )
  return rows[0]
}

/** ffprobe's words on a rendition, undefined when there is no such file or it still grows. */
export async function findFileMetadata(db: Queryable, videoId: number, fileId: number): Promise<object | undefined> {
  const { rows } = await db.query<{ metadata: object | null }>(
    'SELECT metadata FROM video_file WHERE video_id = $1 AND id = $2',
    [videoId, fileId]
  )
  return rows[0]?.metadata ?? undefined
}

/** Seconds from the beginning; undefined when nothing is kept of it. */
export async function findProgress(db: Queryable, videoId: number, userId: number): Promise<number | undefined> {
  const { rows } = await db.query<{ seconds: number }>(
    'SELECT current_seconds AS seconds FROM watch_history WHERE user_id = $1 AND video_id = $2',
    [userId, videoId],
    'progress-in-video'
  )
  return rows[0]?.seconds
}

/** What a video owns on disk, and the job that may be working on it. */
export interface VideoBelongings {
  readonly uuid: string
  readonly thumbnail_name: string
  readonly preview_name: string
  readonly storyboard_name: string | null
  readonly original_key: string | null
  readonly caption_names: readonly string[]
  readonly torrent_names: readonly string[]
  /** Of copies of another server's video: their folders. */
  readonly copy_ids: readonly number[]
  readonly attempt: number | null
}

/** Removes the rows; the files are the caller's. Undefined when it was gone already. */
export async function deleteVideoRows(tx: Queryable, videoId: number): Promise<VideoBelongings | undefined> {
  const { rows } = await tx.query<VideoBelongings>(
    `WITH belongings AS (
       SELECT video.id, video.uuid, video.thumbnail_name, video.preview_name,
              storyboard.file_name AS storyboard_name, original.storage_key AS original_key, transcoding.attempt,
              ARRAY(SELECT file_name FROM video_caption WHERE video_id = video.id) AS caption_names,
              ARRAY(SELECT replace(file_name, '-fragmented.mp4', '-hls.torrent') FROM video_file
                     WHERE video_id = video.id) AS torrent_names,
              ARRAY(SELECT id FROM video_copy WHERE video_id = video.id) AS copy_ids
         FROM video
         LEFT JOIN storyboard ON storyboard.video_id = video.id
         LEFT JOIN original ON original.video_id = video.id
         LEFT JOIN transcoding ON transcoding.video_id = video.id
        WHERE video.id = $1)
     DELETE FROM video USING belongings WHERE video.id = belongings.id
     RETURNING belongings.uuid, belongings.thumbnail_name, belongings.preview_name, belongings.storyboard_name,
               belongings.original_key, belongings.attempt, belongings.caption_names, belongings.torrent_names,
               belongings.copy_ids`,
    [videoId]
  )
  return rows[0]
}

/** Videos whose hour has come get the privacy they were promised. Safe to run twice, and two at once. */
export function publishDueVideos(db: Database): Promise<number> {
  return db.transaction(async tx => {
    const { rows } = await tx.query<{ id: number; state: number }>(
      `UPDATE video
          SET privacy = coalesce(scheduled_privacy, privacy), scheduled_privacy = NULL, scheduled_at = NULL,
              published_at = now(), updated_at = now()
        WHERE scheduled_at <= now() RETURNING id, state`
    )
    for (const { id, state } of rows)
      if (state === STATE.published) await appendEvent(tx, { type: 'video.published', videoId: id })
    return rows.length
  })
}

/** Brings what "trending" sorts by up to date: views of the last days, today among them. Writes only what changed. */
export async function countRecentViews(db: Queryable, days: number): Promise<void> {
  await db.query(
    `WITH recent AS (
       SELECT video_id, sum(views)::integer AS views FROM video_view_day
        WHERE day > current_date - $1::integer GROUP BY video_id)
     UPDATE video SET recent_views = coalesce(recent.views, 0)
       FROM video old LEFT JOIN recent ON recent.video_id = old.id
      WHERE old.id = video.id AND (old.recent_views <> 0 OR recent.video_id IS NOT NULL)
        AND old.recent_views <> coalesce(recent.views, 0)`,
    [days]
  )
}
