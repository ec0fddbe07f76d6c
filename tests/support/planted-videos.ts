/** Public videos that were watched of late, with one rendition of random bytes each: nothing has to be transcoded. */
import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { STORAGE } from '@colombier/transcoder/contract'
import type { Database } from '../../packages/server/src/platform/postgres.ts'
import { type AVideo, aVideo, giveRendition } from './a-video.ts'

export interface PlantedVideo extends AVideo {
  readonly bytes: Buffer
}

/** @param dataFolder Of a running server that uses that database. */
export async function plantVideos(
  { db, dataFolder }: { db: Database; dataFolder: string },
  { count, sizeBytes }: { count: number; sizeBytes: number }
): Promise<PlantedVideo[]> {
  const { rows } = await db.query<{ id: number }>('SELECT min(id) AS id FROM channel')
  const planted: PlantedVideo[] = []
  for (let number = 1; number <= count; number++) {
    const bytes = randomBytes(sizeBytes)
    // Published when its file is there.
    const video = await aVideo(db, rows[0]!.id, { name: `Planted ${number}`, columns: { state: 2 } })
    const folder = join(dataFolder, STORAGE.hls, video.uuid)
    const { file } = await giveRendition(db, video, { isFinal: false })
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, file), bytes)
    await db.query('UPDATE video_file SET is_final = true, size_bytes = $2 WHERE video_id = $1', [video.id, sizeBytes])
    await db.query('INSERT INTO video_view_day (video_id, day, views) VALUES ($1, current_date, 3)', [video.id])
    await db.query('UPDATE video SET state = 1, recent_views = 3 WHERE id = $1', [video.id])
    planted.push({ ...video, bytes })
  }
  return planted
}
