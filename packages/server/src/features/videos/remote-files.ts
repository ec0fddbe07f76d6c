/** Where the files of other servers' videos lie, by the names they have here. Tables: as of remote.ts (read). */
import { STORAGE } from '@colombier/transcoder/contract'
import type { Queryable } from '../../platform/postgres.ts'

export type RemoteFileSource =
  | { readonly kind: 'pictures'; readonly url: string; readonly thumbnailName: string; readonly previewName: string }
  | { readonly kind: 'storyboard'; readonly url: string; readonly width: number; readonly height: number }
  | { readonly kind: 'caption'; readonly url: string }

const PICTURES = (column: string) => `
  SELECT 'pictures' AS kind, remote_video.preview_url AS url, video.thumbnail_name AS "thumbnailName",
         video.preview_name AS "previewName"
    FROM video JOIN remote_video ON remote_video.video_id = video.id
   WHERE video.${column} = $1 AND remote_video.preview_url IS NOT NULL`

const SOURCES: Readonly<Record<string, string>> = {
  [STORAGE.thumbnails]: PICTURES('thumbnail_name'),
  [STORAGE.previews]: PICTURES('preview_name'),
  [STORAGE.storyboards]: `
    SELECT 'storyboard' AS kind, remote_video.storyboard ->> 'url' AS url, total_width AS width, total_height AS height
      FROM storyboard JOIN remote_video USING (video_id)
     WHERE file_name = $1 AND remote_video.storyboard IS NOT NULL`,
  [STORAGE.captions]: `
    SELECT 'caption' AS kind, caption ->> 'url' AS url
      FROM video_caption JOIN remote_video USING (video_id) CROSS JOIN jsonb_array_elements(remote_video.captions) caption
     WHERE file_name = $1 AND caption ->> 'language' = video_caption.language`
}

const NAMES = [
  `SELECT '${STORAGE.previews}' AS folder, preview_name AS "fileName"
     FROM video JOIN remote_video ON video_id = video.id WHERE video.id = $1 AND preview_url IS NOT NULL`,
  `SELECT '${STORAGE.storyboards}', file_name
     FROM storyboard JOIN remote_video USING (video_id) WHERE video_id = $1 AND remote_video.storyboard IS NOT NULL`,
  `SELECT '${STORAGE.captions}', file_name
     FROM video_caption JOIN remote_video USING (video_id)
    WHERE video_id = $1 AND EXISTS (SELECT FROM jsonb_array_elements(remote_video.captions) caption
                                     WHERE caption ->> 'language' = video_caption.language)`
]

export interface RemoteFileName {
  /** Of the storage. */
  readonly folder: string
  readonly fileName: string
}

/** What `findRemoteFile` finds of one video. Its two pictures are made of one, and named once. */
export async function listRemoteFiles(db: Queryable, videoId: number): Promise<RemoteFileName[]> {
  return (await db.query<RemoteFileName>(NAMES.join(' UNION ALL '), [videoId])).rows
}

/** Undefined for what is no file of such a video. @param folder A folder of the storage. */
export async function findRemoteFile(
  db: Queryable,
  folder: string,
  fileName: string
): Promise<RemoteFileSource | undefined> {
  const source = SOURCES[folder]
  return source === undefined ? undefined : (await db.query<RemoteFileSource>(source, [fileName])).rows[0]
}
