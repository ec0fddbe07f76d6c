import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface ClipOptions {
  readonly seconds: number
  readonly size?: string
  /** 30 unless told: a long film of few costs little to make and to transcode. */
  readonly framesPerSecond?: number
  /** Makes every frame hard to encode, so that transcoding takes a while. */
  readonly isNoisy?: boolean
}

/** Makes an MP4 (H.264, AAC) with a moving picture and a tone. */
export async function makeClip(
  path: string,
  { seconds, size = '640x360', framesPerSecond = 30, isNoisy = false }: ClipOptions
): Promise<void> {
  const picture = `testsrc2=size=${size}:rate=${framesPerSecond}:duration=${seconds}${isNoisy ? ',noise=alls=20:allf=t' : ''}`
  const inputs = ['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds}`]
  const codecs = [
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-pix_fmt',
    'yuv420p',
    '-g',
    String(2 * framesPerSecond),
    '-c:a',
    'aac'
  ]
  await run('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...inputs, ...codecs, path])
}
