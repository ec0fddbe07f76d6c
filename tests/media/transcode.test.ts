import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Bench, H264, HLS_FOLDER, listKeyframes, openBench, picture, tone } from './clips.ts'

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
})
afterAll(() => bench.close())

const sizeOf = ({ streams }: { streams: readonly Record<string, unknown>[] }) =>
  `${streams[0]!['width']}x${streams[0]!['height']}`
const fpsOf = ({ streams }: { streams: readonly Record<string, unknown>[] }) => streams[0]!['avg_frame_rate']

test('every rendition has sound and picture, segments on shared keyframes, and a VOD playlist that covers its file', async () => {
  const clip = await bench.make(
    ...picture('426x240', 30, 7),
    ...tone(7),
    ...H264,
    '-b:v',
    '3M',
    '-c:a',
    'libmp3lame',
    'plain.mkv'
  )
  const { result, renditions, reports } = await bench.transcode(clip)

  expect(renditions.map(sizeOf)).toEqual(['426x240', '256x144'])
  for (const { path, playlist, streams } of renditions) {
    const keyframeSeconds = await listKeyframes(path)
    expect(streams.map(stream => [stream['codec_name'], stream['profile']])).toEqual([
      ['h264', 'High'],
      ['aac', 'LC']
    ])
    expect(playlist.segments.map(segment => segment.durationSeconds)).toEqual([2, 4, expect.closeTo(1, 1)])
    expect(keyframeSeconds.map(time => time - keyframeSeconds[0]!)).toEqual([
      0,
      expect.closeTo(2, 2),
      expect.closeTo(6, 2)
    ])
    let offset = playlist.initBytes
    for (const segment of playlist.segments) {
      expect(segment.offsetBytes).toBe(offset)
      offset += segment.sizeBytes
    }
    expect(offset).toBeLessThanOrEqual((await readFile(path)).length)
  }

  const folder = join(bench.root, HLS_FOLDER)
  for (const { playlistName } of result.hls.renditions) {
    const text = await readFile(join(folder, playlistName), 'utf8')
    expect(text).toContain('#EXT-X-PLAYLIST-TYPE:VOD')
    expect(text.endsWith('#EXT-X-ENDLIST\n')).toBe(true)
  }
  expect((await readdir(folder)).sort()).toEqual(
    [
      result.hls.masterName,
      result.hls.sha256Name!,
      ...result.hls.renditions.flatMap(r => [r.fileName, r.playlistName])
    ].sort()
  )
  expect(await readdir(join(bench.root, 'tmp'))).toEqual([])
  expect(reports.map(report => report.stage)).toContain('packaging')
})

test('the hashes are those of the listed byte ranges', async () => {
  const clip = await bench.make(...picture('256x144', 25, 4), ...tone(4), ...H264, 'hashes.mp4')
  const { result, renditions } = await bench.transcode(clip, { resolutions: [144] })
  const hashes = JSON.parse(await readFile(join(bench.root, HLS_FOLDER, result.hls.sha256Name!), 'utf8'))
  const [{ path, playlist }] = renditions as [(typeof renditions)[0]]
  const bytes = await readFile(path)
  const expected = playlist.segments.map(({ offsetBytes, sizeBytes }) => [
    `${offsetBytes}-${offsetBytes + sizeBytes - 1}`,
    createHash('sha256')
      .update(bytes.subarray(offsetBytes, offsetBytes + sizeBytes))
      .digest('hex')
  ])
  expect(hashes).toEqual({ [result.hls.renditions[0]!.fileName]: Object.fromEntries(expected) })
})

test('playlists grow, only ever by their end, and list bytes that are there', async () => {
  const clip = await bench.make(...picture('426x240', 30, 12), ...H264, '-b:v', '4M', 'growing.mp4')
  const seen: string[] = []
  await bench.transcode(clip, {
    resolutions: [240],
    async onReport({ hls }) {
      if (!hls) return
      const folder = join(bench.root, HLS_FOLDER)
      const [rendition] = hls.renditions
      const text = await readFile(join(folder, rendition!.playlistName), 'utf8')
      const last = [...text.matchAll(/BYTERANGE:(\d+)@(\d+)/g)].at(-1)!
      expect((await readFile(join(folder, rendition!.fileName))).length).toBeGreaterThanOrEqual(
        Number(last[1]) + Number(last[2])
      )
      expect(await readFile(join(folder, hls.masterName), 'utf8')).toContain(rendition!.playlistName)
      seen.push(text)
    }
  })
  expect(seen.length).toBeGreaterThan(0)
  const growing = seen.filter(text => text.includes('TYPE:EVENT'))
  for (const [index, text] of growing.slice(1).entries()) expect(text.startsWith(growing[index]!)).toBe(true)
})

