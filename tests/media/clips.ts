/** Small clips of every kind, made by ffmpeg itself, and what is needed to look at the results. */
import { execFile, execFileSync } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { TranscodeProgress, TranscodeResult } from '../../packages/transcoder/src/contract.ts'
import { type MediaPlaylist, readMediaPlaylist } from '../../packages/transcoder/src/hls/playlist.ts'
import { transcode } from '../../packages/transcoder/src/jobs/transcode.ts'
import { openStorage } from '../../packages/transcoder/src/storage.ts'

const run = promisify(execFile)
export const VIDEO_UUID = '9c9de5e8-0a1e-484a-b099-e80766180a6d'
export const HLS_FOLDER = `streaming-playlists/hls/${VIDEO_UUID}`

export interface Bench {
  readonly root: string
  /** Runs ffmpeg; the last argument is a file name in the bench's folder. Returns its path. */
  make(...args: string[]): Promise<string>
  transcode(path: string, options?: TranscodeOptions): Promise<Outcome>
  close(): Promise<void>
}

export interface TranscodeOptions {
  readonly resolutions?: readonly (144 | 240 | 360 | 480 | 720 | 1080)[]
  readonly signal?: AbortSignal
  onReport?(progress: TranscodeProgress): void | Promise<void>
}

export interface Outcome {
  readonly result: TranscodeResult
  readonly reports: readonly TranscodeProgress[]
  readonly renditions: readonly {
    readonly resolution: number
    readonly path: string
    readonly playlist: MediaPlaylist
    readonly streams: readonly Record<string, unknown>[]
  }[]
}

export async function openBench(): Promise<Bench> {
  const root = await mkdtemp(join(tmpdir(), 'colombier-media-'))
  await mkdir(join(root, 'originals'))
  return {
    root,
    async make(...args) {
      const path = join(root, args.at(-1)!)
      await run('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...args.slice(0, -1), path])
      return path
    },
    transcode: (path, options = {}) => transcodeClip(root, path, options),
    close: () => rm(root, { recursive: true, force: true })
  }
}

async function transcodeClip(root: string, path: string, options: TranscodeOptions): Promise<Outcome> {
  await copyFile(path, join(root, 'originals/clip'))
  const data = {
    videoUuid: VIDEO_UUID,
    sourceKey: 'originals/clip',
    ladder: { resolutions: options.resolutions ?? [144, 240], maxFps: 60 },
    keep: []
  }
  const reports: TranscodeProgress[] = []
  const report = async (progress: TranscodeProgress) => {
    reports.push(progress)
    await options.onReport?.(progress)
  }
  const signal = options.signal ?? new AbortController().signal
  const result = await transcode({ storage: openStorage(root), threads: 1 }, { data, report }, signal)
  const renditions = result.hls.renditions.map(async rendition => {
    const file = join(root, HLS_FOLDER, rendition.fileName)
    const text = await readFile(join(root, HLS_FOLDER, rendition.playlistName), 'utf8')
    return {
      resolution: rendition.resolution,
      path: file,
      playlist: readMediaPlaylist(text)!,
      streams: rendition.metadata!['streams'] as Record<string, unknown>[]
    }
  })
  return { result, reports, renditions: await Promise.all(renditions) }
}

export async function listKeyframes(path: string): Promise<number[]> {
  const args = ['-v', 'error', '-select_streams', 'v', '-show_entries', 'packet=pts_time,flags', '-of', 'csv=p=0', path]
  const { stdout } = await run('ffprobe', args)
  const packets = stdout.split('\n').map(line => line.split(','))
  return packets.filter(([, flags]) => flags?.includes('K')).map(([time]) => Number(time))
}

/** Numbers of the ffmpeg processes at work on files of this folder. */
export function listFfmpeg(root: string): number[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,comm=,args='], { encoding: 'utf8' }).split('\n')
  const own = lines.filter(line => /^\s*\d+ ffmpeg /.test(line) && line.includes(root))
  return own.map(line => Number.parseInt(line, 10))
}

export async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await sleep(50)
}

/** Lavfi inputs. */
export const picture = (size: string, fps: number | string, seconds: number) => [
  '-f',
  'lavfi',
  '-i',
  `testsrc2=s=${size}:r=${fps}:d=${seconds}`
]
export const tone = (seconds: number, channels = 'stereo') => [
  '-f',
  'lavfi',
  '-i',
  `aevalsrc=${channels === 'mono' ? '0.1*sin(880*t)' : toneOf(channels)}:c=${channels}:d=${seconds}`
]
const toneOf = (channels: string) =>
  Array.from({ length: channels === '5.1' ? 6 : 2 }, (_, index) => `0.1*sin(${440 + 110 * index}*t)`).join('|')
export const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p']
