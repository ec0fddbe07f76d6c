import { execFile } from 'node:child_process'
import { readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  convertImage,
  generateStill,
  makeCovers,
  makeThumbnails,
  probeFile
} from '../../packages/transcoder/src/media.ts'
import { type Bench, H264, HLS_FOLDER, openBench, picture, tone } from './clips.ts'

let bench: Bench
let requests = 0
const web = createServer((_req, res) => {
  requests++
  res.end()
})
let webUrl = ''

beforeAll(async () => {
  bench = await openBench()
  await new Promise<void>(resolve => {
    web.listen(0, '127.0.0.1', resolve)
  })
  webUrl = `http://127.0.0.1:${(web.address() as AddressInfo).port}`
})
afterAll(async () => {
  web.close()
  await bench.close()
})

const write = async (name: string, content: string | Buffer) => {
  const path = join(bench.root, name)
  await writeFile(path, content)
  return path
}

const bytes = (...values: number[]) => Buffer.from(values)
/** A PNG header that promises this many pixels a side. */
const png = (side: number) => {
  const header = Buffer.alloc(33)
  bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52).copy(header)
  header.writeUInt32BE(side, 16)
  header.writeUInt32BE(side, 20)
  bytes(8, 6, 0, 0, 0).copy(header, 24)
  return header
}

