/** ffmpeg's command line for one run over a source; pure. */

import { SEGMENT_SECONDS } from '../ladder/copy.ts'
import type { Rung } from '../ladder/ladder.ts'
import { formatRate, fpsOf } from '../probe/frame-rate.ts'
import { INPUT_GUARDS, MEMORY_GUARD, PIXEL_GUARD } from '../probe/limits.ts'
import type { SourceDescription } from '../probe/source.ts'
import { AUDIO, STORYBOARD, VIDEO } from './encoder.ts'
import { buildGraph, storyboardChain } from './filters.ts'
import type { StoryboardPlan } from './storyboard.ts'

/** One rendition and the two files ffmpeg writes for it. */
export interface RenditionOutput {
  readonly rung: Rung
  readonly isCopied: boolean
  /** The fragmented MP4, in the folder that MEDIA_LINK leads to. */
  readonly mediaName: string
  /** ffmpeg's own playlist, in the work folder: it is rewritten in place and so never shown. */
  readonly playlistName: string
}

export interface RunPlan {
  readonly source: SourceDescription
  readonly sourcePath: string
  /** Picture behind an audio file; a dark one is made when there is none. */
  readonly stillPath: string | null
  /** Tallest first. */
  readonly outputs: readonly RenditionOutput[]
  readonly isAudioCopied: boolean
  /** Where segments begin when a copied rendition dictates it; seconds. */
  readonly boundaries: readonly number[] | null
  /** Its sprites are made in the same run where the picture is decoded anyway. */
  readonly storyboard: StoryboardPlan | null
  /** Of each encoder and of the decoder; 0 lets them choose. */
  readonly threads: number
}

/** In the work folder, a link to where the media goes: names given to the tee muxer then need no escaping. */
export const MEDIA_LINK = 'media'
export const STORYBOARD_FILE = 'storyboard.jpg'
/** Shorter than the others: a video can be watched as soon as its first segment is encoded. */
const FIRST_SEGMENT_SECONDS = 2
const SPRITE_FILES = 'sprite-%03d.bmp'

/** Inputs and outputs as fluent-ffmpeg takes them. Outputs are relative to the work folder. */
export interface FfmpegCommandLine {
  readonly inputs: readonly { readonly path: string; readonly options: readonly string[] }[]
  readonly graph: string | null
  readonly outputs: readonly { readonly target: string; readonly options: readonly string[] }[]
}

export function buildCommandLine(plan: RunPlan): FfmpegCommandLine {
  const { source, outputs, storyboard } = plan
  const encodes = outputs.filter(output => !output.isCopied)
  const { video } = source
  const graph =
    video && encodes.length > 0
      ? buildGraph({
          video,
          encodes: encodes.map(output => ({ rung: output.rung, label: labelOf(output) })),
          storyboard: storyboard && { plan: storyboard, label: 'storyboard' }
        })
      : null
  return {
    inputs: [...inputsOf(plan)],
    graph: video ? graph : stillGraph(outputs[0]!),
    outputs: [
      { target: teeTarget(plan), options: teeOptions(plan) },
      ...(storyboard && graph ? [spritesOutput(storyboard)] : [])
    ]
  }
}

/** The sprites alone, from keyframes: for a source whose picture is not decoded otherwise. */
export function buildSpritesCommandLine(
  { source, sourcePath, threads }: Pick<RunPlan, 'source' | 'sourcePath' | 'threads'>,
  plan: StoryboardPlan
) {
  // Keyframes come at their own pace; fps repeats or drops them until there is one per sprite.
  const chain = `[0:${source.video!.index}]fps=1/${plan.intervalSeconds},${storyboardChain(plan)}[storyboard]`
  return {
    inputs: [{ path: `file:${sourcePath}`, options: [...guards(threads), '-skip_frame', 'nokey'] }],
    graph: chain,
    outputs: [spritesOutput(plan)]
  } satisfies FfmpegCommandLine
}

/** All sprites to one sheet, STORYBOARD_FILE. */
export function buildSheetCommandLine({ columns, rows }: StoryboardPlan) {
  const options = ['-map', '[sheet]', '-frames:v', '1', '-c:v', 'mjpeg', '-q:v', String(STORYBOARD.jpegScale)]
  return {
    inputs: [{ path: SPRITE_FILES, options: ['-protocol_whitelist', 'file', '-f', 'image2', '-framerate', '1'] }],
    graph: `[0:v]scale=out_range=pc,format=yuvj420p,tile=layout=${columns}x${rows}[sheet]`,
    outputs: [{ target: STORYBOARD_FILE, options: [...options, '-f', 'image2', '-update', '1'] }]
  } satisfies FfmpegCommandLine
}

const labelOf = ({ rung }: RenditionOutput) => `v${rung.resolution}`

function guards(threads: number): string[] {
  return [...MEMORY_GUARD, ...INPUT_GUARDS, ...PIXEL_GUARD, ...(threads > 0 ? ['-threads', String(threads)] : [])]
}

function* inputsOf({ source, sourcePath, stillPath, threads, outputs }: RunPlan) {
  yield { path: `file:${sourcePath}`, options: guards(threads) }
  if (source.video) return
  const rate = formatRate(outputs[0]!.rung.frameRate)
  yield stillPath
    ? {
        path: `file:${stillPath}`,
        options: [
          '-protocol_whitelist',
          'file',
          '-f',
          'image2',
          '-pattern_type',
          'none',
          '-loop',
          '1',
          '-framerate',
          rate
        ]
      }
    : { path: `color=c=0x1b1d23:s=1280x720:r=${rate}`, options: ['-f', 'lavfi'] }
}

