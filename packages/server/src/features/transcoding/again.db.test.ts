import type { TranscodeJob, TranscodeResult } from '@colombier/transcoder/contract'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type People, serveApi } from '../../../../../tests/support/people.ts'
import {
  openPlaybackBench,
  type PlayableVideo,
  type PlaybackBench
} from '../../../../../tests/support/playback-bench.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import { transcodingRoutes } from './index.ts'
import { recordFailure, recordProgress, recordResult } from './record.ts'
import { withoutVariant } from './remove-rendition.ts'
import { tidyFolders } from './tidy.ts'
import type { TranscodingDeps } from './transcoding.ts'

let bench: PlaybackBench
let server: TestServer
let deps: TranscodingDeps
let video: PlayableVideo
let folder: string
const added = new Map<string, TranscodeJob>()

beforeAll(async () => {
  bench = await openPlaybackBench()
  const queue = {
    add: async (id: string, data: TranscodeJob) => void added.set(id, data),
    find: async () => undefined,
    remove: async () => {},
    subscribe: async () => {}
  }
  deps = { db: bench.db, storage: bench.storage, settings: someSettings(), queue }
  const progress = new Map()
  server = await serveApi(bench.people, transcodingRoutes({ ...deps, progress, tokenSecret: Buffer.alloc(32) }))
})
afterAll(async () => {
  await server.close()
  await bench.close()
})
beforeEach(async () => {
  video = await bench.video()
  folder = `streaming-playlists/hls/${video.uuid}`
  await bench.db.query("INSERT INTO transcoding (video_id, status) VALUES ($1, 'done')", [video.id])
})

const call = (method: string, path: string, as?: keyof People, body?: object) =>
  fetch(`${server.origin}/api/v1/videos/${video.uuid}/${path}`, {
    method,
    headers: { ...(as && { authorization: as }), 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) })
  })
const again = (as: keyof People | undefined = 'ruth', transcodingType = 'hls') =>
  call('POST', 'transcoding', as, { transcodingType })
const attempt = () => ({ videoUuid: video.uuid, number: 2 })
const names = () => bench.storage.list(folder)

/** What the transcoder would leave, under new names. */
async function aResult(): Promise<TranscodeResult> {
  const [file, playlist, master, sha256] = [
    '480-fragmented.mp4',
    '480.m3u8',
    'master.m3u8',
    'segments-sha256.json'
  ].map(suffix => `${crypto.randomUUID()}-${suffix}`) as [string, string, string, string]
  for (const name of [file, playlist, master, sha256]) await bench.write(`${folder}/${name}`, 'new')
  const rendition = { resolution: 480, width: 854, height: 480, fps: 25, fileName: file, playlistName: playlist }
  const facts = { hasAudio: true, hasVideo: true, sizeBytes: 3, metadata: {} }
  return { hls: { masterName: master, sha256Name: sha256, renditions: [{ ...rendition, ...facts }] }, storyboard: null }
}

test('renditions are made anew of the best one, which can be watched until then', async () => {
  const before = await names()
  expect((await again()).status).toBe(204)
  const job = added.get(`${video.uuid}-2`)!
  expect(job.sourceKey).toBe(`${folder}/${video.names.file}`)
  expect(job.keep.toSorted()).toEqual(before.toSorted())
  expect(job.stillKey).toBeUndefined()
  expect((await again()).status).toBe(409)

  const result = await aResult()
  await recordProgress(deps, attempt(), result.hls)
  expect((await bench.fetch(`${video.folder}/${video.names.file}`)).status).toBe(200)
  await recordResult(deps, attempt(), result)
  const { masterName, sha256Name, renditions } = result.hls
  expect((await names()).toSorted()).toEqual(
    [masterName, sha256Name!, renditions[0]!.fileName, renditions[0]!.playlistName].toSorted()
  )
  const { rows } = await bench.db.query('SELECT is_replacement, source_key FROM transcoding WHERE video_id = $1', [
    video.id
  ])
  expect(rows).toEqual([{ is_replacement: false, source_key: null }])
})

test('an original is better than any rendition', async () => {
  await bench.db.query(`INSERT INTO original VALUES ($1, $2, 'a.mp4', 1, '{"video":{}}')`, [
    video.id,
    `originals/${video.uuid}.mp4`
  ])
  expect((await again()).status).toBe(204)
  expect(added.get(`${video.uuid}-2`)!.sourceKey).toBe(`originals/${video.uuid}.mp4`)
})

