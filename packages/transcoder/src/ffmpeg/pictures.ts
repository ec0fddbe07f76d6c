/** Command lines for a video's two pictures; pure. Sizes are PeerTube's. */
import { INPUT_GUARDS, MEMORY_GUARD, PIXEL_GUARD } from '../probe/limits.ts'
import type { FfmpegCommandLine } from './arguments.ts'

const THUMBNAIL = { width: 280, height: 157 }
const PREVIEW = { width: 850, height: 480 }
const STILL = { width: 1280, height: 720 }
const DARK = '0x1b1d23'
/** The most typical of this many frames is taken, so that a black or half-faded one is not. */
const CANDIDATES = 24

export interface PicturePaths {
  readonly thumbnailPath: string
  readonly previewPath: string
}

/** Image files by ffmpeg's name of their demuxer. */
export type ImageFormat = 'jpeg_pipe' | 'png_pipe' | 'webp_pipe'

export function buildFrameCommandLine(path: string, seekSeconds: number, to: PicturePaths): FfmpegCommandLine {
  // From the keyframe before: a picture from the right second is not worth decoding a minute.
  const seek = ['-noaccurate_seek', '-ss', seekSeconds.toFixed(3)]
  return {
    inputs: [{ path: `file:${path}`, options: [...MEMORY_GUARD, ...INPUT_GUARDS, ...PIXEL_GUARD, ...seek] }],
    graph: picturesGraph(`[0:V:0]thumbnail=${CANDIDATES}`),
    outputs: pictureOutputs(to)
  }
}

export function buildImageCommandLine(path: string, format: ImageFormat, to: PicturePaths): FfmpegCommandLine {
  return {
    inputs: [imageInput(path, format)],
    graph: picturesGraph('[0:v:0]select=eq(n\\,0)'),
    outputs: pictureOutputs(to)
  }
}

/** Cover art, or nothing but a dark ground. */
export function buildStillCommandLine(cover: { path: string; index: number } | null, to: string): FfmpegCommandLine {
  const { width, height } = STILL
  const guards = [...MEMORY_GUARD, ...INPUT_GUARDS, ...PIXEL_GUARD]
  return {
    inputs: [
      cover
        ? { path: `file:${cover.path}`, options: guards }
        : { path: `color=c=${DARK}:s=${width}x${height}:r=1:d=1`, options: ['-f', 'lavfi'] }
    ],
    graph: `[0:${cover ? cover.index : 'v'}]${fit(STILL)}[still]`,
    outputs: [jpegOutput('[still]', to)]
  }
}

const imageInput = (path: string, format: ImageFormat) => ({
  path: `file:${path}`,
  options: [...MEMORY_GUARD, '-protocol_whitelist', 'file', ...PIXEL_GUARD, '-f', format]
})

function picturesGraph(source: string): string {
  return `${source},split=2[a][b];[a]${fit(THUMBNAIL)}[thumbnail];[b]${fit(PREVIEW)}[preview]`
}

/** Whole picture within the frame; what is left over is dark. Full chroma until the end, for odd heights. */
function fit({ width, height }: { width: number; height: number }): string {
  const square = 'scale=w=iw*sar:h=ih,setsar=1'
  const inside = `scale=${width}:${height}:force_original_aspect_ratio=decrease:out_range=pc,format=yuvj444p`
  // Rounding may leave a line too many.
  const crop = `crop=min(iw\\,${width}):min(ih\\,${height})`
  return `${square},${inside},${crop},pad=${width}:${height}:-1:-1:${DARK},format=yuvj420p`
}

const pictureOutputs = ({ thumbnailPath, previewPath }: PicturePaths) => [
  jpegOutput('[thumbnail]', thumbnailPath),
  jpegOutput('[preview]', previewPath)
]

function jpegOutput(label: string, target: string) {
  const options = ['-map', label, '-frames:v', '1', '-c:v', 'mjpeg', '-q:v', '4', '-map_metadata', '-1']
  return { target, options: [...options, '-f', 'image2', '-update', '1'] }
}
