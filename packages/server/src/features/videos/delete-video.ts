import { STORAGE } from '@colombier/transcoder/contract'
import { appendEvent } from '../../platform/events.ts'
import { log } from '../../platform/log.ts'
import type { Database } from '../../platform/postgres.ts'
import type { Storage } from '../../platform/storage/disk.ts'
import { describeRemoval } from './standing.ts'
import { deleteVideoRows, type VideoBelongings } from './store.ts'

export interface DeleteDeps {
  readonly db: Database
  readonly storage: Storage
  /** Stops the work on the video's renditions, if any goes on. */
  readonly cancelTranscoding: (videoUuid: string, attempt: number) => Promise<void>
}

/**
 * Rows first, then files: a crash between them leaves files that nobody owns, which the sweeper removes. Removing what
 * is gone changes nothing.
 */
export async function removeVideo(deps: DeleteDeps, videoId: number): Promise<void> {
  const belongings = await deps.db.transaction(async tx => {
    const removal = await describeRemoval(tx, videoId)
    const deleted = await deleteVideoRows(tx, videoId)
    if (deleted && removal) await appendEvent(tx, removal)
    return deleted
  })
  if (belongings) await removeFilesOf(deps, belongings)
}

/** Once the rows are gone. What cannot be removed now is the sweeper's. */
export async function removeFilesOf(deps: Omit<DeleteDeps, 'db'>, belongings: VideoBelongings): Promise<void> {
  await removeBelongings(deps, belongings).catch(error => {
    log('videos').warn('Files of the deleted video {uuid} are left to the sweeper: {error}', {
      uuid: belongings.uuid,
      error
    })
  })
}

async function removeBelongings(
  { storage, cancelTranscoding }: Omit<DeleteDeps, 'db'>,
  video: VideoBelongings
): Promise<void> {
  if (video.attempt !== null) await cancelTranscoding(video.uuid, video.attempt)
  const keys = [
    `${STORAGE.hls}/${video.uuid}`,
    `${STORAGE.thumbnails}/${video.thumbnail_name}`,
    `${STORAGE.previews}/${video.preview_name}`,
    ...(video.storyboard_name ? [`${STORAGE.storyboards}/${video.storyboard_name}`] : []),
    ...video.torrent_names.map(name => `${STORAGE.torrents}/${name}`),
    ...video.copy_ids.map(id => `${STORAGE.copies}/${id}`),
    ...video.caption_names.map(name => `${STORAGE.captions}/${name}`),
    ...(video.original_key ? [video.original_key] : [])
  ]
  await Promise.all(keys.map(key => storage.remove(key)))
}