/** An audio file's still picture, fitted into the frame without stretching. */
function stillGraph(output: RenditionOutput): string {
  const { width, height } = output.rung
  const fit = `scale=${width}:${height}:force_original_aspect_ratio=decrease:force_divisible_by=2`
  return `[1:v:0]${fit},pad=${width}:${height}:-1:-1,setsar=1,format=yuv420p[${labelOf(output)}]`
}

function teeOptions(plan: RunPlan): string[] {
  const { source, outputs, threads } = plan
  return [
    ...outputs.flatMap(output => ['-map', output.isCopied ? `0:${source.video!.index}` : `[${labelOf(output)}]`]),
    ...(source.audio ? ['-map', `0:${source.audio.index}`] : []),
    '-map_metadata',
    '-1',
    '-map_chapters',
    '-1',
    ...outputs.flatMap((output, index) => (output.isCopied ? [`-c:v:${index}`, 'copy'] : encodeOptions(plan, index))),
    ...(threads > 0 ? ['-threads:v', String(threads)] : []),
    ...(source.audio ? audioOptions(plan) : []),
    '-flags',
    '+global_header',
    '-max_muxing_queue_size',
    '4096',
    ...(source.video ? [] : ['-t', source.durationSeconds.toFixed(3)]),
    '-f',
    'tee'
  ]
}

function encodeOptions({ outputs, boundaries, source }: RunPlan, index: number): string[] {
  const { rung } = outputs[index]!
  const named: Record<string, string> = {
    c: 'libx264',
    preset: VIDEO.preset,
    profile: VIDEO.profile,
    crf: String(VIDEO.crfOfRung[rung.resolution] ?? VIDEO.crf),
    maxrate: String(rung.capBps),
    bufsize: String(rung.capBps * VIDEO.bufferSeconds),
    ...keyframeOptions(outputs, rung, boundaries, source),
    ...(VIDEO.x264.length > 0 ? { 'x264-params': VIDEO.x264.join(':') } : {}),
    ...(source.video ? {} : { tune: 'stillimage' })
  }
  return Object.entries(named).flatMap(([name, value]) => [`-${name}:v:${index}`, value])
}

/**
 * Keyframes at the same times in every rendition, and nowhere else: a segment begins at each.
 * Counted in frames of the slowest rendition, whose rate divides all others.
 */
function keyframeOptions(
  outputs: readonly RenditionOutput[],
  rung: Rung,
  boundaries: readonly number[] | null,
  { video }: SourceDescription
): Record<string, string> {
  const fps = fpsOf(rung.frameRate)
  if (boundaries)
    return { ...forceKeyframes(boundaries, fpsOf(video!.frameRate)), g: '100000', sc_threshold: '0', 'forced-idr': '1' }
  const slowest = Math.min(...outputs.map(output => fpsOf(output.rung.frameRate)))
  const frames = segmentFrames(slowest) * Math.round(fps / slowest)
  const firstEndSeconds = Math.max(1, Math.round(FIRST_SEGMENT_SECONDS * slowest)) / slowest
  return {
    ...forceKeyframes([firstEndSeconds], fps),
    g: String(frames),
    keyint_min: String(frames),
    sc_threshold: '0',
    'forced-idr': '1'
  }
}

/** A little early, so that rounding cannot push a keyframe to the next frame. */
function forceKeyframes(timesSeconds: readonly number[], fps: number) {
  const times = timesSeconds.map(time => Math.max(0, time - 0.25 / fps).toFixed(6))
  return { force_key_frames: times.join(',') }
}

/** Frames in a segment: SEGMENT_SECONDS or the least more that is a whole number of frames. */
export const segmentFrames = (fps: number): number => Math.max(1, Math.ceil(SEGMENT_SECONDS * fps - 1e-3))

function audioOptions({ source, isAudioCopied }: RunPlan): string[] {
  if (isAudioCopied) return ['-c:a', 'copy']
  const channels = Math.min(2, source.audio!.channels)
  const bitrateBps = channels === 1 ? AUDIO.monoBitrateBps : AUDIO.bitrateBps
  return [
    ...['-c:a', 'aac', '-b:a', String(bitrateBps), '-ac', String(channels), '-ar', String(AUDIO.sampleRateHz)],
    // Holes in the time stamps become silence: sound stays with the picture.
    ...['-af', 'aresample=async=1:first_pts=0']
  ]
}

function teeTarget({ source, outputs }: RunPlan): string {
  const slaves = outputs.map(({ isCopied, mediaName, playlistName }, index) => {
    const options = [
      'f=hls',
      `select=\\'${source.audio ? `v:${index},a` : `v:${index}`}\\'`,
      // Each keyframe of an encoded rendition is meant to begin a segment.
      `hls_time=${isCopied ? SEGMENT_SECONDS : 0.1}`,
      'hls_list_size=0',
      'hls_playlist_type=event',
      'hls_segment_type=fmp4',
      'hls_flags=single_file',
      `hls_segment_filename=${MEDIA_LINK}/${mediaName}`
    ]
    return `[${options.join(':')}]${playlistName}`
  })
  return slaves.join('|')
}

function spritesOutput({ columns, rows }: StoryboardPlan) {
  const options = ['-map', '[storyboard]', '-frames:v', String(columns * rows), '-fps_mode', 'passthrough']
  return { target: SPRITE_FILES, options: [...options, '-c:v', 'bmp', '-f', 'image2'] }
}
