/** SQL of the torrents slice. Tables: video_file; video (read). */
import type { Queryable } from '../../platform/postgres.ts'

/** A finished rendition. */
export interface TorrentFile {
  readonly id: number
  readonly fileName: string
  readonly resolution: number
  readonly sizeBytes: number
  /** Null until its torrent is made. */
  readonly infoHash: string | null
  readonly videoUuid: string
  readonly videoName: string
}

const FILES = `
  SELECT video_file.id, video_file.file_name AS "fileName", video_file.resolution, video_file.size_bytes AS "sizeBytes",
         video_file.info_hash AS "infoHash", video.uuid AS "videoUuid", video.name AS "videoName"
    FROM video_file JOIN video ON video.id = video_file.video_id`

/** @param torrentName `{uuid}-{resolution}-hls.torrent` */
export async function findTorrentFile(db: Queryable, torrentName: string): Promise<TorrentFile | undefined> {
  const { rows } = await db.query<TorrentFile>(
    `${FILES} WHERE replace(video_file.file_name, '-fragmented.mp4', '-hls.torrent') = $1 AND video_file.is_final`,
    [torrentName],
    'file-of-torrent'
  )
  return rows[0]
}

/** Newest first. @param except Ids that are of no interest. */
export async function listWithoutTorrent(
  db: Queryable,
  { count, except }: { count: number; except: readonly number[] }
): Promise<TorrentFile[]> {
  const { rows } = await db.query<TorrentFile>(
    `${FILES} WHERE video_file.is_final AND video_file.info_hash IS NULL AND video_file.id <> ALL($2)
      ORDER BY video_file.id DESC LIMIT $1`,
    [count, except]
  )
  return rows
}

/** Says nothing of a file that has been replaced meanwhile. @returns The video whose last torrent this was. */
export async function setInfoHash(tx: Queryable, file: TorrentFile, infoHash: string): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>(
    `UPDATE video_file SET info_hash = $3 WHERE id = $1 AND file_name = $2
     RETURNING (SELECT video_file.video_id WHERE NOT EXISTS (
       SELECT FROM video_file other
        WHERE other.video_id = video_file.video_id AND other.id <> video_file.id AND other.info_hash IS NULL)) AS id`,
    [file.id, file.fileName, infoHash]
  )
  return rows[0]?.id ?? undefined
}
