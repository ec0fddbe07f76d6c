/** How close renditions are to their source. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FPS } from './clips.ts'
import { runTimed } from './cost.ts'

/**
 * Mean SSIM (all planes) of each rendition against the source scaled, bicubic, to the rendition's size; frame n is
 * compared with frame n.
 *
 * @param files Absolute paths by height.
 * @throws Error when a rendition has not as many frames as `frames`.
 */
export async function measureSsim(
  source: string,
  files: ReadonlyMap<number, string>,
  { folder, frames }: { folder: string; frames: number }
): Promise<Map<number, number>> {
  const heights = [...files.keys()]
  const counted = `settb=1/${FPS},setpts=N`
  const graph = [
    `[0:v]${counted},split=${heights.length}${heights.map(height => `[s${height}]`).join('')}`,
    ...heights.flatMap((height, index) => [
      `[${index + 1}:v]${counted},format=yuv420p,split[d${height}][size${height}]`,
      `[s${height}][size${height}]scale2ref=flags=bicubic[r${height}][unused${height}]`,
      `[unused${height}]nullsink`,
      `[d${height}][r${height}]ssim=stats_file=${statsName(height)}[o${height}]`
    ])
  ].join(';')
  const inputs = [source, ...files.values()].flatMap(path => ['-i', path])
  const outputs = heights.flatMap(height => ['-map', `[o${height}]`, '-f', 'null', '-'])
  await runTimed('ffmpeg', ['-v', 'fatal', '-nostdin', ...inputs, '-filter_complex', graph, ...outputs], folder)
  const means = heights.map(async height => [height, await meanOf(join(folder, statsName(height)), frames)] as const)
  return new Map(await Promise.all(means))
}

const statsName = (height: number) => `ssim-${height}.log`

async function meanOf(path: string, frames: number): Promise<number> {
  const values = [...(await readFile(path, 'utf8')).matchAll(/All:([\d.]+)/g)].map(([, value]) => Number(value))
  if (values.length !== frames) throw new Error(`${path}: ${values.length} frames compared instead of ${frames}`)
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
