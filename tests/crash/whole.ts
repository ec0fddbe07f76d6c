/** Whether videos are whole, and whether the data folder holds nothing else. */
import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type Database, openDatabase } from '../../packages/server/src/platform/postgres.ts'
import type { Api } from '../support/api.ts'

/** The embedded database of a running server, on its socket. */
export function openServersDatabase(dataFolder: string): Database {
  const socket = encodeURIComponent(join(dataFolder, 'postgres/socket'))
  return openDatabase(`postgresql:///colombier?host=${socket}&user=colombier`, { max: 1 })
}

export interface Expected {
  readonly name: string
  readonly uuid: string
  readonly resolutions: readonly number[]
  readonly durationSeconds: number
}

/** One video of that name, published, every rung final, every segment as its checksum says. */
export async function expectWholeVideo(db: Database, api: Api, expected: Expected): Promise<void> {
  const { rows } = await db.query(
    `SELECT video.uuid, video.state, transcoding.status, transcoding.attempt,
            ARRAY(SELECT resolution::int FROM video_file WHERE video_id = video.id AND is_final ORDER BY 1) AS final,
            (SELECT count(*)::int FROM video_file WHERE video_id = video.id) AS files
       FROM video JOIN transcoding ON transcoding.video_id = video.id WHERE video.name = $1`,
    [expected.name]
  )
  const { uuid, resolutions } = expected
  const whole = { uuid, state: 1, status: 'done', attempt: 1, final: resolutions, files: resolutions.length }
  expect(rows).toEqual([whole])

  const [playlist] = (await api.video(uuid)).streamingPlaylists
  const master = await fetchText(playlist!.playlistUrl)
  const uris = master.split('\n').filter(line => line !== '' && !line.startsWith('#'))
  expect(uris).toHaveLength(resolutions.length)
  const hashes = JSON.parse(await fetchText(playlist!.segmentsSha256Url!))
  for (const uri of uris) {
    const url = new URL(uri, playlist!.playlistUrl).href
    await expectWholeRendition(url, { hashes, durationSeconds: expected.durationSeconds })
  }
}

async function expectWholeRendition(
  url: string,
  { hashes, durationSeconds }: { hashes: Record<string, Record<string, string>>; durationSeconds: number }
): Promise<void> {
  const text = await fetchText(url)
  expect(text).toContain('#EXT-X-PLAYLIST-TYPE:VOD')
  expect(text.trimEnd()).toMatch(/#EXT-X-ENDLIST$/)
  const segments = [...text.matchAll(/#EXTINF:([\d.]+),\n#EXT-X-BYTERANGE:(\d+)@(\d+)\n(.+)/g)]
  const total = segments.reduce((sum, [, seconds]) => sum + Number(seconds), 0)
  expect(Math.abs(total - durationSeconds)).toBeLessThan(0.5)

  const fileName = segments[0]![4]!
  const bytes = Buffer.from(await (await fetch(new URL(fileName, url))).arrayBuffer())
  const found = segments.map(([, , size, offset]) => [Number(offset), Number(offset) + Number(size)] as const)
  const sums = found.map(([start, end]) => [`${start}-${end - 1}`, sha256(bytes.subarray(start, end))])
  expect(Object.fromEntries(sums)).toEqual(hashes[fileName])
  expect(found.at(-1)![1]).toBeLessThanOrEqual(bytes.length)
}

/** Each folder holds what the rows name, and nothing else. */
export async function expectNoStrayFiles(db: Database, dataFolder: string): Promise<void> {
  const named = async (sql: string) => (await db.query<{ name: string }>(sql)).rows.map(row => row.name).sort()
  const files = async (folder: string) => (await readdir(join(dataFolder, folder)).catch(() => [])).sort()

  expect(await files('tmp')).toEqual([])
  expect(await files('uploads')).toEqual(await named('SELECT id AS name FROM resumable_upload WHERE video_id IS NULL'))
  expect(await files('originals')).toEqual(
    await named("SELECT replace(storage_key, 'originals/', '') AS name FROM original")
  )
  expect(await files('thumbnails')).toEqual(await named('SELECT thumbnail_name AS name FROM video'))
  expect(await files('previews')).toEqual(await named('SELECT preview_name AS name FROM video'))
  expect(await files('storyboards')).toEqual(await named('SELECT file_name AS name FROM storyboard'))
  const uuids = await named('SELECT uuid::text AS name FROM video')
  expect(await files('streaming-playlists/hls')).toEqual(uuids)
  for (const uuid of uuids)
    expect(await files(`streaming-playlists/hls/${uuid}`)).toEqual(
      await named(
        `SELECT unnest(ARRAY[file_name, playlist_name]) AS name FROM video_file
           JOIN video ON video.id = video_id WHERE uuid = '${uuid}'
          UNION SELECT unnest(ARRAY[master_name, sha256_name]) FROM streaming_playlist
           JOIN video ON video.id = video_id WHERE uuid = '${uuid}'`
      )
    )
}

async function fetchText(url: string): Promise<string> {
  const response = await fetch(url)
  expect(response.status, url).toBe(200)
  return response.text()
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
