/**
 * The sequential way: the commands a PeerTube 6.3 was seen to run for a 60 s 1280x720 video with web videos off and
 * HLS on, one after the other, as it runs them: preview, storyboard, copy, one encode per rendition, and the HLS copies.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { addCosts, type Cost, NOTHING, runTimed } from './cost.ts'

/** Bits per second, PeerTube's for 30 frames a second. */
const CAPS = { 720: 3041318, 480: 1474578, 360: 1036812, 240: 522246 } as const
type Height = keyof typeof CAPS

const PREVIEW_FILTER = 'thumbnail=50,scale=850x480:force_original_aspect_ratio=decrease'
const STORYBOARD_FILTER =
  "setpts='N/FRAME_RATE/TB',select='isnan(prev_selected_t)+gte(t-prev_selected_t,1)',scale=192:108,tile=layout=10x6"

export interface Renditions {
  readonly cost: Cost
  /** Absolute paths by height. */
  readonly files: ReadonlyMap<number, string>
}

export async function transcodeSequentially(
  source: string,
  folder: string,
  durationSeconds: number
): Promise<Renditions> {
  await mkdir(folder, { recursive: true })
  let cost = NOTHING
  const run = async (niceness: number, args: readonly string[]) => {
    const done = await runTimed('nice', ['-n', String(niceness), 'ffmpeg', ...args], folder)
    cost = addCosts(cost, done.cost)
  }

  const seek = String(Math.floor(durationSeconds / 2))
  const still = ['-frames:v', '1', '-q:v', '5', '-abort_on', 'empty_output', 'preview.jpg']
  await run(10, ['-ss', seek, '-i', source, '-y', '-filter:v', PREVIEW_FILTER, ...still])
  const board = ['-frames:v', '1', '-q:v', '2', 'storyboard.jpg']
  await run(10, ['-i', source, '-y', '-filter_complex', STORYBOARD_FILTER, ...board])
  await run(15, ['-i', source, '-y', ...COPY, '-f', 'mp4', '-map_metadata', '-1', '-movflags', 'faststart', 'web.mp4'])

  await run(15, ['-i', 'web.mp4', '-y', ...encode(720), ...hls(720)])
  for (const height of [480, 360, 240] as const)
    await run(15, ['-i', 'web.mp4', '-y', ...encode(height), `${height}.mp4`])
  for (const height of [480, 360, 240] as const) {
    await run(15, ['-i', `${height}.mp4`, '-y', ...COPY, '-f', 'mp4', ...hls(height)])
  }
  const heights = [720, 480, 360, 240] as const
  return { cost, files: new Map(heights.map(height => [height, join(folder, fragmented(height))])) }
}

const COPY = ['-acodec', 'copy', '-vcodec', 'copy', '-threads', '1']

const fragmented = (height: Height) => `${height}-fragmented.mp4`

function encode(height: Height): string[] {
  return [
    ...['-acodec', 'copy', '-vcodec', 'libx264', '-threads', '1', '-f', 'mp4', '-movflags', 'faststart'],
    ...[
      '-max_muxing_queue_size',
      '1024',
      '-map_metadata',
      '-1',
      '-pix_fmt',
      'yuv420p',
      '-vf',
      `scale=w=-2:h=${height}`
    ],
    ...['-preset', 'veryfast', '-maxrate:v', String(CAPS[height]), '-bufsize:v', String(CAPS[height] * 2)],
    ...['-b_strategy', '1', '-bf', '16', '-r', '30', '-g:v', '60']
  ]
}

function hls(height: Height): string[] {
  return [
    ...['-hls_time', '4', '-hls_list_size', '0', '-hls_playlist_type', 'vod'],
    ...['-hls_segment_filename', fragmented(height), '-hls_segment_type', 'fmp4', '-f', 'hls'],
    ...['-hls_flags', 'single_file', `${height}.m3u8`]
  ]
}
