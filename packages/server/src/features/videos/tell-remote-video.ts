import { appendEvent } from '../../platform/events.ts'
import type { Queryable } from '../../platform/postgres.ts'

/**
 * The followers of its channel hear of a public video of another server, as of one that was published here.
 *
 * Once, and whenever its own server tells of it first: it may have been looked up, or read back, a moment before.
 */
export async function tellRemoteVideo(tx: Queryable, videoId: number): Promise<void> {
  const { rowCount } = await tx.query(
    `UPDATE remote_video SET is_told = true
       FROM video WHERE video.id = $1 AND video.privacy = 1 AND remote_video.video_id = video.id AND NOT is_told`,
    [videoId]
  )
  if (rowCount === 1) await appendEvent(tx, { type: 'video.published', videoId })
}
