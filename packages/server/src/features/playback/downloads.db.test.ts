import { afterAll, beforeAll, expect, test } from 'vitest'
import { CONTENT, openPlaybackBench, type PlaybackBench } from '../../../../../tests/support/playback-bench.ts'
import { toShortUuid } from '../../kernel/short-uuid.ts'

let bench: PlaybackBench
let proxied: PlaybackBench

beforeAll(async () => {
  bench = await openPlaybackBench()
  proxied = await openPlaybackBench({ accelPrefix: '/internal-media' })
})
afterAll(async () => {
  await bench.close()
  await proxied.close()
})

const download = (uuid: string) => `/download/streaming-playlists/hls/videos/${uuid}-720-fragmented.mp4`

test('a video whose downloads are disabled is not downloaded, though it can be watched', async () => {
  const video = await bench.video({ isDownloadEnabled: false })
  const answer = await bench.fetch(download(video.uuid))
  expect([answer.status, answer.headers.get('content-disposition')]).toEqual([403, null])
  expect(((await answer.json()) as { detail: string }).detail).toBe('Downloading this video is disabled.')
  expect((await bench.fetch(`${video.folder}/${video.names.file}`)).status).toBe(200)
})

test('a video that still grows is not downloaded', async () => {
  const video = await bench.video({ isFinal: false })
  expect((await bench.fetch(download(video.uuid))).status).toBe(404)
})

test('a download is a file to keep, and can be taken in parts', async () => {
  const video = await bench.video({ name: 'My talk' })
  const answer = await bench.fetch(download(video.uuid))
  expect([answer.status, await answer.text()]).toEqual([200, CONTENT])
  expect(answer.headers.get('content-type')).toBe('video/mp4')
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="My talk - 720p.mp4"')
  const part = await bench.fetch(download(video.uuid), { range: 'bytes=5-9' })
  expect([part.status, await part.text()]).toEqual([206, '56789'])
  const head = await bench.fetch(download(video.uuid), {}, 'HEAD')
  expect([head.status, head.headers.get('content-length')]).toEqual([200, '1000'])
})

test.each([
  ['a"; filename="evil.exe', 'attachment; filename="a\\"; filename=\\"evil.exe - 720p.mp4"'],
  ['a\r\nSet-Cookie: x=1', undefined],
  ['../../../etc/passwd', undefined],
  ['..\\..\\windows', undefined],
  ['Un été à la mer 🌊', undefined],
  ['\u202egpj.exe', undefined],
  ['a\tb\u0001c\u007f', undefined],
  ["100% *'sure'", undefined],
  ['x'.repeat(120), undefined]
])('the name %j stays in its header, and a file name', async (name, expected) => {
  const video = await bench.video({ name })
  const answer = await bench.fetch(download(video.uuid))
  const disposition = answer.headers.get('content-disposition')!
  expect([answer.status, answer.headers.get('set-cookie')]).toEqual([200, null])
  expect(disposition).toMatch(
    /^attachment; filename="(\\.|[^"\\])* - 720p\.mp4"(; filename\*=UTF-8''[\w%.~!#$&+^`|-]+)?$/
  )
  const [, plain, encoded] = /filename="(.*?[^\\])"(?:; filename\*=UTF-8''(.*))?$/.exec(disposition)!
  for (const fileName of [plain!, decodeURIComponent(encoded ?? '')]) expect(fileName).not.toMatch(/[/]|\\[^"]/)
  if (expected) expect(disposition).toBe(expected)
})

test('behind nginx, files are named to it inside its own location, with all that the answer says', async () => {
  const video = await proxied.video({ name: 'My talk' })
  const internal = `/internal-media/streaming-playlists/hls/${video.uuid}/${video.names.file}`
  for (const method of ['GET', 'HEAD']) {
    const answer = await proxied.fetch(`${video.folder}/${video.names.file}`, { range: 'bytes=0-9' }, method)
    expect([answer.status, await answer.text()]).toEqual([200, ''])
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'x-accel-redirect': internal,
      'content-type': 'video/mp4',
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=31536000, immutable'
    })
  }
  const { headers } = await proxied.fetch(download(video.uuid))
  expect(headers.get('x-accel-redirect')).toBe(internal)
  expect(headers.get('content-disposition')).toBe('attachment; filename="My talk - 720p.mp4"')
  const storyboard = await proxied.fetch(`/lazy-static/storyboards/${video.names.storyboard}`)
  expect(storyboard.headers.get('x-accel-redirect')).toBe(`/internal-media/storyboards/${video.names.storyboard}`)
})

test('behind nginx, what is refused or gone is not named to it', async () => {
  const video = await proxied.video({ privacy: 3 })
  const path = `${video.folder}/${video.names.file}`
  const refused = await proxied.fetch(path)
  expect([refused.status, refused.headers.get('x-accel-redirect')]).toEqual([401, null])

  await proxied.storage.remove(`streaming-playlists/hls/${video.uuid}/${video.names.file}`)
  const gone = await proxied.fetch(path, { authorization: 'ada' })
  expect(gone.status).toBe(404)
  for (const name of ['x-accel-redirect', 'cache-control']) expect(gone.headers.get(name)).toBeNull()
})

test('behind nginx, a playlist with tokens in it is still written here', async () => {
  const video = await proxied.video({ privacy: 3 })
  const token = await proxied.token(video.uuid)
  const answer = await proxied.fetch(
    `${video.folder}/${video.names.playlist}?videoFileToken=${token}&reinjectVideoFileToken=true`
  )
  expect(answer.headers.get('x-accel-redirect')).toBeNull()
  expect(await answer.text()).toContain(`${video.names.file}?videoFileToken=${token}`)
})

test('files that are to be put together are one already', async () => {
  const video = await bench.video({ privacy: 3 })
  const { rows } = await bench.db.query<{ id: number }>('SELECT id FROM video_file WHERE video_id = $1', [video.id])
  const ada = { authorization: 'ada' }
  const generate = (uuid: string, query: string, headers = {}) =>
    bench.fetch(`/download/videos/generate/${uuid}?${query}`, headers)
  for (const uuid of [video.uuid, toShortUuid(video.uuid)]) {
    const answer = await generate(uuid, `videoFileIds=${rows[0]!.id}&videoFileIds=999999`, ada)
    expect([answer.status, await answer.text()]).toEqual([200, CONTENT])
  }
  expect((await generate(video.uuid, `videoFileIds=${rows[0]!.id}`)).status).toBe(401)
  for (const query of ['', 'videoFileIds=x', 'videoFileIds=999999', 'videoFileIds[a]=1'])
    expect((await generate(video.uuid, query, ada)).status).toBe(404)
})
