import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aVideo, giveRendition } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import { openDiskStorage, type Storage } from '../../platform/storage/disk.ts'
import { type DeleteDeps, removeVideo } from './delete-video.ts'
import { videoRoutes } from './routes.ts'

let database: FreshDatabase
let people: People
let folder: string
let deps: DeleteDeps
let server: TestServer
const cancelled: [string, number][] = []

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  folder = await mkdtemp(join(tmpdir(), 'deletion-'))
  deps = {
    db: database.db,
    storage: openDiskStorage(folder),
    cancelTranscoding: async (...job) => void cancelled.push(job)
  }
  server = await serveApi(
    people,
    videoRoutes({ ...deps, origin: 'http://localhost:9000', tokenSecret: Buffer.alloc(32), settings: someSettings() })
  )
})
afterAll(async () => {
  await server.close()
  await database.close()
  await rm(folder, { recursive: true })
})
beforeEach(() => void cancelled.splice(0))

/** A video with everything one can have: files, a password, an original, a job, an upload that remembers it. */
async function aFullVideo({ isTranscoded = false } = {}) {
  const names = { thumbnailName: `${crypto.randomUUID()}.jpg`, previewName: `${crypto.randomUUID()}.jpg` }
  const video = await aVideo(database.db, people.ada.channelId, { privacy: 5, passwords: ['sesame'], ...names })
  const hls = await giveRendition(database.db, video, { isFinal: isTranscoded })
  const original = `originals/${video.uuid}.mp4`
  await database.db.query("INSERT INTO original VALUES ($1, $2, 'a.mp4', 1, '{}')", [video.id, original])
  await database.db.query('INSERT INTO transcoding (video_id, attempt) VALUES ($1, 3)', [video.id])
  await database.db.query(
    `INSERT INTO resumable_upload (id, user_id, channel_id, fields, meta, video_id) VALUES ($1, $2, $3, '{}', '{}', $4)`,
    [video.uuid, people.ada.userId, people.ada.channelId, video.id]
  )
  const keys = [
    ...[`thumbnails/${names.thumbnailName}`, `previews/${names.previewName}`, `storyboards/${hls.storyboard}`],
    ...[`streaming-playlists/hls/${video.uuid}/${hls.file}`, `streaming-playlists/hls/${video.uuid}/${hls.master}`],
    original
  ]
  for (const key of keys) {
    await writeFile(join(folder, 'new'), 'x')
    await deps.storage.put(join(folder, 'new'), key)
  }
  return { ...video, keys }
}

const TABLES = [
  'video_password',
  'original',
  'transcoding',
  'streaming_playlist',
  'video_file',
  'storyboard',
  'resumable_upload'
]
async function countRows(id: number): Promise<number> {
  const counts = TABLES.map(table => `(SELECT count(*) FROM ${table} WHERE video_id = $1)`)
  const { rows } = await database.db.query<{ count: number }>(
    `SELECT ${counts.join(' + ')} + (SELECT count(*) FROM video WHERE id = $1) AS count`,
    [id]
  )
  return rows[0]!.count
}
const sizes = (keys: string[]) => Promise.all(keys.map(key => deps.storage.sizeOf(key)))
const remove = (reference: string | number, who: string) =>
  fetch(`${server.origin}/api/v1/videos/${reference}`, { method: 'DELETE', headers: { authorization: who } })

test("nobody can delete what is somebody else's", async () => {
  const video = await aFullVideo()
  const before = await countRows(video.id)
  expect((await remove(video.uuid, 'nobody')).status).toBe(401)
  expect((await remove(video.uuid, 'bob')).status).toBe(403)
  expect((await remove('1woUtH3BiRRgzMMrGyoQrs', 'ada')).status).toBe(404)
  expect((await remove('nonsense', 'ada')).status).toBe(400)
  expect(await countRows(video.id)).toBe(before)
  expect(await sizes(video.keys)).not.toContain(undefined)
  expect(cancelled).toEqual([])
})

test.each(['ada', 'mona', 'ruth'])('after %s has deleted a video, no row and no file of it is left', async who => {
  const other = await aFullVideo()
  const video = await aFullVideo()
  expect((await remove(video.uuid, who)).status).toBe(204)
  expect(await countRows(video.id)).toBe(0)
  expect(await sizes(video.keys)).toEqual(video.keys.map(() => undefined))
  expect(await readdir(join(folder, 'streaming-playlists/hls'))).not.toContain(video.uuid)
  expect(cancelled).toEqual([[video.uuid, 3]])
  expect(await sizes(other.keys)).not.toContain(undefined)
  expect((await remove(video.uuid, who)).status).toBe(404)
})

test('two deletions at once end well', async () => {
  const video = await aFullVideo()
  const answers = await Promise.all([1, 2].map(() => remove(video.uuid, 'ada')))
  expect(answers.map(({ status }) => status).filter(status => status !== 404)).toContain(204)
  expect(await countRows(video.id)).toBe(0)
  expect(await sizes(video.keys)).toEqual(video.keys.map(() => undefined))
})

test('a video is gone even when its files cannot be removed now', async () => {
  const video = await aFullVideo()
  const storage: Storage = {
    ...deps.storage,
    remove: async () => {
      throw Object.assign(new Error('the disk is read-only'), { code: 'EROFS' })
    }
  }
  await removeVideo({ ...deps, storage }, video.id)
  expect(await countRows(video.id)).toBe(0)
})
