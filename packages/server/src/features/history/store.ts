/** SQL of the history slice. Table: watch_history; of users, whether they want one. */
import type { Queryable } from '../../platform/postgres.ts'
import type { Settings } from '../configuration/index.ts'

export type HistorySettings = Settings

/** Unless the user wants no history, or said nothing and the server keeps none by default. */
export async function rememberProgress(
  db: Queryable,
  settings: HistorySettings,
  { userId, videoId, second }: { userId: number; videoId: number; second: number }
): Promise<void> {
  await db.query(
    `INSERT INTO watch_history (user_id, video_id, current_seconds)
     SELECT app_user.id, video.id, $3 FROM app_user, video
      WHERE app_user.id = $1 AND video.id = $2
        AND coalesce((preferences ->> 'videosHistoryEnabled')::boolean, $4)
     ON CONFLICT (user_id, video_id)
     DO UPDATE SET current_seconds = excluded.current_seconds, updated_at = now()`,
    [userId, videoId, second, settings.current().user.history.videos.enabled],
    'remember-progress'
  )
}

export async function forgetVideo(db: Queryable, userId: number, videoId: number): Promise<void> {
  await db.query('DELETE FROM watch_history WHERE user_id = $1 AND video_id = $2', [userId, videoId])
}

/** @param before Absent: all of it. */
export async function forgetAll(db: Queryable, userId: number, before: Date | undefined): Promise<void> {
  await db.query('DELETE FROM watch_history WHERE user_id = $1 AND ($2::timestamptz IS NULL OR updated_at < $2)', [
    userId,
    before ?? null
  ])
}