const DISGUISES: [string, () => string | Buffer][] = [
  ['an empty file', () => ''],
  ['text', () => 'Not a video at all.\n'.repeat(500)],
  ['zeros', () => Buffer.alloc(100_000)],
  ['a web page', () => '<!doctype html><title>no</title><video src="x.mp4"></video>'],
  [
    'an HLS playlist',
    () =>
      `#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n${webUrl}/a.ts\n#EXTINF:4,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n`
  ],
  ['a concat script', () => `ffconcat version 1.0\nfile '${bench.root}/secret.mp4'\n`],
  [
    'a DASH manifest',
    () =>
      `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT4S"><Period><AdaptationSet><Representation id="1" bandwidth="1"><BaseURL>${webUrl}/</BaseURL></Representation></AdaptationSet></Period></MPD>`
  ],
  [
    'an SVG picture',
    () =>
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="${webUrl}/a.png"/></svg>`
  ],
  [
    'an SDP description',
    () =>
      'v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\na=rtpmap:96 H264/90000\n'
  ],
  ['subtitles', () => '1\n00:00:00,000 --> 00:00:02,000\nHello\n'],
  ['a PNG of 100,000 pixels a side', () => png(100_000)],
  ['an MP4 header alone', () => Buffer.concat([bytes(0, 0, 0, 24), Buffer.from('ftypisom\0\0\x02\0isomiso2')])]
]

test.each(DISGUISES)('%s is refused before anything it names is opened', async (_kind, content) => {
  const path = await write('disguise.mp4', content())
  await expect(probeFile(path)).rejects.toMatchObject({ code: 'undecodable', canRetry: false })
  await expect(bench.transcode(path)).rejects.toThrow(/^undecodable: /)
  expect(requests).toBe(0)
  expect(await readdir(join(bench.root, HLS_FOLDER))).toEqual([])
})

test('an MP4 that keeps its samples in another file gets nothing from there', async () => {
  const clip = await bench.make(...picture('256x144', 25, 1), ...H264, 'secret.mp4')
  const content = await readFile(clip)
  // The data reference says "in this file" (flag 1); without the flag it is a path.
  const at = content.indexOf('url \0\0\0\x01', 0, 'latin1')
  content[at + 7] = 0
  const path = await write('reference.mp4', content)
  const outcome = await bench.transcode(path, { resolutions: [144] }).then(
    () => 'transcoded',
    error => String(error.message)
  )
  expect(outcome).toMatch(/^(transcoded|undecodable: |internal: )/)
})

test('a picture with too many pixels is refused', async () => {
  const path = await bench.make(...picture('16x16', 1, 1), '-vf', 'scale=9000:64', '-c:v', 'ffv1', 'broad.mkv')
  await expect(probeFile(path)).rejects.toMatchObject({ code: 'over-limits' })
})

test('a stream that promises few pixels and brings many is not decoded', async () => {
  const small = await bench.make(...picture('64x64', 1, 1), '-c:v', 'mjpeg', 'lying.mkv')
  const content = await readFile(small)
  const at = content.indexOf(bytes(0xff, 0xc0))
  content.writeUInt16BE(65_000, at + 5)
  content.writeUInt16BE(65_000, at + 7)
  const path = await write('lying.mkv', content)
  await expect(bench.transcode(path)).rejects.toThrow(/^(undecodable|over-limits|internal): /)
})

test('too many streams are refused', async () => {
  const maps = Array.from({ length: 40 }, () => ['-map', '0']).flat()
  const path = await bench.make(...tone(1, 'mono'), ...maps, '-c:a', 'pcm_s16le', 'many.mkv')
  await expect(probeFile(path)).rejects.toMatchObject({ code: expect.stringMatching(/^(over-limits|undecodable)$/) })
})

test('what arrived of a truncated file can be watched', async () => {
  const path = await bench.make(...picture('256x144', 25, 4), ...H264, '-g', '25', 'cut.mkv')
  await truncate(path, Math.floor((await readFile(path)).length / 2))
  const { renditions } = await bench.transcode(path, { resolutions: [144] })
  expect(renditions[0]!.playlist.segments.length).toBeGreaterThan(0)
})

test('an MP4 that lost its index is refused', async () => {
  const path = await bench.make(...picture('256x144', 25, 2), ...H264, 'lost.mp4')
  await truncate(path, Math.floor((await readFile(path)).length / 2))
  await expect(bench.transcode(path)).rejects.toThrow(/^undecodable: /)
})

test('a file that is gone is told apart from a bad one', async () => {
  await expect(probeFile(join(bench.root, 'gone.mp4'))).rejects.toMatchObject({ code: 'source-missing' })
})

const sizes = async (...paths: string[]) => {
  const found = paths.map(
    path =>
      new Promise<string>((resolve, reject) => {
        const args = ['-v', 'error', '-show_entries', 'stream=codec_name,width,height', '-of', 'csv=p=0', path]
        execFile('ffprobe', args, (error, stdout) => (error ? reject(error) : resolve(stdout.trim())))
      })
  )
  return Promise.all(found)
}
const pictures = () => ({
  thumbnailPath: join(bench.root, 'thumbnail.jpg'),
  previewPath: join(bench.root, 'preview.jpg')
})

test('thumbnail and preview have their sizes, even when the video ends before its middle', async () => {
  const source = await bench.make(...picture('240x426', 25, 2), ...H264, 'portrait.mp4')
  const to = pictures()
  await makeThumbnails({ source, ...to, durationSeconds: 500 })
  expect(await sizes(to.thumbnailPath, to.previewPath)).toEqual(['mjpeg,280,157', 'mjpeg,850,480'])
})

test('an uploaded picture becomes both, and only a picture does', async () => {
  const from = await bench.make(...picture('301x203', 1, 1), '-frames:v', '1', 'upload.png')
  const to = pictures()
  await convertImage({ from, ...to })
  expect(await sizes(to.thumbnailPath, to.previewPath)).toEqual(['mjpeg,280,157', 'mjpeg,850,480'])
  await expect(convertImage({ from: await write('bomb.png', png(60_000)), ...to })).rejects.toThrow()
  await expect(convertImage({ from: await write('x.png', '#EXTM3U\n'), ...to })).rejects.toMatchObject({
    code: 'undecodable'
  })
  expect((await readdir(bench.root)).filter(name => name.endsWith('.part'))).toEqual([])
})

test.each([
  ['a wide PNG without transparency', 'scale=640:48,format=rgb24', 'wide.png', 'jpg', 'mjpeg'],
  ['a JPEG of one line', 'scale=1000:1,format=yuvj444p', 'line.jpg', 'jpg', 'mjpeg'],
  ['a GIF', 'scale=20:30', 'small.gif', 'png', 'png']
])('%s fills the sizes that are asked for', async (_what, filter, name, wanted, codec) => {
  const from = await bench.make(...picture('64x64', 1, 1), '-vf', filter, '-frames:v', '1', name)
  let files: string[] = []
  await makeCovers({
    from,
    targetsOf(extension) {
      expect(extension).toBe(wanted)
      files = ['avatar', 'banner'].map(of => join(bench.root, `${of}.${extension}`))
      return [
        { path: files[0]!, width: 120, height: 120 },
        { path: files[1]!, width: 600, height: 99 }
      ]
    }
  })
  expect(await sizes(...files)).toEqual([`${codec},120,120`, `${codec},600,99`])
})

test('what is transparent stays so', async () => {
  const from = await bench.make('-f', 'lavfi', '-i', 'color=c=red@0:s=64x64,format=rgba', '-frames:v', '1', 'clear.png')
  const path = join(bench.root, 'clear-avatar.png')
  await makeCovers({ from, targetsOf: () => [{ path, width: 48, height: 48 }] })
  const dot = await bench.make('-i', path, '-vf', 'crop=1:1,format=rgba', '-f', 'rawvideo', 'dot.rgba')
  expect([...(await readFile(dot))][3]).toBe(0)
})

test('a bomb becomes no avatar, and leaves nothing', async () => {
  const path = join(bench.root, 'never.png')
  for (const from of [await write('bomb2.png', png(60_000)), await write('y.png', '#EXTM3U\n')])
    await expect(makeCovers({ from, targetsOf: () => [{ path, width: 48, height: 48 }] })).rejects.toThrow()
  expect((await readdir(bench.root)).filter(name => /never|\.part$/.test(name))).toEqual([])
})

test('an audio file without cover art gets a plain picture', async () => {
  const to = join(bench.root, 'still.jpg')
  await generateStill({ to })
  expect(await sizes(to)).toEqual(['mjpeg,1280,720'])
})

test('one with cover art gets that', async () => {
  const red = await bench.make('-f', 'lavfi', '-i', 'color=c=red:s=64x64', '-frames:v', '1', 'red.png')
  const attached = ['-map', '0', '-map', '1', '-c:v', 'copy', '-disposition:v', 'attached_pic']
  const path = await bench.make(...tone(1), '-i', red, ...attached, 'song.mp3')
  const { pictureIndex: index } = await probeFile(path)
  const to = join(bench.root, 'cover.jpg')
  await generateStill({ to, cover: { path, index: index! } })
  expect(await sizes(to)).toEqual(['mjpeg,1280,720'])

  const middle = await bench.make('-i', to, '-vf', 'crop=2:2,format=rgb24', '-f', 'rawvideo', 'middle.rgb')
  const [r, g, b] = await readFile(middle)
  expect([r! > 240, g! < 20, b! < 20]).toEqual([true, true, true])
})
