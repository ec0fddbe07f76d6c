/**
 * Two clips of the same picture, made of nothing but ffmpeg's own sources, the same on every run of the same ffmpeg.
 *
 * The picture is meant to be as hard as a small camera's: a slow hand-held pan over a still full of fine detail and
 * smooth areas, something that moves by itself in front of it, and noise that changes with each frame.
 */
import { join } from 'node:path'
import { runTimed } from './cost.ts'

export interface Clip {
  readonly title: string
  readonly fileName: string
  readonly isTopCopied: boolean
  /** Share of the sequential way's cost that ours may have. */
  readonly targets: { readonly wall: number; readonly cpu: number }
}

export const CLIPS = [
  {
    title: 'clip 1: 5 Mb/s, every rendition encoded',
    fileName: 'clip1.mp4',
    isTopCopied: false,
    targets: { wall: 0.45, cpu: 0.65 }
  },
  {
    title: 'clip 2: 2.5 Mb/s, top rendition fits as it is',
    fileName: 'clip2.mp4',
    isTopCopied: true,
    targets: { wall: 0.25, cpu: 0.35 }
  }
] as const satisfies readonly Clip[]

export const FPS = 30

const STILL =
  'mandelbrot=s=2560x1440:start_x=-0.743643887:start_y=-0.131825904:start_scale=0.004:end_scale=0.004:maxiter=400'
const CARD = `testsrc2=s=320x180:r=${FPS}`
const PAN = "crop=1280:720:'640+500*sin(t*0.35)+60*sin(t*1.9)':'360+300*cos(t*0.27)+20*sin(t*2.3)'"
const CARD_PATH = "overlay=x='480+400*sin(t*0.8)':y='270+200*cos(t*0.6)'"
const NOISE = 'noise=alls=9:allf=t:all_seed=1234'
const SOUND = 'anoisesrc=r=48000:a=0.05:c=pink:seed=7[n];sine=f=330:r=48000:b=4[s];[n][s]amix=inputs=2'

/** @param durationSeconds Of each clip. */
export async function makeClips(folder: string, durationSeconds: number): Promise<void> {
  const graph = [
    `${STILL},trim=end_frame=1,format=yuv420p,loop=-1:1,setpts=N/${FPS}/TB,fps=${FPS},${PAN}[pan]`,
    `${CARD}[card]`,
    `[pan][card]${CARD_PATH},${NOISE},format=yuv420p,split[v1][v2]`,
    `${SOUND},aformat=channel_layouts=stereo,asplit[a1][a2]`
  ].join(';')
  const common = ['-t', String(durationSeconds), '-c:a', 'aac', '-b:a', '128k', '-movflags', '+faststart']
  const first = ['-b:v', '5000k', '-maxrate', '5000k', '-bufsize', '10000k', '-g', '250']
  const regular = ['-g', String(FPS * 2), '-keyint_min', String(FPS * 2), '-sc_threshold', '0']
  const second = ['-b:v', '2500k', '-maxrate', '2500k', '-bufsize', '5000k', ...regular]
  const x264 = ['-c:v', 'libx264', '-preset', 'veryfast']
  const outputs = [first, second].flatMap((rate, index) => [
    ...['-map', `[v${index + 1}]`, '-map', `[a${index + 1}]`, ...x264, ...rate, ...common],
    join(folder, CLIPS[index]!.fileName)
  ])
  await runTimed('ffmpeg', ['-v', 'error', '-nostdin', '-y', '-filter_complex', graph, ...outputs], folder)
}
