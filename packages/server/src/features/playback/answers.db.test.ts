/** What HTTP promises of a file (RFC 9110): whole, in parts, unchanged, from other sites. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  CONTENT,
  openPlaybackBench,
  type PlayableVideo,
  type PlaybackBench
} from '../../../../../tests/support/playback-bench.ts'

const FOR_EVER = 'public, max-age=31536000, immutable'
let bench: PlaybackBench
let video: PlayableVideo
let file: string

beforeAll(async () => {
  bench = await openPlaybackBench()
  video = await bench.video()
  file = `${video.folder}/${video.names.file}`
})
afterAll(() => bench.close())

test.each(['bytes=1000-', 'bytes=1000-1001', 'bytes=-0', 'bytes=5-2', 'bytes=99999999999999999999-'])(
  'the range %s lies outside, and the answer says how long the file is',
  async range => {
    const answer = await bench.fetch(file, { range })
    expect([answer.status, answer.headers.get('content-range')]).toEqual([416, 'bytes */1000'])
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect(await answer.json()).toMatchObject({ status: 416, code: 'RangeNotSatisfiableError' })
    for (const name of ['last-modified', 'cache-control']) expect(answer.headers.get(name)).toBeNull()
  }
)

test.each(['lines=1-2', 'bytes', 'bytes=a-b', 'bytes=1-2,4-5', 'bytes=--5'])(
  'the range %s is not understood, and the whole file comes',
  async range => {
    const answer = await bench.fetch(file, { range })
    expect([range, answer.status]).toEqual([range, 200])
    expect((await answer.text()).length).toBe(1000)
  }
)

test.each(['POST', 'PUT', 'DELETE', 'PATCH'])('%s is no way to ask for a file', async method => {
  expect((await bench.fetch(file, {}, method)).status).toBe(404)
})

test('a whole file says its type, its length, and that it may be kept for ever', async () => {
  for (const method of ['GET', 'HEAD']) {
    const answer = await bench.fetch(file, {}, method)
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'video/mp4',
      'content-length': '1000',
      'accept-ranges': 'bytes',
      'cache-control': FOR_EVER,
      etag: expect.stringMatching(/".+"/)
    })
    expect(await answer.text()).toBe(method === 'GET' ? CONTENT : '')
  }
})

test.each([
  ['bytes=0-9', '0123456789', 'bytes 0-9/1000'],
  ['bytes=995-', '56789', 'bytes 995-999/1000'],
  ['bytes=-3', '789', 'bytes 997-999/1000'],
  ['bytes=990-5000', '0123456789', 'bytes 990-999/1000']
])('the range %s is answered with just that', async (range, content, contentRange) => {
  const answer = await bench.fetch(file, { range })
  expect([answer.status, answer.headers.get('content-range')]).toEqual([206, contentRange])
  expect(answer.headers.get('content-length')).toBe(String(content.length))
  expect(await answer.text()).toBe(content)
})

test('whoever asks for more of the end than there is gets the whole file', async () => {
  const answer = await bench.fetch(file, { range: 'bytes=-5000' })
  expect([answer.status, await answer.text()]).toEqual([200, CONTENT])
})

test('what a client has already is not sent again', async () => {
  const { headers } = await bench.fetch(file)
  const etag = headers.get('etag')!
  // Otherwise fetch asks to pass every cache by.
  const ask = (condition: Record<string, string>) => bench.fetch(file, { 'cache-control': 'max-age=0', ...condition })
  const same = await ask({ 'if-none-match': etag })
  expect([same.status, same.headers.get('etag'), await same.text()]).toEqual([304, etag, ''])
  expect(same.headers.get('cache-control')).toBe(FOR_EVER)
  expect((await ask({ 'if-none-match': '"other"' })).status).toBe(200)
  expect((await ask({ 'if-modified-since': headers.get('last-modified')! })).status).toBe(304)
})

test('a part is sent only of the file that the client began with', async () => {
  const { headers } = await bench.fetch(file)
  const statusFor = async (ifRange: string) =>
    (await bench.fetch(file, { range: 'bytes=0-9', 'if-range': ifRange })).status
  expect(await statusFor(headers.get('etag')!)).toBe(206)
  expect(await statusFor(headers.get('last-modified')!)).toBe(206)
  expect(await statusFor('"other"')).toBe(200)
  expect(await statusFor('Mon, 01 Jan 2001 00:00:00 GMT')).toBe(200)
})

test('every file that is final may be kept for ever, and has its type', async () => {
  const { names, folder } = video
  for (const [path, type] of [
    [`${folder}/${names.playlist}`, 'application/vnd.apple.mpegurl'],
    [`${folder}/${names.master}`, 'application/vnd.apple.mpegurl'],
    [`${folder}/${names.sha256}`, 'application/json; charset=utf-8'],
    [`/lazy-static/storyboards/${names.storyboard}`, 'image/jpeg']
  ] as const) {
    const { status, headers } = await bench.fetch(path)
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([200, type, FOR_EVER])
  }
})

test('files that still grow are asked for each time', async () => {
  const growing = await bench.video({ isFinal: false })
  for (const name of [growing.names.file, growing.names.playlist, growing.names.master]) {
    const { status, headers } = await bench.fetch(`${growing.folder}/${name}`)
    expect([status, headers.get('cache-control')]).toEqual([200, 'public, no-cache'])
  }
})

test('players on other sites may fetch files and read what they need, refusals included', async () => {
  const origin = 'https://elsewhere.example'
  for (const path of [file, `${video.folder}/nothing`, `/lazy-static/thumbnails/nothing`]) {
    const asked = await bench.fetch(path, { origin, 'access-control-request-headers': 'range' }, 'OPTIONS')
    expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([204, '*'])
    expect(asked.headers.get('access-control-allow-headers')).toContain('Range')
    const got = await bench.fetch(path, { origin })
    expect(got.headers.get('access-control-allow-origin')).toBe('*')
    expect(got.headers.get('access-control-expose-headers')).toContain('Content-Range')
    expect(got.headers.get('access-control-allow-credentials')).toBeNull()
  }
})

test('a file that is gone from the disk is not found, and nothing keeps that answer', async () => {
  const lost = await bench.video()
  await bench.storage.remove(`streaming-playlists/hls/${lost.uuid}/${lost.names.file}`)
  const answer = await bench.fetch(`${lost.folder}/${lost.names.file}`)
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([404, null])
  expect(await answer.text()).not.toContain(bench.storage.root)
})

test('what was really sent of a video is counted, whole or in parts', async () => {
  const { uuid, folder, names } = await bench.video()
  const url = `${folder}/${names.file}`
  const counted = () => bench.sent.filter(([of]) => of === uuid).map(([, bytes]) => bytes)
  const head = 1000

  await bench.fetch(url).then(answer => answer.text())
  await bench.fetch(url, { range: 'bytes=0-99' }).then(answer => answer.text())
  await bench.fetch(`${folder}/no-file.mp4`)
  await expect.poll(() => counted().length).toBe(2)
  const [all, part] = counted() as [number, number]
  expect(all).toBeGreaterThanOrEqual(1000)
  expect(all).toBeLessThan(1000 + head)
  expect(all - part).toBeGreaterThan(800)
})
