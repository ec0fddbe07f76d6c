/** Only the names that rows hold lead to files; sent raw, because clients tidy addresses up before sending them. */
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  openPlaybackBench,
  type PlayableVideo,
  type PlaybackBench
} from '../../../../../tests/support/playback-bench.ts'

const OTHER = '3daedf06-ecff-48e1-ac28-917420e2c12f'
let bench: PlaybackBench
let video: PlayableVideo

beforeAll(async () => {
  bench = await openPlaybackBench()
  video = await bench.video()
  const folder = `streaming-playlists/hls/${video.uuid}`
  await bench.write('originals/secret.mp4', 'secret')
  await bench.write('postgres/secret', 'secret')
  await bench.write(`uploads/${OTHER}.jpg`, 'secret')
  // There, with good names, but no row knows them.
  await bench.write(`${folder}/${OTHER}-720-fragmented.mp4`, 'secret')
  await bench.write(`${folder}/${OTHER}-master.m3u8`, 'secret')
  await bench.write(`${folder}/.hidden`, 'secret')
  await bench.write(`streaming-playlists/hls/${OTHER}/${OTHER}-720-fragmented.mp4`, 'secret')
})
afterAll(() => bench.close())

/** The whole answer to a request whose target goes out as it stands. */
function raw(target: string): Promise<string> {
  const { hostname, port } = new URL(bench.origin)
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(Number(port), hostname)
    socket.on('data', chunk => {
      answer += chunk
    })
    socket.on('end', () => resolve(answer)).on('error', reject)
    socket.write(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
  })
}

/** `FILE` and `UUID` are the real ones. */
const TRICKS = [
  'UUID/../../../originals/secret.mp4',
  'UUID/..%2f..%2f..%2foriginals%2fsecret.mp4',
  'UUID/..%252f..%252f..%252foriginals%252fsecret.mp4',
  'UUID/%2e%2e/%2e%2e/%2e%2e/originals/secret.mp4',
  'UUID/....//....//originals/secret.mp4',
  'UUID/..\\..\\..\\originals\\secret.mp4',
  'UUID/..%5c..%5c..%5coriginals%5csecret.mp4',
  '../../originals/secret.mp4',
  '..%2f..%2foriginals/secret.mp4',
  'private/../../../originals/secret.mp4',
  'private%2fUUID/FILE',
  'UUID%2fFILE',
  'UUID//FILE/',
  'UUID/./',
  'UUID/',
  'UUID',
  '',
  'UUID/FILE%00',
  'UUID/FILE%00.jpg',
  'UUID/%00FILE',
  'UUID%00/FILE',
  'UUID/FILE%20',
  'UUID/FILE.',
  'UUID/FILE%2e',
  'UUID/FILE::$DATA',
  'UUID/FILE/..',
  'UUID/FILE%2f..',
  'UUID/FILE~',
  'UUID/FILE.bak',
  'UUID/%FILE',
  'UUID/%c0%ae%c0%ae%c0%afFILE',
  'UUID/%ff',
  'UUID/.hidden',
  'UUID//etc/passwd',
  'UUID/%2fetc%2fpasswd',
  'UUID/file:%2f%2f%2fetc%2fpasswd',
  `UUID/${OTHER}-720-fragmented.mp4`,
  `UUID/${OTHER}-master.m3u8`,
  `${OTHER}/${OTHER}-720-fragmented.mp4`,
  `${OTHER}/FILE`,
  '*/FILE',
  '%2a/FILE'
]

test.each(TRICKS)('/static/streaming-playlists/hls/%s is not found', async trick => {
  const target = trick.replace('UUID', video.uuid).replace('FILE', video.names.file)
  const answer = await raw(`/static/streaming-playlists/hls/${target}`)
  // What cannot be decoded at all is a bad request.
  expect(answer).toMatch(/^HTTP\/1\.1 (404|400) /)
  expect(answer).not.toContain('secret\r\n')
  expect(answer).not.toMatch(/0123456789|root:|colombier-playback/)
})

test.each([
  '/lazy-static/thumbnails/../originals/secret.mp4',
  '/lazy-static/thumbnails/..%2foriginals%2fsecret.mp4',
  '/lazy-static/thumbnails/..%2fuploads%2fNAME.jpg',
  '/lazy-static/uploads/NAME.jpg',
  '/lazy-static/originals/secret.mp4',
  '/lazy-static/postgres/secret',
  '/lazy-static/thumbnails/NAME.jpg%00',
  '/lazy-static/thumbnails/',
  '/lazy-static/',
  '/static/',
  '/static/originals/secret.mp4',
  '/static/%2e%2e/originals/secret.mp4',
  '/download/streaming-playlists/hls/videos/..%2f..%2foriginals%2fsecret.mp4',
  '/download/streaming-playlists/hls/videos/UUID-721-fragmented.mp4',
  '/download/streaming-playlists/hls/videos/UUID-99999-fragmented.mp4',
  '/download/streaming-playlists/hls/videos/UUID-720-fragmented.mp4%00',
  '/download/torrents/UUID-720-hls.torrent',
  '/download/'
])('%s is not found', async trick => {
  const answer = await raw(trick.replace('NAME', OTHER).replace('UUID', video.uuid))
  expect(answer).toMatch(/^HTTP\/1\.1 404 /)
  expect(answer).not.toMatch(/secret$|colombier-playback/)
})

test('the file itself is found', async () => {
  expect(await raw(`${video.folder}/${video.names.file}`)).toMatch(/^HTTP\/1\.1 200 /)
})
