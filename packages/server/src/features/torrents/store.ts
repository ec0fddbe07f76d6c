/** SQL of the torrents slice. Tables: video_file; video (read). */
import { PRIVACY } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'

/** A finished rendition. */
export interface TorrentFile {
  readonly id: number
  readonly fileName: string
  readonly resolution: number
  readonly sizeBytes: number
  /** Null until its torrent is made. */
  readonly infoHash: string | null
  /** Of the server, when the torrent was made. */
  readonly torrentOrigin: string | null
  readonly videoUuid: string
  readonly videoName: string
}

const FILES = `
  SELECT video_file.id, video_file.file_name AS "fileName", video_file.resolution, video_file.size_bytes AS "sizeBytes",
         video_file.info_hash AS "infoHash", torrent_origin AS "torrentOrigin", video.uuid AS "videoUuid", video.name AS "videoName"
    FROM video_file JOIN video ON video.id = video_file.video_id`

/** Whoever has a torrent has the video: there are none of videos that are not for everybody with the address. */
const IS_OPEN = `video.privacy IN (${PRIVACY.public}, ${PRIVACY.unlisted})`

/** @param torrentName `{uuid}-{resolution}-hls.torrent` */
export async function findTorrentFile(db: Queryable, torrentName: string): Promise<TorrentFile | undefined> {
  const { rows } = await db.query<TorrentFile>(
    `${FILES} WHERE replace(video_file.file_name, '-fragmented.mp4', '-hls.torrent') = $1 AND video_file.is_final
        AND ${IS_OPEN}`,
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
    `${FILES} WHERE video_file.is_final AND video_file.info_hash IS NULL AND video_file.id <> ALL($2) AND ${IS_OPEN}
      ORDER BY video_file.id DESC LIMIT $1`,
    [count, except]
  )
  return rows
}

/** @param proposed Is taken unless it has one. @returns The name it has from now on; undefined for a replaced file. */
export async function keepTorrentName(
  db: Queryable,
  { id, fileName }: TorrentFile,
  proposed: string
): Promise<string | undefined> {
  const { rows } = await db.query<{ name: string }>(
    `UPDATE video_file SET torrent_name = coalesce(torrent_name, $3) WHERE id = $1 AND file_name = $2
     RETURNING torrent_name AS name`,
    [id, fileName, proposed]
  )
  return rows[0]?.name
}

export async function listTorrentNames(db: Queryable, videoId: number): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT replace(file_name, '-fragmented.mp4', '-hls.torrent') AS name FROM video_file WHERE video_id = $1`,
    [videoId]
  )
  return rows.map(({ name }) => name)
}

/** Says nothing of a file that has been replaced meanwhile. @returns The video whose last torrent this was. */
export async function setInfoHash(
  tx: Queryable,
  file: TorrentFile,
  { infoHash, origin }: { infoHash: string; origin: string }
): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>(
    `UPDATE video_file SET info_hash = $3, torrent_origin = $4 WHERE id = $1 AND file_name = $2
     RETURNING (SELECT video_file.video_id WHERE NOT EXISTS (
       SELECT FROM video_file other
        WHERE other.video_id = video_file.video_id AND other.id <> video_file.id AND other.info_hash IS NULL)) AS id`,
    [file.id, file.fileName, infoHash, origin]
  )
  return rows[0]?.id ?? undefined
}