test('a source that fits its rung is copied, and the others switch at its keyframes', async () => {
  const keyframes = [
    '-force_key_frames',
    '0,2.5,5,7,9.5',
    '-g',
    '1000',
    '-sc_threshold',
    '0',
    '-b:v',
    '300k',
    '-maxrate',
    '350k',
    '-bufsize',
    '300k'
  ]
  const clip = await bench.make(
    ...picture('426x240', 30, 12),
    ...tone(12),
    ...H264,
    ...keyframes,
    '-c:a',
    'aac',
    '-b:a',
    '96k',
    'fits.mp4'
  )
  const { renditions } = await bench.transcode(clip)
  const [copied, encoded] = renditions as [(typeof renditions)[0], (typeof renditions)[0]]
  expect(copied.streams[0]!['profile']).toBe('Constrained Baseline')
  expect(encoded.streams[0]!['profile']).toBe('High')
  const durations = copied.playlist.segments.map(segment => segment.durationSeconds)
  expect(durations).toEqual([5, expect.closeTo(4.5, 2), expect.closeTo(2.5, 2)])
  expect(encoded.playlist.segments.map(segment => segment.durationSeconds)).toEqual(
    durations.map(seconds => expect.closeTo(seconds, 2))
  )
})

test('when everything is copied there is a storyboard all the same', async () => {
  const clip = await bench.make(
    ...picture('256x144', 25, 5),
    ...H264,
    '-b:v',
    '100k',
    '-maxrate',
    '120k',
    '-bufsize',
    '60k',
    '-g',
    '50',
    'small.mp4'
  )
  const { result, renditions } = await bench.transcode(clip, { resolutions: [144] })
  expect(renditions[0]!.streams[0]!['profile']).toBe('Constrained Baseline')
  expect(result.storyboard).toMatchObject({
    totalWidth: 960,
    totalHeight: 108,
    spriteWidth: 192,
    spriteDurationSeconds: 1
  })
  expect(await readdir(join(bench.root, 'storyboards'))).toContain(result.storyboard!.fileName)
})

test('60 frames per second stay in high rungs and become 30 in low ones, switching together', async () => {
  const clip = await bench.make(...picture('480x480', '60000/1001', 3), ...H264, '-b:v', '6M', 'fast.mp4')
  const { renditions } = await bench.transcode(clip, { resolutions: [480, 144] })
  expect(renditions.map(fpsOf)).toEqual(['60000/1001', '30000/1001'])
  const [high, low] = renditions.map(({ playlist }) => playlist.segments.map(segment => segment.durationSeconds))
  expect(low!.slice(0, 1)).toEqual([expect.closeTo(2.002, 3)])
  expect(high!.slice(0, 1)).toEqual(low!.slice(0, 1))
})

const noSound = (name: string) => [...H264, name]
test.each<[string, string[], string, string]>([
  ['a portrait picture', [...picture('240x426', 25, 2), ...noSound('portrait.mkv')], '240x426', '25/1'],
  ['odd sizes', [...picture('427x241', 25, 2), '-c:v', 'ffv1', 'odd.mkv'], '426x240', '25/1'],
  ['a size between two rungs', [...picture('400x200', 25, 2), ...noSound('between.mp4')], '288x144', '25/1'],
  ['a size below every rung', [...picture('160x100', 25, 2), ...noSound('tiny.mp4')], '160x100', '25/1'],
  [
    'anamorphic pixels',
    [...picture('352x288', 25, 2), '-vf', 'setsar=16/11', ...noSound('wide.mkv')],
    '426x240',
    '25/1'
  ],
  [
    'interlaced lines',
    [...picture('352x288', 25, 2), '-vf', 'setfield=tff', '-flags', '+ilme+ildct', '-c:v', 'mpeg2video', 'lines.mpg'],
    '294x240',
    '25/1'
  ],
  ['a slow rate', [...picture('320x240', 5, 3), ...noSound('slow.mp4')], '320x240', '5/1'],
  ['120 frames per second', [...picture('320x240', 120, 1), ...noSound('rapid.mp4')], '320x240', '30/1'],
  ['an animated GIF', [...picture('320x240', 10, 2), 'moving.gif'], '320x240', '10/1']
])('%s comes out right', async (_kind, args, size, fps) => {
  const { renditions, result } = await bench.transcode(await bench.make(...args))
  expect(sizeOf(renditions[0]!)).toBe(size)
  expect(fpsOf(renditions[0]!)).toBe(fps)
  expect(renditions[0]!.streams[0]!['field_order']).toBe('progressive')
  expect(renditions[0]!.streams[0]!['pix_fmt']).toBe('yuv420p')
  expect(result.hls.renditions[0]!.hasAudio).toBe(false)
})

