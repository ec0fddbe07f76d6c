/** SQL of the transcoding slice. Tables: transcoding, original, streaming_playlist, video_file, storyboard, video.state. */
import { type HlsPackage, STORAGE, type Storyboard } from '@colombier/transcoder/contract'
import type { Queryable } from '../../platform/postgres.ts'
import { type Attempt, jobIdOf } from './transcoding.ts'

/** As many as one pass of reconcile looks at. */
const OPEN_MAX = 500

export interface OpenAttempt {
  readonly videoId: number
  readonly originalKey: string
  /** What it is made of: the original, else a rendition. */
  readonly sourceKey: string
  readonly isReplacement: boolean
  /** The renditions that can be watched meanwhile. */
  readonly keep: readonly string[]
  readonly previewName: string
  readonly isAudioOnly: boolean
  /** What the upload is (the transcoder's SourceDescription); null when the original is gone. */
  readonly probe: unknown
}

/** Every file that a video's rows name in its folder. */
export const HLS_NAMES = `ARRAY(
  SELECT name FROM video_file, unnest(ARRAY[file_name, playlist_name]) AS name WHERE video_id = video.id
  UNION ALL
  SELECT name FROM streaming_playlist, unnest(ARRAY[master_name, sha256_name]) AS name
   WHERE video_id = video.id AND name IS NOT NULL)`

/** Says that a video wants renditions; the queue learns it after the transaction, from `enqueueTranscoding`. */
export async function requestTranscoding(tx: Queryable, videoId: number): Promise<void> {
  await tx.query('INSERT INTO transcoding (video_id) VALUES ($1)', [videoId])
}

/** Locks an attempt until the transaction ends; undefined when it is over, replaced by a later one, or gone. */
export async function lockOpenAttempt(tx: Queryable, attempt: Attempt): Promise<OpenAttempt | undefined> {
  const { rows } = await tx.query<OpenAttempt>(
    `SELECT transcoding.video_id AS "videoId", coalesce(original.storage_key, '') AS "originalKey",
            coalesce(transcoding.source_key, original.storage_key, '') AS "sourceKey",
            transcoding.is_replacement AS "isReplacement", video.preview_name AS "previewName",
            transcoding.source_key IS NULL AND coalesce(original.probe->>'video', '') = '' AS "isAudioOnly",
            CASE WHEN transcoding.is_replacement THEN ${HLS_NAMES} ELSE '{}' END AS keep,
            original.probe
       FROM transcoding
       JOIN video ON video.id = transcoding.video_id
       LEFT JOIN original ON original.video_id = video.id
      WHERE video.uuid = $1 AND transcoding.attempt = $2 AND transcoding.status IN ('waiting', 'running')
        FOR UPDATE OF transcoding`,
    [attempt.videoUuid, attempt.number]
  )
  return rows[0]
}

export async function findOriginal(
  db: Queryable,
  videoId: number
): Promise<{ readonly key: string; readonly probe: unknown } | undefined> {
  const { rows } = await db.query<{ key: string; probe: unknown }>(
    'SELECT storage_key AS key, probe FROM original WHERE video_id = $1',
    [videoId]
  )
  return rows[0]
}

export async function listOpenJobIds(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ uuid: string; attempt: number }>(
    `SELECT video.uuid, transcoding.attempt FROM transcoding JOIN video ON video.id = transcoding.video_id
      WHERE transcoding.status IN ('waiting', 'running') ORDER BY transcoding.video_id LIMIT ${OPEN_MAX}`
  )
  return rows.map(row => jobIdOf({ videoUuid: row.uuid, number: row.attempt }))
}

/** Until the transaction ends. @returns False when somebody else holds it. */
export async function lockSettling(tx: Queryable, jobId: string): Promise<boolean> {
  const { rows } = await tx.query<{ locked: boolean }>(
    'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS locked',
    [`settle ${jobId}`]
  )
  return rows[0]?.locked === true
}

/** Neither over nor replaced by another attempt. */
export async function isOpen(db: Queryable, { videoUuid, number }: Attempt): Promise<boolean> {
  const { rows } = await db.query(
    `SELECT FROM transcoding JOIN video ON video.id = transcoding.video_id
      WHERE video.uuid = $1 AND transcoding.attempt = $2 AND transcoding.status IN ('waiting', 'running')`,
    [videoUuid, number]
  )
  return rows.length > 0
}

