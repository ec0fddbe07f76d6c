/** Published videos without files, made by SQL: lists and pages read nothing else. */
import { toShortUuid } from '../../../packages/server/src/kernel/short-uuid.ts'
import type { Database } from '../../../packages/server/src/platform/postgres.ts'

const HEIGHTS = [240, 360, 480, 720]
const DESCRIPTION = `What we did **this summer**, told by those who were there.

- the first day, by train
- the second day, on foot: https://example.org/map

Music and pictures by the members; thanks to everybody who helped.`

/** @returns The short UUIDs of the new videos. */
export async function seedVideos(db: Database, count: number): Promise<string[]> {
  const { rows } = await db.query<{ uuid: string }>(
    `INSERT INTO video (uuid, channel_id, name, description, category, licence, language, tags, privacy, state,
                        duration_seconds, aspect_ratio, thumbnail_name, preview_name, views, published_at)
     SELECT id, (SELECT min(channel.id) FROM channel), 'Summer meeting of the association, part ' || number, $2,
            number % 18 + 1, number % 7 + 1, (ARRAY['fr', 'en', NULL])[number % 3 + 1], ARRAY['summer', 'meeting'], 1, 1,
            60 + number, 1.7778, id || '.jpg', id || '.jpg', number % 500, now() - number * interval '1 hour'
       FROM (SELECT number, gen_random_uuid() AS id FROM generate_series(1, $1::int) number) new
     RETURNING uuid`,
    [count, DESCRIPTION]
  )
  await db.query(
    `INSERT INTO streaming_playlist (video_id, master_name, sha256_name)
     SELECT id, uuid || '-master.m3u8', 'segments-sha256.json' FROM video WHERE state = 1
     ON CONFLICT DO NOTHING`
  )
  await db.query(
    `INSERT INTO video_file (video_id, resolution, width, height, fps, size_bytes, file_name, playlist_name,
                             has_audio, has_video, is_final)
     SELECT id, rung, rung * 16 / 9, rung, 30, rung * 40000, concat(uuid, '-', rung, '-fragmented.mp4'),
            concat(uuid, '-', rung, '.m3u8'), true, true, true
       FROM video, unnest($1::smallint[]) rung WHERE state = 1
     ON CONFLICT DO NOTHING`,
    [HEIGHTS]
  )
  await db.query(
    `INSERT INTO storyboard (video_id, file_name, total_width, total_height, sprite_width, sprite_height,
                             sprite_duration_seconds)
     SELECT id, uuid || '.jpg', 1920, 1080, 192, 108, 1 FROM video WHERE state = 1
     ON CONFLICT DO NOTHING`
  )
  await db.query('ANALYZE')
  return rows.map(({ uuid }) => toShortUuid(uuid))
}