test('a rotated picture is turned upright', async () => {
  const flat = await bench.make(...picture('426x240', 25, 2), ...H264, 'flat.mp4')
  const clip = await bench
    .make('-display_rotation', '90', '-i', flat, '-c', 'copy', 'turned.mp4')
    .catch(() => bench.make('-i', flat, '-c', 'copy', '-metadata:s:v:0', 'rotate=90', 'turned.mp4'))
  const { renditions } = await bench.transcode(clip)
  expect(sizeOf(renditions[0]!)).toBe('240x426')
})

test('a variable frame rate becomes constant', async () => {
  const filter = "select='not(mod(n,2))+gt(t,1)'"
  const clip = await bench.make(...picture('320x240', 30, 3), '-vf', filter, '-fps_mode', 'vfr', ...H264, 'vfr.mkv')
  const { renditions } = await bench.transcode(clip)
  expect(Number(renditions[0]!.streams[0]!['r_frame_rate']?.toString().split('/')[0])).toBeGreaterThan(0)
  expect(fpsOf(renditions[0]!)).toBe(renditions[0]!.streams[0]!['r_frame_rate'])
  const lengths = renditions[0]!.playlist.segments.map(segment => segment.durationSeconds)
  expect(lengths.reduce((sum, seconds) => sum + seconds, 0)).toBeCloseTo(3, 0)
})

test.each(['smpte2084', 'arib-std-b67'])('high dynamic range (%s) becomes standard', async transfer => {
  const colours = ['-color_primaries', 'bt2020', '-color_trc', transfer, '-colorspace', 'bt2020nc']
  const clip = await bench.make(
    ...picture('320x240', 25, 1),
    '-c:v',
    'libx265',
    '-x265-params',
    `log-level=none:colorprim=bt2020:transfer=${transfer}:colormatrix=bt2020nc`,
    '-preset',
    'ultrafast',
    '-pix_fmt',
    'yuv420p10le',
    ...colours,
    `${transfer}.mp4`
  )
  const { renditions } = await bench.transcode(clip)
  expect(renditions[0]!.streams[0]).toMatchObject({ pix_fmt: 'yuv420p', color_transfer: 'bt709' })
})

test.each([
  ['mono', 1],
  ['stereo', 2],
  ['5.1', 2]
])('%s sound has %d channels', async (layout, channels) => {
  const clip = await bench.make(
    ...picture('256x144', 25, 2),
    ...tone(2, layout),
    ...H264,
    '-c:a',
    'ac3',
    `${layout}.mkv`
  )
  const { renditions } = await bench.transcode(clip)
  expect(renditions[0]!.streams[1]).toMatchObject({ codec_name: 'aac', profile: 'LC', channels })
})

test('of several sound tracks the default one is taken', async () => {
  const tracks = ['-map', '0', '-map', '1', '-map', '2', '-disposition:a:0', '0', '-disposition:a:1', 'default']
  const clip = await bench.make(
    ...picture('256x144', 25, 2),
    ...tone(2, 'stereo'),
    ...tone(2, 'mono'),
    ...tracks,
    ...H264,
    'tracks.mkv'
  )
  const { renditions } = await bench.transcode(clip)
  expect(renditions[0]!.streams.map(stream => stream['channels'])).toEqual([undefined, 1])
})

test('an audio file becomes a still picture with sound, whatever its cover', async () => {
  const cover = await bench.make(...picture('200x200', 1, 1), '-frames:v', '1', 'cover.jpg')
  const clip = await bench.make(
    ...tone(6),
    '-i',
    cover,
    '-map',
    '0',
    '-map',
    '1',
    '-c:v',
    'copy',
    '-disposition:v',
    'attached_pic',
    'song.mp3'
  )
  const { result, renditions } = await bench.transcode(clip, { resolutions: [144, 240, 1080] })
  expect(result.storyboard).toBeNull()
  expect(renditions.map(sizeOf)).toEqual(['426x240'])
  expect(renditions[0]!.playlist.segments.map(segment => segment.durationSeconds)).toEqual([2, expect.closeTo(4, 1)])
})