test('a video is as long and as wide as its new file from when its renditions are made', async () => {
  const probe = { durationSeconds: 7.6, video: { width: 640, height: 480 } }
  const original = [video.id, `originals/${video.uuid}.mp4`, JSON.stringify(probe)]
  await bench.db.query("INSERT INTO original VALUES ($1, $2, 'a.mp4', 1, $3)", original)
  const shape = async () =>
    (
      await bench.db.query(
        'SELECT duration_seconds AS s, round(aspect_ratio::numeric, 2)::text AS r FROM video WHERE id = $1',
        [video.id]
      )
    ).rows
  const before = await shape()
  await again()
  expect(await shape()).toEqual(before)
  await recordFailure(deps, attempt(), 'undecodable: nothing')
  expect(await shape()).toEqual(before)
  await again()
  await recordResult(deps, { ...attempt(), number: 3 }, await aResult())
  expect(await shape()).toEqual([{ s: 8, r: '1.33' }])
})

test('a failure leaves what there was, and a crash before tidying up is made good', async () => {
  const before = await names()
  await again()
  await aResult()
  await recordFailure(deps, attempt(), 'undecodable: nothing')
  expect(await names()).toEqual(before)
  const { rows } = await bench.db.query('SELECT state FROM video WHERE id = $1', [video.id])
  expect(rows).toEqual([{ state: 1 }])

  await bench.db.query('UPDATE transcoding SET is_replacement = true WHERE video_id = $1', [video.id])
  await aResult()
  await tidyFolders(deps)
  expect(await names()).toEqual(before)
})

test('a video without any file is not tried', async () => {
  await bench.db.query('DELETE FROM video_file WHERE video_id = $1', [video.id])
  expect((await again()).status).toBe(409)
})

test('is for administrators', async () => {
  expect([(await again('ada')).status, (await again('mona')).status]).toEqual([403, 403])
  expect((await call('POST', 'transcoding', undefined, { transcodingType: 'hls' })).status).toBe(401)
  expect((await again('ruth', 'web-video')).status).toBe(400)
  expect((await again('ruth', 'x')).status).toBe(400)
  for (const path of ['hls', 'hls/1', 'web-videos', 'web-videos/1'])
    expect((await call('DELETE', path, 'mona')).status).toBe(403)
})

test('one rendition is removed, from the playlists too; the last one never is', async () => {
  const second = `${crypto.randomUUID()}-240`
  const { rows } = await bench.db.query<{ id: number }>(
    `INSERT INTO video_file (video_id, resolution, width, height, fps, size_bytes, file_name, playlist_name, has_audio,
                             has_video, is_final)
     VALUES ($1, 240, 426, 240, 25, 3, $2, $3, true, true, true) RETURNING id`,
    [video.id, `${second}-fragmented.mp4`, `${second}.m3u8`]
  )
  const { master, sha256, playlist } = video.names
  for (const name of [`${second}-fragmented.mp4`, `${second}.m3u8`]) await bench.write(`${folder}/${name}`, 'x')
  await bench.write(
    `${folder}/${master}`,
    `#EXTM3U\n#EXT-X-STREAM-INF:A\n${second}.m3u8\n#EXT-X-STREAM-INF:B\n${playlist}\n`
  )
  await bench.write(`${folder}/${sha256}`, JSON.stringify({ [`${second}-fragmented.mp4`]: {}, [video.names.file]: {} }))

  const twice = await Promise.all([rows[0]!.id, rows[0]!.id].map(id => call('DELETE', `hls/${id}`, 'ruth')))
  expect(twice.map(({ status }) => status).toSorted()).toEqual([204, 404])
  const left = await names()
  expect(left).toHaveLength(4)
  const newMaster = left.find(name => name.endsWith('master.m3u8'))!
  expect(newMaster).not.toBe(master)
  const path = `${video.folder}/${newMaster}`
  await expect.poll(async () => (await bench.fetch(path)).status, { timeout: 3000 }).toBe(200)
  expect(await (await bench.fetch(path)).text()).toBe(`#EXTM3U\n#EXT-X-STREAM-INF:B\n${playlist}\n`)

  const { rows: files } = await bench.db.query<{ id: number }>('SELECT id FROM video_file WHERE video_id = $1', [
    video.id
  ])
  expect((await call('DELETE', `hls/${files[0]!.id}`, 'ruth')).status).toBe(400)
  expect((await call('DELETE', 'hls', 'ruth')).status).toBe(400)
  expect((await call('DELETE', 'web-videos', 'ruth')).status).toBe(404)
  expect((await call('DELETE', 'hls/999999', 'ruth')).status).toBe(404)
})

test('a playlist without a rendition keeps the others', () => {
  expect(withoutVariant('#EXTM3U\n\n#INF:1\na\n#INF:2\nb\n', 'a')).toBe('#EXTM3U\n\n#INF:2\nb\n')
  expect(withoutVariant('#EXTM3U\n#INF:1\na\n', 'c')).toBe('#EXTM3U\n#INF:1\na\n')
})
