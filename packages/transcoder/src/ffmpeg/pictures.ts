/** Command lines for a video's two pictures, and for those of people; pure. Sizes are PeerTube's. */
import { INPUT_GUARDS, MEMORY_GUARD, PIXEL_GUARD } from '../probe/limits.ts'
import type { FfmpegCommandLine } from './arguments.ts'
import type { ImageFormat, ImageKind } from './image-format.ts'

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

/** A picture to make: this size exactly, whatever falls outside cut off. */
export interface CoverTarget {
  readonly path: string
  readonly width: number
  readonly height: number
}

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

/** Fills each target with the middle of the picture: PNG where there may be transparency, JPEG otherwise. */
export function buildCoverCommandLine(
  path: string,
  { format, mayBeTransparent }: ImageKind,
  targets: readonly CoverTarget[]
): FfmpegCommandLine {
  const colours = mayBeTransparent ? 'rgba' : 'rgb24'
  const source = `[0:v:0]select=eq(n\\,0),format=${colours},scale=w=iw*sar:h=ih,setsar=1,split=${targets.length}`
  const parts = targets.map(({ width, height }, index) => {
    // Cut before it is made larger: a line of pixels would grow without bound.
    const crop = `crop=w=max(1\\,min(iw\\,ih*${width}/${height})):h=max(1\\,min(ih\\,iw*${height}/${width}))`
    const end = mayBeTransparent ? 'format=rgba' : 'scale=out_range=pc,format=yuvj420p'
    return `[s${index}]${crop},scale=${width}:${height}:flags=lanczos,setsar=1,${end}[o${index}]`
  })
  return {
    inputs: [imageInput(path, format)],
    graph: [source + targets.map((_, index) => `[s${index}]`).join(''), ...parts].join(';'),
    outputs: targets.map((target, index) => (mayBeTransparent ? pngOutput : jpegOutput)(`[o${index}]`, target.path))
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

function pngOutput(label: string, target: string) {
  const options = ['-map', label, '-frames:v', '1', '-c:v', 'png', '-map_metadata', '-1']
  return { target, options: [...options, '-f', 'image2', '-update', '1'] }
}
