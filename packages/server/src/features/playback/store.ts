/** SQL of the playback slice: what stands behind a media URL. Tables of the videos slice, read only. */
import type { Queryable } from '../../platform/postgres.ts'

export interface MediaFolder {
  /** Files that will not change any more. */
  readonly finalNames: ReadonlySet<string>
  /** Files that still grow. */
  readonly growingNames: ReadonlySet<string>
}

/** Every HLS file name a video offers at present; undefined when there is no such video. */
export async function findMediaFolder(db: Queryable, videoUuid: string): Promise<MediaFolder | undefined> {
  const {
    rows: [row]
  } = await db.query<{ master_name: string | null; sha256_name: string | null; files: FileRow[] | null }>(
    `SELECT streaming_playlist.master_name, streaming_playlist.sha256_name,
            (SELECT json_agg(json_build_object('file', file_name, 'playlist', playlist_name, 'isFinal', is_final))
               FROM video_file WHERE video_file.video_id = video.id) AS files
       FROM video LEFT JOIN streaming_playlist ON streaming_playlist.video_id = video.id
      WHERE video.uuid = $1`,
    [videoUuid],
    'media-folder'
  )
  if (!row) return undefined

  const finalNames = new Set<string>()
  const growingNames = new Set<string>()
  for (const { file, playlist, isFinal } of row.files ?? []) {
    for (const name of [file, playlist]) (isFinal ? finalNames : growingNames).add(name)
  }
  if (row.master_name) (row.sha256_name ? finalNames : growingNames).add(row.master_name)
  if (row.sha256_name) finalNames.add(row.sha256_name)
  return { finalNames, growingNames }
}

interface FileRow {
  readonly file: string
  readonly playlist: string
  readonly isFinal: boolean
}

/** The rendition with the most lines among some of a video's files. */
export async function findBestResolution(
  db: Queryable,
  videoUuid: string,
  fileIds: readonly number[]
): Promise<number | undefined> {
  const { rows } = await db.query<{ resolution: number }>(
    `SELECT resolution FROM video_file JOIN video ON video.id = video_file.video_id
      WHERE video.uuid = $1 AND video_file.id = ANY($2::bigint[]) AND is_final ORDER BY resolution DESC LIMIT 1`,
    [videoUuid, fileIds]
  )
  return rows[0]?.resolution
}

/** The video that an original belongs to. */
export async function findOriginal(
  db: Queryable,
  storageKey: string
): Promise<{ videoUuid: string; fileName: string; ownerAccountId: number } | undefined> {
  const { rows } = await db.query<{ videoUuid: string; fileName: string; ownerAccountId: number }>(
    `SELECT video.uuid AS "videoUuid", original.file_name AS "fileName", channel.account_id AS "ownerAccountId"
       FROM original JOIN video ON video.id = original.video_id JOIN channel ON channel.id = video.channel_id
      WHERE original.storage_key = $1`,
    [storageKey]
  )
  return rows[0]
}

/** The rendition file that PeerTube's download URL names by height. */
export async function findDownload(
  db: Queryable,
  videoUuid: string,
  resolution: number
): Promise<{ fileName: string; videoName: string; isEnabled: boolean } | undefined> {
  const {
    rows: [row]
  } = await db.query<{ file_name: string; name: string; download_enabled: boolean }>(
    `SELECT video_file.file_name, video.name, video.download_enabled
       FROM video JOIN video_file ON video_file.video_id = video.id
      WHERE video.uuid = $1 AND video_file.resolution = $2 AND video_file.is_final`,
    [videoUuid, resolution]
  )
  return row && { fileName: row.file_name, videoName: row.name, isEnabled: row.download_enabled }
}

/** The video that a caption's file belongs to. */
export async function findCaptionedVideo(db: Queryable, fileName: string): Promise<string | undefined> {
  const { rows } = await db.query<{ uuid: string }>(
    `SELECT video.uuid FROM video_caption JOIN video ON video.id = video_caption.video_id
      WHERE video_caption.file_name = $1`,
    [fileName],
    'captioned-video'
  )
  return rows[0]?.uuid
}
