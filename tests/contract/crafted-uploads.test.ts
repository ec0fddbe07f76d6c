/** Files made to look like something else or to cost too much, beside malformed-uploads.test.ts; the real ffprobe judges. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openUploadBench, type UploadBench } from '../support/upload-bench.ts'

let bench: UploadBench
let folder: string
let web: Server
let webUrl = ''
let requestCount = 0
const clips = new Map<string, Buffer>()

beforeAll(async () => {
  bench = await openUploadBench({ maxUploadBytes: 20e6 })
  folder = await mkdtemp(join(tmpdir(), 'crafted-'))
  web = createServer((_req, res) => {
    requestCount++
    res.end()
  }).listen(0, '127.0.0.1')
  await new Promise(resolve => web.once('listening', resolve))
  webUrl = `http://127.0.0.1:${(web.address() as AddressInfo).port}`
  await makeClips()
})
afterAll(async () => {
  web.close()
  await bench.close()
  await rm(folder, { recursive: true })
})

async function makeClips() {
  const make = async (name: string, ...args: string[]) => {
    const path = join(folder, name)
    await promisify(execFile)('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...args, path])
    clips.set(name, await readFile(path))
  }
  const picture = (size: string) => ['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=10:duration=0.5`]
  for (const name of ['picture.png', 'picture.jpg', 'picture.webp', 'picture.bmp', 'picture.tiff'])
    await make(name, ...picture('64x64'), '-frames:v', '1')
  await make('small.mkv', ...picture('64x64'), '-c:v', 'mjpeg')
  await make('broad.mkv', ...picture('16x16'), '-vf', 'scale=30000:64', '-frames:v', '2', '-c:v', 'ffv1')
  const tones = Array.from({ length: 60 }, () => ['-map', '0']).flat()
  await make('many.mkv', '-f', 'lavfi', '-i', 'sine=duration=0.2', ...tones, '-c:a', 'pcm_s16le')
  await make('good.mp4', ...picture('64x64'), '-c:v', 'libx264', '-preset', 'ultrafast')
  await make('subtitles.mkv', '-f', 'srt', '-i', await subtitles(), '-c:s', 'srt')
}

async function subtitles(): Promise<string> {
  const path = join(folder, 'a.srt')
  await writeFile(path, '1\n00:00:00,000 --> 00:00:02,000\nBonjour\n')
  return path
}

const clip = (name: string) => clips.get(name)!
const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')

/** A PNG that promises this many pixels a side in 33 bytes. */
function png(side: number): Buffer {
  const size = side.toString(16).padStart(8, '0')
  return hex(`89504e470d0a1a0a 0000000d 49484452 ${size} ${size} 0806000000 00000000`)
}

/** A JPEG whose frame header promises the largest picture there can be. */
function hugeJpeg(): Buffer {
  const content = Buffer.from(clip('picture.jpg'))
  const at = content.indexOf(hex('ffc0'))
  content.writeUInt16BE(65_500, at + 5)
  content.writeUInt16BE(65_500, at + 7)
  return content
}

/** An MP4 whose track promises a picture beyond any screen. */
function hugeMp4(): Buffer {
  const content = Buffer.from(clip('good.mp4'))
  const at = content.indexOf('avc1', content.indexOf('stsd'))
  content.writeUInt16BE(60_000, at + 28)
  content.writeUInt16BE(60_000, at + 30)
  return content
}

/** An MP4 that lasts for years, says its header. */
function endlessMp4(): Buffer {
  const content = Buffer.from(clip('good.mp4'))
  const header = content.indexOf('mvhd')
  content.writeUInt32BE(1, header + 16)
  content.writeUInt32BE(2_000_000_000, header + 20)
  const media = content.indexOf('mdhd')
  content.writeUInt32BE(1, media + 16)
  content.writeUInt32BE(2_000_000_000, media + 20)
  const stts = content.indexOf('stts')
  content.writeUInt32BE(400_000_000, stts + 16)
  return content
}

