/**
 * Transcoding, measured: two generated clips, each taken (a) the sequential way of PeerTube 6.3 and (b) through
 * Colombier's pipeline. Needs ffmpeg and a quiet machine; takes several minutes.
 * BENCH_CLIP_SECONDS shortens the clips, for a try.
 */
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Table } from './table.ts'
import { CLIPS, type Clip, FPS, makeClips } from './transcoding/clips.ts'
import { type Cost, runTimed } from './transcoding/cost.ts'
import type { Result } from './transcoding/pipeline.ts'
import { measureSsim } from './transcoding/quality.ts'
import { type Renditions, transcodeSequentially } from './transcoding/sequential.ts'

const DURATION_SECONDS = Number(process.env['BENCH_CLIP_SECONDS'] ?? 60)
const ORIGINALS = 'originals'

export async function* measure(): AsyncGenerator<Table> {
  const folder = await mkdtemp(join(tmpdir(), 'colombier-bench-'))
  try {
    await mkdir(join(folder, ORIGINALS))
    await makeClips(join(folder, ORIGINALS), DURATION_SECONDS)
    for (const clip of CLIPS) yield* measureClip(clip, folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function* measureClip(clip: Clip, folder: string): AsyncGenerator<Table> {
  const source = join(folder, ORIGINALS, clip.fileName)
  const a = await transcodeSequentially(source, join(folder, `sequential-${clip.fileName}`), DURATION_SECONDS)
  const b = await transcodeOurWay(folder, `${ORIGINALS}/${clip.fileName}`)
  yield costTable(clip, a.cost, b)
  yield await renditionTable(source, a, b, folder)
}

type Ours = Renditions & Pick<Result, 'playableSeconds'>

async function transcodeOurWay(root: string, sourceKey: string): Promise<Ours> {
  const script = join(import.meta.dirname, 'transcoding', 'pipeline.ts')
  const { cost, stdout } = await runTimed(process.execPath, [script, root, sourceKey], root)
  const { playableSeconds, keys } = JSON.parse(stdout) as Result
  return { cost, playableSeconds, files: new Map(keys.map(([height, key]) => [height, join(root, key)])) }
}

function costTable({ title, targets }: Clip, a: Cost, b: Ours): Table {
  const row = (name: string, sequential: number, ours: number, target: number) => {
    const ratio = ours / sequential
    const verdict = ratio <= target ? 'yes' : 'NO'
    return [name, sequential.toFixed(1), ours.toFixed(1), ratio.toFixed(3), `<= ${target}`, verdict]
  }
  const playable = b.playableSeconds === null ? 'never' : b.playableSeconds.toFixed(1)
  return {
    title: `Transcoding, ${title} (${DURATION_SECONDS} s; a: PeerTube 6.3's commands, b: Colombier)`,
    columns: ['', 'a', 'b', 'b/a', 'target', 'met'],
    rows: [
      row('wall, s', a.wallSeconds, b.cost.wallSeconds, targets.wall),
      row('CPU (user + system), s', a.cpuSeconds, b.cost.cpuSeconds, targets.cpu),
      ['all renditions playable after, s', a.wallSeconds.toFixed(1), playable]
    ]
  }
}

async function renditionTable(source: string, a: Renditions, b: Ours, folder: string): Promise<Table> {
  const frames = DURATION_SECONDS * FPS
  const ssimA = await measureSsim(source, a.files, { folder, frames })
  const ssimB = await measureSsim(source, b.files, { folder, frames })
  const rows = [...a.files].map(async ([height, pathA]) => {
    const pathB = b.files.get(height)
    if (!pathB) return [`${height}p`, 'missing in b']
    const [sizeA, sizeB] = [(await stat(pathA)).size, (await stat(pathB)).size]
    const [qualityA, qualityB] = [ssimA.get(height)!, ssimB.get(height)!]
    return [
      `${height}p`,
      ...[sizeA, sizeB].map(bytes => (bytes / 1000).toFixed(0)),
      `${((sizeB / sizeA - 1) * 100).toFixed(1)} %`,
      ...[qualityA, qualityB].map(value => value.toFixed(5)),
      (qualityB - qualityA).toFixed(5),
      sizeB <= sizeA && qualityB >= qualityA ? 'yes' : 'NO'
    ]
  })
  return {
    title: 'Renditions: size and mean SSIM against the scaled source',
    columns: ['', 'size a, kB', 'size b, kB', 'b-a', 'SSIM a', 'SSIM b', 'b-a', 'no worse'],
    rows: await Promise.all(rows)
  }
}