export async function videoExists(db: Queryable, videoUuid: string): Promise<boolean> {
  const { rows } = await db.query('SELECT 1 AS found FROM video WHERE uuid = $1', [videoUuid])
  return rows.length > 0
}

export async function setRunning(tx: Queryable, videoId: number): Promise<void> {
  await tx.query("UPDATE transcoding SET status = 'running', updated_at = now() WHERE video_id = $1", [videoId])
}

/** @returns Whether others can watch the video from now on who could not before. */
export async function setDone(tx: Queryable, videoId: number): Promise<boolean> {
  await tx.query(
    `UPDATE transcoding SET status = 'done', failure_code = NULL, failure_detail = NULL, updated_at = now()
      WHERE video_id = $1`,
    [videoId]
  )
  // A video that waited for its renditions is published now, and not when it was uploaded, as on PeerTube.
  const { rowCount } = await tx.query(
    `UPDATE video SET published_at = now(), state = 1, updated_at = now() WHERE id = $1 AND state <> 1`,
    [videoId]
  )
  return rowCount === 1
}

export async function setFailed(tx: Queryable, videoId: number, failure: { code: string; detail: string }) {
  await tx.query(
    `UPDATE transcoding SET status = 'failed', failure_code = $2, failure_detail = $3, updated_at = now()
      WHERE video_id = $1`,
    [videoId, failure.code, failure.detail]
  )
  await tx.query('UPDATE video SET state = 7, updated_at = now() WHERE id = $1 AND state = 2', [videoId])
  // Files that still grew went with the attempt.
  await tx.query('DELETE FROM video_file WHERE video_id = $1 AND NOT is_final', [videoId])
  await tx.query('DELETE FROM streaming_playlist WHERE video_id = $1 AND sha256_name IS NULL', [videoId])
}

export async function hasFinalFiles(tx: Queryable, videoId: number): Promise<boolean> {
  const { rows } = await tx.query('SELECT 1 AS found FROM video_file WHERE video_id = $1 AND is_final LIMIT 1', [
    videoId
  ])
  return rows.length > 0
}

export async function hasPlaylist(tx: Queryable, videoId: number): Promise<boolean> {
  const { rows } = await tx.query('SELECT 1 FROM streaming_playlist WHERE video_id = $1', [videoId])
  return rows.length > 0
}

/** Replaces what is known of a video's renditions; a rendition that stays keeps its id. */
export async function storePlaylist(tx: Queryable, videoId: number, hls: HlsPackage, isFinal: boolean): Promise<void> {
  await tx.query(
    `INSERT INTO streaming_playlist (video_id, master_name, sha256_name) VALUES ($1, $2, $3)
     ON CONFLICT (video_id) DO UPDATE SET master_name = excluded.master_name, sha256_name = excluded.sha256_name`,
    [videoId, hls.masterName, hls.sha256Name]
  )
  const resolutions = hls.renditions.map(rendition => rendition.resolution)
  await tx.query('DELETE FROM video_file WHERE video_id = $1 AND resolution <> ALL ($2::smallint[])', [
    videoId,
    resolutions
  ])
  await tx.query(
    `INSERT INTO video_file (video_id, resolution, width, height, fps, size_bytes, file_name, playlist_name,
                             has_audio, has_video, is_final, metadata)
     SELECT $1, "resolution", "width", "height", "fps", "sizeBytes", "fileName", "playlistName", "hasAudio",
            "hasVideo", $3, "metadata"
       FROM jsonb_to_recordset($2::jsonb) AS given ("resolution" smallint, "width" integer, "height" integer,
            "fps" real, "sizeBytes" bigint, "fileName" text, "playlistName" text, "hasAudio" boolean,
            "hasVideo" boolean, "metadata" jsonb)
     ON CONFLICT (video_id, resolution) DO UPDATE
        SET width = excluded.width, height = excluded.height, fps = excluded.fps, size_bytes = excluded.size_bytes,
            file_name = excluded.file_name, playlist_name = excluded.playlist_name, has_audio = excluded.has_audio,
            has_video = excluded.has_video, is_final = excluded.is_final, metadata = excluded.metadata,
            info_hash = CASE WHEN video_file.file_name = excluded.file_name THEN video_file.info_hash END,
            torrent_name = CASE WHEN video_file.file_name = excluded.file_name THEN video_file.torrent_name END`,
    [videoId, JSON.stringify(hls.renditions), isFinal]
  )
}