const svg = (body: string) => Buffer.from(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">${body}</svg>`)
const text = (content: string) => Buffer.from(content)

const FILES: Record<string, [fileName: string, content: () => Buffer]> = {
  'a PNG of 100,000 pixels a side': ['a.png', () => png(100_000)],
  'a PNG of more pixels than can be counted': ['a.mp4', () => png(0x7fffffff)],
  'a video of 30,000 pixels by 64': ['a.mkv', () => clip('broad.mkv')],
  'a gzip of a gigabyte of nothing': ['a.mp4', () => hex('1f8b08000000000002ff ecc1010d000000c2a0f74f6d0f0714')],
  'an mp4 of 60,000 pixels a side without its picture': ['a.mp4', () => hugeMp4().subarray(0, 60)],
  'a file of sixty soundtracks': ['a.mkv', () => clip('many.mkv')],
  'a film of subtitles alone': ['a.mkv', () => clip('subtitles.mkv')],
  'an SVG that asks another server': ['a.svg', () => svg(`<image href="${webUrl}/a.png"/>`)],
  'an SVG that reads a file': ['a.mp4', () => svg('<image href="file:///etc/passwd"/>')],
  'an SVG with a script': ['a.mp4', () => svg('<script>alert(1)</script>')],
  'an SVG with an entity': [
    'a.mp4',
    () => text('<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>')
  ],
  'a magick script': ['a.mp4', () => text('push graphic-context\nimage over 0,0 0,0 "https://127.0.0.1/x"\n')],
  'a playlist with a mark of the byte order': ['a.mp4', () => text(`\ufeff#EXTM3U\n#EXTINF:1,\n${webUrl}/a.ts\n`)],
  'a playlist behind spaces': ['a.mp4', () => text(`\n\n  #EXTM3U\n#EXTINF:1,\n${webUrl}/a.ts\n`)],
  'a playlist behind an mp4 header': [
    'a.mp4',
    () => Buffer.concat([hex('00000018 66747970 69736f6d 00000200 69736f6d 69736f32'), text('#EXTM3U\n/etc/passwd\n')])
  ],
  'a playlist in UTF-16': ['a.m3u8', () => Buffer.from(`\ufeff#EXTM3U\n${webUrl}/a.ts\n`, 'utf16le')],
  'a list of frames': ['a.%d.png', () => text('/etc/%d.png')],
  'a windows playlist': ['a.asx', () => text(`<asx version="3.0"><entry><ref href="${webUrl}/a"/></entry></asx>`)],
  'a real playlist': ['a.ram', () => text(`rtsp://127.0.0.1/a\n${webUrl}/b\n`)],
  'a smooth streaming manifest': ['a.ism', () => text('<SmoothStreamingMedia MajorVersion="2"/>')],
  'a capture description': ['a.mp4', () => text('[playlist]\nFile1=/etc/passwd\n')],
  'a matroska header alone': ['a.mkv', () => hex('1a45dfa3 93 42828 86d6174726f736b61 0'.padEnd(40, '0'))],
  'an AVI header alone': ['a.avi', () => text('RIFF\xff\xff\xff\xffAVI LIST')],
  'a FLV header alone': ['a.flv', () => hex('464c5601 05 00000009 00000000')],
  'an ogg page without streams': ['a.ogg', () => hex('4f67675300 02 0000000000000000 01000000 00000000 00000000 00')],
  'a WAV without sound': ['a.wav', () => text('RIFF\x24\0\0\0WAVEfmt ')]
}

/** Pictures that are none, or too much of one. */
const IMAGES: Record<string, () => Buffer> = {
  'an SVG': () => svg(`<image href="${webUrl}/a.png"/>`),
  'a PNG of 60,000 pixels a side': () => png(60_000),
  'a JPEG of 65,500 pixels a side': () => hugeJpeg(),
  'a BMP': () => clip('picture.bmp'),
  'a TIFF': () => clip('picture.tiff'),
  'a playlist': () => text(`#EXTM3U\n#EXTINF:1,\n${webUrl}/a.ts\n`),
  'a video': () => clip('good.mp4'),
  'half a PNG header': () => png(64).subarray(0, 12),
  'a PNG without a picture in it': () => png(64),
  'no byte': () => Buffer.alloc(0)
}

const asFile = (content: Buffer, name: string) => new File([new Uint8Array(content)], name)

async function expectNothingLeft() {
  expect(await bench.files()).toEqual([])
  expect((await bench.db.query('SELECT 1 AS found FROM video')).rows).toEqual([])
  expect(requestCount).toBe(0)
}

test.each(Object.keys(FILES))('%s is no video', async name => {
  const [fileName, content] = FILES[name]!
  const answer = await bench.post({ videofile: asFile(content(), fileName) })
  expect([answer.status, await answer.json()]).toMatchObject([422, { detail: expect.stringMatching(/^Video file/) }])
  await expectNothingLeft()
})

test.each(['picture.png', 'picture.jpg', 'picture.webp', 'picture.bmp', 'picture.tiff'])(
  '%s called a video is none',
  async name => {
    const answer = await bench.post({ videofile: asFile(clip(name), 'holiday.mp4') })
    expect(answer.status).toBe(422)
    await expectNothingLeft()
  }
)

test.each(Object.keys(IMAGES))('%s is no thumbnail', async name => {
  const picture = asFile(IMAGES[name]!(), 'thumbnail.jpg')
  const answer = await bench.post({ thumbnailfile: picture, videofile: asFile(clip('good.mp4'), 'a.mp4') })
  expect(answer.status).toBe(400)
  expect(Object.keys(((await answer.json()) as Record<string, object>)['invalid-params']!)).toEqual(['thumbnailfile'])
  await expectNothingLeft()
})

test('a thumbnail that is too large is refused before it is looked at', async () => {
  const picture = asFile(Buffer.alloc(8_000_001, clip('picture.png')), 't.png')
  const answer = await bench.post({ thumbnailfile: picture, videofile: asFile(clip('good.mp4'), 'a.mp4') })
  expect(answer.status).toBe(413)
  await expectNothingLeft()
})

test('an mp4 that says that it lasts for years is refused', async () => {
  expect((await bench.post({ videofile: asFile(endlessMp4(), 'a.mp4') })).status).toBe(422)
  await expectNothingLeft()
})

test('an mp4 that says more pixels than it has is judged by its pictures', async () => {
  expect((await bench.post({ videofile: asFile(hugeMp4(), 'a.mp4') })).status).toBe(200)
  const { rows } = await bench.db.query('SELECT aspect_ratio FROM video')
  expect(rows).toEqual([{ aspect_ratio: 1 }])
})
