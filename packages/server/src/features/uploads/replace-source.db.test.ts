import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type AVideo, aVideo, giveRendition } from '../../../../../tests/support/a-video.ts'
import { EASY_MEDIA, openUploadBench, type UploadBench } from '../../../../../tests/support/upload-bench.ts'

let bench: UploadBench
let closed: UploadBench
let video: AVideo

beforeAll(async () => {
  bench = await openUploadBench({ media: EASY_MEDIA, settings: { videoFile: { update: { enabled: true } } } })
  closed = await openUploadBench({ media: EASY_MEDIA })
})
afterAll(async () => {
  await bench.close()
  await closed.close()
})
beforeEach(async () => {
  video = await aDoneVideo(bench)
})

async function aDoneVideo({ db, people }: UploadBench): Promise<AVideo> {
  const made = await aVideo(db, people.ada.channelId, { durationSeconds: 90 })
  await giveRendition(db, made)
  await db.query("INSERT INTO transcoding (video_id, status) VALUES ($1, 'done')", [made.id])
  await db.query(`INSERT INTO original VALUES ($1, $2, 'old.mp4', 1, '{}')`, [made.id, `originals/${made.uuid}.mp4`])
  return made
}

const pathOf = ({ uuid }: AVideo) => `/api/v1/videos/${uuid}/source/replace-resumable`

function begin(target = video, { as = 'ada', at = bench } = {}) {
  return fetch(at.url(pathOf(target)), {
    method: 'POST',
    headers: {
      authorization: as,
      'content-type': 'application/json',
      'x-upload-content-length': '10',
      'x-upload-content-type': 'video/mp4'
    },
    body: JSON.stringify({ filename: 'new.mov' })
  })
}
async function begun() {
  const answer = await begin()
  expect(answer.status).toBe(201)
  return answer.headers.get('location')!.replace(/^\/\/[^/]+/, '')
}
async function facts() {
  const { rows } = await bench.db.query(
    `SELECT duration_seconds AS seconds, source_replaced_at IS NOT NULL AS is_replaced, state,
            (SELECT file_name FROM original WHERE video_id = video.id) AS original,
            (SELECT file_name FROM video_source WHERE video_id = video.id) AS source,
            (SELECT status FROM transcoding WHERE video_id = video.id) AS status,
            (SELECT attempt FROM transcoding WHERE video_id = video.id) AS attempt,
            (SELECT count(*) FROM video_file WHERE video_id = video.id)::int AS files
       FROM video WHERE id = $1`,
    [video.id]
  )
  return rows[0]
}
const BEFORE = {
  seconds: 90,
  is_replaced: false,
  state: 1,
  original: 'old.mp4',
  source: null,
  status: 'done',
  attempt: 1,
  files: 1
}
const AFTER = {
  seconds: 90,
  is_replaced: true,
  state: 1,
  original: 'new.mov',
  source: 'new.mov',
  status: 'waiting',
  attempt: 2,
  files: 1
}

test('another file takes the place of the first, which can be watched until the new renditions are there', async () => {
  const path = await begun()
  expect((await bench.put(path, 'bytes 0-4/10', 'abcde')).status).toBe(308)
  expect(await facts()).toEqual(BEFORE)
  expect((await bench.put(path, 'bytes 5-9/10', 'fghij')).status).toBe(204)
  expect(await facts()).toEqual(AFTER)
  expect((await bench.put(path, 'bytes 5-9/10', 'fghij')).status).toBe(204)
  expect(await facts()).toEqual(AFTER)
  expect((await bench.files()).filter(file => file.endsWith('.mov'))).toHaveLength(1)
})

test('where nothing can be watched, its length is that of the new file at once', async () => {
  await bench.db.query('DELETE FROM video_file WHERE video_id = $1', [video.id])
  expect((await bench.put(await begun(), 'bytes 0-9/10', 'abcdefghij')).status).toBe(204)
  expect(await facts()).toEqual({ ...AFTER, seconds: 1, files: 0 })
})

test('not while the video is transcoded; the file is kept for later', async () => {
  await bench.db.query("UPDATE transcoding SET status = 'running' WHERE video_id = $1", [video.id])
  const path = await begun()
  expect((await bench.put(path, 'bytes 0-9/10', 'abcdefghij')).status).toBe(409)
  expect(await facts()).toEqual({ ...BEFORE, status: 'running' })
  await bench.db.query("UPDATE transcoding SET status = 'done' WHERE video_id = $1", [video.id])
  expect((await bench.put(path, 'bytes */10', '')).status).toBe(204)
  expect(await facts()).toEqual(AFTER)
})

test('a database that is away just then loses nothing', async () => {
  const path = await begun()
  await bench.restart({ db: { transaction: async () => Promise.reject(new Error('away')) } })
  expect((await bench.put(path, 'bytes 0-9/10', 'abcdefghij')).status).toBe(500)
  await bench.restart()
  expect(await facts()).toEqual(BEFORE)
  expect((await bench.put(path, 'bytes */10', '')).status).toBe(204)
  expect(await facts()).toEqual(AFTER)
})

test('an upload is for its own video and user, and never becomes a video', async () => {
  const path = await begun()
  const id = path.split('=').at(-1)
  const other = await aDoneVideo(bench)
  for (const [address, as] of [
    [`${pathOf(other)}?upload_id=${id}`, 'ada'],
    [`/api/v1/videos/upload-resumable?upload_id=${id}`, 'ada'],
    [path, 'mona']
  ] as const)
    expect((await bench.put(address, 'bytes 0-9/10', 'abcdefghij', as)).status).toBe(403)
  expect((await fetch(bench.url(path), { method: 'DELETE', headers: { authorization: 'ada' } })).status).toBe(204)
  expect((await bench.put(path, 'bytes 0-9/10', 'abcdefghij')).status).toBe(403)
})

test('is for the owner and moderators, where the server lets it happen', async () => {
  expect((await begin(video, { as: 'bob' })).status).toBe(403)
  expect((await begin(video, { as: '' })).status).toBe(401)
  expect((await begin(video, { as: 'mona' })).status).toBe(201)
  expect((await begin({ id: 0, uuid: crypto.randomUUID() })).status).toBe(404)
  expect((await begin(await aDoneVideo(closed), { at: closed })).status).toBe(403)
})
