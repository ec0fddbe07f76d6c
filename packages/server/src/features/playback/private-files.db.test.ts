import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  openPlaybackBench,
  type PlayableVideo,
  type PlaybackBench
} from '../../../../../tests/support/playback-bench.ts'

let bench: PlaybackBench
const videos = new Map<string, PlayableVideo>()
let foreignToken: string
const tokens = new Map<string, string>()

beforeAll(async () => {
  bench = await openPlaybackBench()
  for (const [kind, change] of Object.entries({
    public: {},
    unlisted: { privacy: 2 },
    private: { privacy: 3 },
    internal: { privacy: 4 },
    password: { privacy: 5, passwords: ['sesame'] },
    unpublished: { waitsForTranscoding: true }
  }))
    videos.set(kind, await bench.video(change))
  for (const { uuid } of videos.values()) tokens.set(uuid, await bench.token(uuid))
  foreignToken = tokens.get(videos.get('public')!.uuid)!
})
afterAll(() => bench.close())

const WAYS: Record<string, (video: PlayableVideo) => [headers: Record<string, string>, query: string]> = {
  nobody: () => [{}, ''],
  bob: () => [{ authorization: 'bob' }, ''],
  ada: () => [{ authorization: 'ada' }, ''],
  mona: () => [{ authorization: 'mona' }, ''],
  'a token': video => [{}, `?videoFileToken=${tokens.get(video.uuid)}`],
  "another video's token": () => [{}, `?videoFileToken=${foreignToken}`],
  'two tokens': video => [{}, `?videoFileToken=${tokens.get(video.uuid)}&videoFileToken=x`],
  'the password': () => [{ 'x-peertube-video-password': 'sesame' }, ''],
  'a wrong password': () => [{ 'x-peertube-video-password': 'x' }, '']
}
const TABLE: Record<string, number[]> = {
  public: [200, 200, 200, 200, 200, 200, 200, 200, 200],
  unlisted: [200, 200, 200, 200, 200, 200, 200, 200, 200],
  private: [401, 403, 200, 200, 200, 401, 401, 401, 401],
  internal: [401, 200, 200, 200, 200, 401, 401, 401, 401],
  password: [403, 403, 200, 200, 200, 403, 403, 200, 403],
  unpublished: [404, 404, 200, 200, 200, 404, 404, 404, 404]
}
const CASES = Object.entries(TABLE).flatMap(([kind, statuses]) =>
  Object.keys(WAYS).map((way, at) => [kind, way, statuses[at]!] as const)
)

test.each(CASES)('the files of the %s video for %s: %i', async (kind, way, status) => {
  const video = videos.get(kind)!
  const [headers, query] = WAYS[way]!(video)
  const { file, playlist, master, sha256 } = video.names
  const paths = [file, playlist, master, sha256].flatMap(name => [
    `${video.folder}/${name}`,
    `${video.folder.replace('/hls/', '/hls/private/')}/${name}`
  ])
  paths.push(`/download/streaming-playlists/hls/videos/${video.uuid}-720-fragmented.mp4`)
  for (const path of paths) {
    const answer = await bench.fetch(path + query, headers)
    expect([path, answer.status]).toEqual([path, status])
    if (status !== 200) expect(answer.headers.get('cache-control')).toBeNull()
    // What not everybody may see stays out of shared caches.
    else
      expect(answer.headers.get('cache-control')).toMatch(
        kind === 'public' || kind === 'unlisted' ? /^public/ : /^private/
      )
  }
})

test('files that were open close when their video becomes private, within moments', async () => {
  const video = await bench.video()
  const path = `${video.folder}/${video.names.file}`
  expect((await bench.fetch(path)).status).toBe(200)
  await bench.db.query('UPDATE video SET privacy = 3 WHERE id = $1', [video.id])
  await expect.poll(async () => (await bench.fetch(path)).status, { timeout: 10_000 }).toBe(401)
})

test.each(['playlist', 'master'] as const)('a token is written into every address of the %s', async kind => {
  const video = videos.get('private')!
  const token = await bench.token(video.uuid)
  const path = `${video.folder}/${video.names[kind]}?videoFileToken=${token}`
  const withToken = `?videoFileToken=${token}&reinjectVideoFileToken=true`

  const plain = await (await bench.fetch(path)).text()
  expect(plain).not.toContain(token)
  const answer = await bench.fetch(`${path}&reinjectVideoFileToken=true`)
  const uris = (text: string) => text.match(/[\w-]+\.(mp4|m3u8)[^"\n]*/g)!
  expect(answer.headers.get('content-type')).toMatch(/^application\/vnd\.apple\.mpegurl/)
  expect(answer.headers.get('cache-control')).toMatch(/^private/)
  expect(uris(await answer.text())).toEqual(uris(plain).map(uri => uri + withToken))
})

test.each([
  ['%22%0a%23EXTINF', 200],
  ['a%0d%0aSet-Cookie:x', 200],
  ['<script>', 200]
])('the crafted token %s is written nowhere', async (token, status) => {
  const video = videos.get('public')!
  const path = `${video.folder}/${video.names.playlist}?videoFileToken=${token}&reinjectVideoFileToken=true`
  const answer = await bench.fetch(path)
  expect([answer.status, answer.headers.get('set-cookie')]).toEqual([status, null])
  expect(await answer.text()).not.toMatch(/videoFileToken|EXTINF:.*EXTINF|script/)
})

test('a playlist that is gone from the disk is not found, with a token as without', async () => {
  const video = await bench.video()
  await bench.storage.remove(`streaming-playlists/hls/${video.uuid}/${video.names.playlist}`)
  const path = `${video.folder}/${video.names.playlist}?videoFileToken=${await bench.token(video.uuid)}`
  for (const query of ['', '&reinjectVideoFileToken=true']) {
    const answer = await bench.fetch(path + query)
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([404, null])
  }
})