export async function storeStoryboard(tx: Queryable, videoId: number, storyboard: Storyboard | null): Promise<void> {
  await tx.query('DELETE FROM storyboard WHERE video_id = $1', [videoId])
  if (!storyboard) return
  await tx.query(
    `INSERT INTO storyboard (video_id, file_name, total_width, total_height, sprite_width, sprite_height,
                             sprite_duration_seconds)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      videoId,
      storyboard.fileName,
      storyboard.totalWidth,
      storyboard.totalHeight,
      storyboard.spriteWidth,
      storyboard.spriteHeight,
      storyboard.spriteDurationSeconds
    ]
  )
}

export async function hasStoryboard(db: Queryable, fileName: string): Promise<boolean> {
  const { rows } = await db.query('SELECT 1 AS found FROM storyboard WHERE file_name = $1', [fileName])
  return rows.length > 0
}

export async function deleteOriginal(tx: Queryable, videoId: number): Promise<void> {
  await tx.query('DELETE FROM original WHERE video_id = $1', [videoId])
}

/**
 * Begins a new attempt at one that has ended so; undefined when it has not, or nothing is left to make renditions of.
 * Renditions there are stay until it has others.
 */
export async function beginNextAttempt(
  tx: Queryable,
  videoId: number,
  ended: readonly ('failed' | 'done')[]
): Promise<Attempt | undefined> {
  await tx.query('SELECT FROM transcoding WHERE video_id = $1 FOR UPDATE', [videoId])
  const { rows } = await tx.query<{ uuid: string; attempt: number; is_replacement: boolean }>(
    `UPDATE transcoding
        SET attempt = attempt + 1, status = 'waiting', failure_code = NULL, failure_detail = NULL, updated_at = now(),
            is_replacement = best.file_name IS NOT NULL,
            source_key = CASE WHEN original.video_id IS NULL THEN $3 || video.uuid || '/' || best.file_name END
       FROM video
       LEFT JOIN original ON original.video_id = video.id
       LEFT JOIN LATERAL (SELECT file_name FROM video_file WHERE video_id = video.id AND is_final
                           ORDER BY resolution DESC LIMIT 1) AS best ON true
      WHERE transcoding.video_id = $1 AND transcoding.status = ANY($2) AND video.id = transcoding.video_id
        AND (original.video_id IS NOT NULL OR best.file_name IS NOT NULL)
      RETURNING video.uuid, transcoding.attempt, transcoding.is_replacement`,
    [videoId, ended, `${STORAGE.hls}/`]
  )
  const row = rows[0]
  if (!row) return undefined
  if (!row.is_replacement) {
    await forgetRenditions(tx, videoId)
    await takeShape(tx, videoId)
  }
  await tx.query('UPDATE video SET state = 2, updated_at = now() WHERE id = $1 AND state = 7', [videoId])
  return { videoUuid: row.uuid, number: row.attempt }
}

/** A video is as long and as wide as its original: from when its renditions are those of that file. */
export async function takeShape(tx: Queryable, videoId: number): Promise<void> {
  await tx.query(
    `UPDATE video
        SET duration_seconds = round((probe->>'durationSeconds')::numeric),
            aspect_ratio = round((probe->'video'->>'width')::numeric / (probe->'video'->>'height')::numeric, 4)
       FROM original
      WHERE video.id = $1 AND original.video_id = video.id AND probe ? 'durationSeconds'`,
    [videoId]
  )
}

/** The next attempt starts from an empty folder. */
async function forgetRenditions(tx: Queryable, videoId: number): Promise<void> {
  await tx.query('DELETE FROM video_file WHERE video_id = $1', [videoId])
  await tx.query('DELETE FROM streaming_playlist WHERE video_id = $1', [videoId])
  await tx.query('DELETE FROM storyboard WHERE video_id = $1', [videoId])
}

export interface TranscodingRow {
  readonly attempt: number
  readonly status: 'waiting' | 'running' | 'failed' | 'done'
  readonly failure_code: string | null
  readonly is_watchable: boolean
}

export async function findTranscodingRow(db: Queryable, videoUuid: string): Promise<TranscodingRow | undefined> {
  const { rows } = await db.query<TranscodingRow>(
    `SELECT transcoding.attempt, transcoding.status, transcoding.failure_code,
            EXISTS (SELECT 1 FROM streaming_playlist WHERE video_id = video.id) AS is_watchable
       FROM transcoding JOIN video ON video.id = transcoding.video_id
      WHERE video.uuid = $1`,
    [videoUuid]
  )
  return rows[0]
}
