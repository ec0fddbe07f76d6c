/** What the server itself asks of ffmpeg: what a file is, and its pictures. Light work, one short run each. */
import { rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { TranscodeFailure } from './failure.ts'
import type { FfmpegCommandLine } from './ffmpeg/arguments.ts'
import { readImageKind } from './ffmpeg/image-format.ts'
import { buildJoinCommandLine } from './ffmpeg/join.ts'
import {
  buildCoverCommandLine,
  buildFrameCommandLine,
  buildImageCommandLine,
  buildStillCommandLine,
  type CoverTarget,
  type PicturePaths
} from './ffmpeg/pictures.ts'
import { runFfmpeg } from './ffmpeg/run.ts'

export { TranscodeFailure } from './failure.ts'
export { probeFile, probeSourceMetadata } from './probe/ffprobe.ts'
export type { SourceDescription } from './probe/source.ts'

const TIMEOUT_MS = 60_000
const JOIN_TIMEOUT_MS = 1_800_000

/**
 * Makes a video's thumbnail (280x157) and preview (850x480), JPEG, from the middle of the video, or from a still
 * picture. Both files appear whole or not at all.
 *
 * @throws TranscodeFailure `undecodable` when no picture can be had
 */
export async function makeThumbnails(options: {
  /** Absolute path of the video. */
  readonly source: string
  /** Absolute path of a picture to use instead: the source is an audio file. */
  readonly still?: string
  readonly thumbnailPath: string
  readonly previewPath: string
  readonly durationSeconds: number
}): Promise<void> {
  const { source, still, durationSeconds } = options
  if (still !== undefined) return convertImage({ ...options, from: still })
  try {
    await writePictures(options, to => buildFrameCommandLine(source, durationSeconds / 2, to))
  } catch (error) {
    // Cut off before its middle, or without an index to seek by.
    if (!(error instanceof TranscodeFailure) || error.code === 'no-space') throw error
    await writePictures(options, to => buildFrameCommandLine(source, 0, to))
  }
}

/**
 * The same two pictures from an uploaded image: JPEG, PNG or WebP, told by content and not by name.
 *
 * @throws TranscodeFailure `undecodable`
 */
export async function convertImage(options: {
  readonly from: string
  readonly thumbnailPath: string
  readonly previewPath: string
}): Promise<void> {
  const kind = await readImageKind(options.from)
  if (!kind || kind.format === 'gif_pipe')
    throw new TranscodeFailure('undecodable', 'it is no JPEG, PNG or WebP picture')
  await writePictures(options, to => buildImageCommandLine(options.from, kind.format, to))
}

/**
 * Makes pictures of the given sizes from an uploaded image (JPEG, PNG, WebP or GIF, told by content), each filled with
 * the middle of it. All files appear whole, or none.
 *
 * @param options.targetsOf Names the files, once it is known what they will be.
 * @throws TranscodeFailure `undecodable`
 */
export async function makeCovers(options: {
  readonly from: string
  readonly targetsOf: (extension: 'jpg' | 'png') => readonly CoverTarget[]
}): Promise<void> {
  const kind = await readImageKind(options.from)
  if (!kind) throw new TranscodeFailure('undecodable', 'it is no JPEG, PNG, WebP or GIF picture')
  const targets = options.targetsOf(kind.mayBeTransparent ? 'png' : 'jpg')
  await writeWhole(
    targets.map(({ path }) => path),
    parts =>
      buildCoverCommandLine(
        options.from,
        kind,
        targets.map((target, index) => ({ ...target, path: parts[index]! }))
      )
  )
}

/**
 * Makes the picture (JPEG, 1280x720) that stands behind an audio file: its cover art, or a plain dark ground.
 *
 * @param options.cover Path of the audio file and `pictureIndex` of its description, when that is not null
 */
export async function generateStill(options: {
  readonly to: string
  readonly cover?: { readonly path: string; readonly index: number }
}): Promise<void> {
  const plain = (part: string) => buildStillCommandLine(null, part)
  const { cover } = options
  if (!cover) return writeWhole([options.to], ([part]) => plain(part!))
  try {
    await writeWhole([options.to], ([part]) => buildStillCommandLine(cover, part!))
  } catch (error) {
    if (!(error instanceof TranscodeFailure) || error.code === 'no-space') throw error
    await writeWhole([options.to], ([part]) => plain(part!))
  }
}

/**
 * Puts a picture track and a sound track that came apart into one Matroska file, without encoding them anew.
 *
 * @throws TranscodeFailure `undecodable`
 */
export async function joinTracks(options: {
  readonly picture: string
  readonly sound: string
  readonly to: string
}): Promise<void> {
  await runFfmpeg(buildJoinCommandLine(options), { folder: dirname(options.to), timeoutMs: JOIN_TIMEOUT_MS })
}

function writePictures(to: PicturePaths, build: (to: PicturePaths) => FfmpegCommandLine): Promise<void> {
  return writeWhole([to.thumbnailPath, to.previewPath], ([thumbnailPath, previewPath]) =>
    build({ thumbnailPath: thumbnailPath!, previewPath: previewPath! })
  )
}

/** Runs into neighbours of the wanted files and moves those into place once all are there. */
async function writeWhole(paths: readonly string[], build: (parts: string[]) => FfmpegCommandLine): Promise<void> {
  const parts = paths.map(path => `${path}.part`)
  try {
    await runFfmpeg(build(parts), { folder: dirname(paths[0]!), timeoutMs: TIMEOUT_MS })
    const sizes = await Promise.all(
      parts.map(part =>
        stat(part).then(
          found => found.size,
          () => 0
        )
      )
    )
    if (sizes.includes(0)) throw new TranscodeFailure('undecodable', 'ffmpeg found no picture in it')
    for (const [index, part] of parts.entries()) await rename(part, paths[index]!)
  } finally {
    await Promise.all(parts.map(part => rm(part, { force: true })))
  }
}
