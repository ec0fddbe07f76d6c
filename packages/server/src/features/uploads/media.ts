/** What the uploads slice asks of the transcoder's media functions, and what their failures mean to an uploader. */
import { AppError } from '../../kernel/errors.ts'
import { noSpace } from '../../platform/form.ts'

/** ffprobe's view of a file: kept whole with the original. */
export interface Probe {
  readonly durationSeconds: number
  readonly video: {
    readonly width: number
    readonly height: number
    readonly frameRate: { readonly numerator: number; readonly denominator: number }
  } | null
  readonly audio: object | null
  /** Stream of the cover art that came with an audio file. */
  readonly pictureIndex: number | null
}

export interface Media {
  /** Fails with a `code` of the transcoder's contract for what it will not take. */
  probeFile(path: string): Promise<Probe>
  /** ffprobe's own words on a file that was probed. */
  probeSourceMetadata(path: string): Promise<object>
  makeThumbnails(options: {
    source: string
    still?: string
    thumbnailPath: string
    previewPath: string
    durationSeconds: number
  }): Promise<unknown>
  convertImage(options: { from: string; thumbnailPath: string; previewPath: string }): Promise<unknown>
  /** Makes the picture that stands for an audio file: its cover art, or a drawn one. */
  generateStill(options: { to: string; cover?: { path: string; index: number } }): Promise<unknown>
  /** Picture and sound that came apart become one file. */
  joinTracks(options: { picture: string; sound: string; to: string }): Promise<unknown>
}

/** Probes an upload. @throws AppError `unprocessable` for what is no video or beyond a limit. */
export async function probeUpload(media: Media, path: string): Promise<Probe> {
  const probe = await media.probeFile(path).catch((error: unknown) => {
    throw asRefusal(error)
  })
  if (!probe.video && !probe.audio) throw unreadable()
  return probe
}

/** What is kept of the file's nature once the file has gone. */
export async function describeSource(media: Media, path: string, { video }: Probe) {
  const metadata = await media.probeSourceMetadata(path).catch((error: unknown) => {
    throw asRefusal(error)
  })
  const { width = 0, height = 0, frameRate } = video ?? {}
  return { width, height, fps: frameRate ? frameRate.numerator / frameRate.denominator : 0, metadata }
}

/** Brings what went wrong with a file into the uploader's words; anything unexpected stays as it is. */
export function asRefusal(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'undecodable') return unreadable(error)
  if (code === 'over-limits')
    return new AppError('unprocessable', `Video file unreadable: ${error.message.replace(/^over-limits: /, '')}.`, {
      cause: error
    })
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'no-space') return noSpace(error)
  return error
}

function unreadable(cause?: unknown): AppError {
  return new AppError('unprocessable', 'Video file unreadable.', { cause })
}
