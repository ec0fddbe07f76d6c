import { randomUUID } from 'node:crypto'
import { insertVideo } from '../../packages/server/src/features/videos/index.ts'
import type { Database } from '../../packages/server/src/platform/postgres.ts'

type NewVideo = Parameters<typeof insertVideo>[1]

export interface AVideo {
  readonly id: number
  readonly uuid: string
}

const ORDINARY = {
  name: 'A video',
  description: null,
  support: null,
  category: null,
  licence: null,
  language: null,
  tags: [],
  privacy: 1,
  schedule: null,
  isSensitive: false,
  commentsPolicy: 1,
  isDownloadEnabled: true,
  sensitiveFlags: 0,
  sensitiveSummary: null,
  waitsForTranscoding: false,
  durationSeconds: 5,
  aspectRatio: 1.7778,
  originallyPublishedAt: null,
  passwords: []
}

/**
 * A published public video without any file.
 *
 * @param columns Set afterwards, for what an upload cannot say: `state`, `views`, `published_at`…
 */
export async function aVideo(
  db: Database,
  channelId: number,
  { columns = {}, ...change }: Partial<NewVideo> & { columns?: Readonly<Record<string, unknown>> } = {}
): Promise<AVideo> {
  const uuid = randomUUID()
  const names = { thumbnailName: `${randomUUID()}.jpg`, previewName: `${randomUUID()}.jpg` }
  const id = await db.transaction(tx => insertVideo(tx, { ...ORDINARY, uuid, channelId, ...names, ...change }))
  for (const [column, value] of Object.entries(columns))
    await db.query(`UPDATE video SET ${column} = $2 WHERE id = $1`, [id, value])
  return { id, uuid }
}

export interface HlsNames {
  readonly file: string
  readonly playlist: string
  readonly master: string
  readonly sha256: string
  readonly storyboard: string
}

/** Rows of one 720p rendition with its playlists and a storyboard; the files are the caller's. */
export async function giveRendition(db: Database, { id }: AVideo, { isFinal = true } = {}): Promise<HlsNames> {
  const names = {
    file: `${randomUUID()}-720-fragmented.mp4`,
    playlist: `${randomUUID()}-720.m3u8`,
    master: `${randomUUID()}-master.m3u8`,
    sha256: `${randomUUID()}-segments-sha256.json`,
    storyboard: `${randomUUID()}.jpg`
  }
  await db.query('INSERT INTO streaming_playlist (video_id, master_name, sha256_name) VALUES ($1, $2, $3)', [
    id,
    names.master,
    isFinal ? names.sha256 : null
  ])
  await db.query(
    `INSERT INTO video_file (video_id, resolution, width, height, fps, size_bytes, file_name, playlist_name,
                             has_audio, has_video, is_final, metadata)
     VALUES ($1, 720, 1280, 720, 30, 1000, $2, $3, true, true, $4, $5)`,
    [id, names.file, names.playlist, isFinal, isFinal ? '{"format":{"duration":5},"streams":[]}' : null]
  )
  await db.query('INSERT INTO storyboard VALUES ($1, $2, 1920, 108, 192, 108, 1)', [id, names.storyboard])
  return names
}
