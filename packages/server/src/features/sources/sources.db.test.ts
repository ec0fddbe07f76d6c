import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type AVideo, aVideo } from '../../../../../tests/support/a-video.ts'
import { type People, serveApi } from '../../../../../tests/support/people.ts'
import { openPlaybackBench, type PlaybackBench } from '../../../../../tests/support/playback-bench.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { sourceRoutes } from './index.ts'
import { putSource } from './store.ts'

const ORIGIN = 'https://videos.example'

let bench: PlaybackBench
let server: TestServer
let video: AVideo
let key: string

beforeAll(async () => {
  bench = await openPlaybackBench()
  server = await serveApi(bench.people, sourceRoutes({ db: bench.db, storage: bench.storage, origin: ORIGIN }))
})
afterAll(async () => {
  await server.close()
  await bench.close()
})
beforeEach(async () => {
  video = await aVideo(bench.db, bench.people.ada.channelId)
  key = `originals/${video.uuid}.mov`
  await bench.db.query("INSERT INTO original VALUES ($1, $2, 'Fête.mov', 9, '{}')", [video.id, key])
  await bench.db.query("INSERT INTO transcoding (video_id, status) VALUES ($1, 'done')", [video.id])
  await bench.write(key, 'the bytes')
  const facts = { sizeBytes: 9, width: 1920, height: 1080, fps: 25, metadata: { format: {} } }
  await putSource(bench.db, { videoId: video.id, fileName: 'Fête.mov', ...facts })
})

type Who = keyof People | undefined
const headersOf = (as: Who): Record<string, string> => (as ? { authorization: as } : {})
const get = (as?: Who) => fetch(`${server.origin}/api/v1/videos/${video.uuid}/source`, { headers: headersOf(as) })
const remove = (as?: Who) =>
  fetch(`${server.origin}/api/v1/videos/${video.uuid}/source/file`, { method: 'DELETE', headers: headersOf(as) })
const download = (as?: Who) => bench.fetch(`/download/original-video-files/${video.uuid}.mov`, headersOf(as))
const fileUrl = async () => ((await (await get('ada')).json()) as { fileDownloadUrl: string | null }).fileDownloadUrl

test('the owner learns what the video was made of, and gets it back', async () => {
  expect(await (await get('ada')).json()).toEqual({
    filename: 'Fête.mov',
    inputFilename: 'Fête.mov',
    fileUrl: null,
    fileDownloadUrl: `${ORIGIN}/download/original-video-files/${video.uuid}.mov`,
    resolution: { id: 1080, label: '1080p' },
    size: 9,
    width: 1920,
    height: 1080,
    fps: 25,
    metadata: { format: {} },
    createdAt: expect.any(String)
  })
  const file = await download('ada')
  expect([file.status, await file.text()]).toEqual([200, 'the bytes'])
  expect(file.headers.get('content-disposition')).toContain('attachment')
  expect(file.headers.get('cache-control')).toBe('private, no-store')
})

test('nobody else does, though the video is public', async () => {
  expect([(await get()).status, (await get('bob')).status, (await get('mona')).status]).toEqual([401, 403, 200])
  expect([(await download()).status, (await download('bob')).status]).toEqual([401, 403])
  expect((await bench.fetch('/download/original-video-files/..%2fx', headersOf('ada'))).status).toBe(404)
})

test('administrators alone remove the file, once it is not needed; what it was stays known', async () => {
  expect([(await remove()).status, (await remove('ada')).status, (await remove('mona')).status]).toEqual([
    401, 403, 403
  ])
  await bench.db.query("UPDATE transcoding SET status = 'running' WHERE video_id = $1", [video.id])
  expect((await remove('ruth')).status).toBe(409)
  await bench.db.query("UPDATE transcoding SET status = 'done' WHERE video_id = $1", [video.id])
  const answers = await Promise.all([remove('ruth'), remove('ruth')])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 404])
  expect(await bench.storage.sizeOf(key)).toBeUndefined()
  expect((await download('ada')).status).toBe(404)
  expect(await fileUrl()).toBeNull()
})

test('a video from before this was kept has none', async () => {
  await bench.db.query('DELETE FROM video_source WHERE video_id = $1', [video.id])
  expect((await get('ada')).status).toBe(404)
})
