/** With the real ffmpeg: what is asked of it is the point. */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openUploadBench, type UploadBench } from '../../../../../tests/support/upload-bench.ts'

const run = promisify(execFile)
const clips = new Map<string, File>()
let bench: UploadBench

beforeAll(async () => {
  bench = await openUploadBench()
  const tone = ['-f', 'lavfi', '-i', 'sine=frequency=440:duration=2']
  const picture = (color: string) => ['-f', 'lavfi', '-i', `color=${color}:size=320x180:rate=1:duration=1`]
  const make = async (name: string, ...args: string[]) => {
    const path = join(bench.folder, name)
    await run('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...args, path])
    clips.set(name, new File([new Uint8Array(await readFile(path))], name))
  }
  await make('still.png', ...picture('red'), '-frames:v', '1')
  await make('tone.ogg', ...tone, '-c:a', 'libvorbis')
  const cover = ['-map', '0:v', '-map', '1:a', '-c:v', 'mjpeg', '-disposition:v', 'attached_pic']
  await make('cover.mp3', ...picture('blue'), ...tone, ...cover)
})
afterAll(() => bench.close())

async function uploaded(fields: Parameters<UploadBench['post']>[0]) {
  const answer = await bench.post(fields)
  expect(answer.status).toBe(200)
  const { video } = (await answer.json()) as { video: { id: number } }
  const { rows } = await bench.db.query<Record<string, string | number | null | { video: unknown; audio: unknown }>>(
    'SELECT video.*, original.probe FROM video JOIN original ON original.video_id = video.id WHERE video.id = $1',
    [video.id]
  )
  return rows[0]!
}

/** Size and middle pixel of one of the pictures. */
async function look(name: string) {
  const path = join(bench.folder, name)
  const entries = 'stream=codec_name,width,height'
  const { stdout } = await run('ffprobe', ['-v', 'error', '-show_entries', entries, '-of', 'csv=p=0', path])
  const middle = ['-vf', 'crop=2:2,format=rgb24', '-frames:v', '1', '-f', 'rawvideo', '-']
  const pixel = await run('ffmpeg', ['-v', 'error', '-i', path, ...middle], { encoding: 'buffer' })
  return { size: stdout.trim(), red: pixel.stdout[0]!, blue: pixel.stdout[2]! }
}

test('an audio file with a picture of its uploader becomes a video that shows that picture', async () => {
  const row = await uploaded({ videofile: clips.get('tone.ogg')!, thumbnailfile: clips.get('still.png')! })
  expect(row).toMatchObject({ duration_seconds: 2, aspect_ratio: null, probe: { video: null } })
  const preview = await look(`previews/${row['preview_name']}`)
  expect(preview.size).toBe('mjpeg,850,480')
  expect(preview.red).toBeGreaterThan(200)
  expect(await look(`thumbnails/${row['thumbnail_name']}`)).toMatchObject({ size: 'mjpeg,280,157' })
})

test('an audio file shows its own cover when its uploader sent no picture', async () => {
  const row = await uploaded({ videofile: clips.get('cover.mp3')! })
  expect((await look(`previews/${row['preview_name']}`)).blue).toBeGreaterThan(200)
})

test('an audio file without any picture gets a plain one, and leaves nothing else', async () => {
  const row = await uploaded({ videofile: clips.get('tone.ogg')! })
  expect((await look(`previews/${row['preview_name']}`)).size).toBe('mjpeg,850,480')
  expect((await bench.files()).filter(name => name.startsWith('uploads/'))).toEqual([])
})
