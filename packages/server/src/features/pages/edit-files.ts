/** The files of a video, on the page that edits it: what there is, what may go, and what is made anew. */
import type { EditedRendition, EditedSource, EditPart, VideoDetails } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { InvalidRequest, viewerOf } from '../../platform/http.ts'
import type { Settings } from '../configuration/index.ts'
import type { Exchange, Operate } from './form-page.ts'
import { limitOf } from './size-limit.ts'

export interface EditFilesDeps {
  readonly settings: Settings
  readonly maxUploadBytes: number
}

type FilesPart = Extract<EditPart, { tab: 'files' }>
export type Removable = EditedRendition | EditedSource

export async function filesPart(
  { settings, maxUploadBytes, operate }: EditFilesDeps & { readonly operate: Operate },
  at: Exchange,
  { uuid, streamingPlaylists }: VideoDetails
): Promise<FilesPart> {
  const of = { params: { id: uuid } }
  return {
    tab: 'files',
    renditions: streamingPlaylists.flatMap(({ files }) => files).map(toRendition),
    source: await findSource(operate, at, of),
    transcoding: await operate(at, 'getVideoTranscoding', of),
    hasFilm: streamingPlaylists.some(({ segmentsSha256Url }) => segmentsSha256Url !== null),
    isReplaceable: settings.current().videoFile.update.enabled,
    maxSizeBytes: limitOf(maxUploadBytes)
  }
}

function toRendition(file: VideoDetails['files'][number]): EditedRendition {
  const { id, resolution, width, height, fps, size, fileDownloadUrl } = file
  const facts = { width, height, fps, sizeBytes: size }
  return { id, resolution: resolution.id, ...facts, downloadPath: new URL(fileDownloadUrl).pathname }
}

async function findSource(
  operate: Operate,
  at: Exchange,
  of: { readonly params: { readonly id: string } }
): Promise<EditedSource | null> {
  try {
    const { inputFilename, size, width, height, fps, createdAt, fileDownloadUrl } = await operate(
      at,
      'getVideoSource',
      of
    )
    const downloadPath = fileDownloadUrl && new URL(fileDownloadUrl).pathname
    return { fileName: inputFilename, sizeBytes: size, width, height, fps, sentAt: createdAt, downloadPath }
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
}

/** What the word for a file in a form stands for: `source`, or the number of a rendition. */
export function findRemovable({ renditions, source }: FilesPart, word: string): Removable | undefined {
  if (word === 'source') return source?.downloadPath ? source : undefined
  return renditions.find(({ id }) => String(id) === word)
}

/** @throws AppError `forbidden` for who is asked no such question, as the operation refuses them. */
export function assertMayRemove({ res }: Exchange): void {
  if (viewerOf(res)?.role !== 'administrator') throw new AppError('forbidden', 'Files are removed by administrators.')
}

type FilesForm = (
  operate: Operate,
  at: Exchange,
  sent: { readonly id: string; readonly file: string }
) => Promise<unknown>

export const FILES_FORMS = {
  remove: {
    act: (operate, at, { id, file }) =>
      file === 'source'
        ? operate(at, 'deleteVideoSourceFile', { params: { id } })
        : operate(at, 'delVideoHLSFile', { params: { id, fileId: file } }),
    done: 'fileRemoved',
    faults: { conflict: 'fileNeeded', invalid: 'fileLast', not_found: 'fileGone' }
  },
  remake: {
    act: (operate, at, { id }) =>
      operate(at, 'createVideoTranscoding', { params: { id }, body: { transcodingType: 'hls' } }),
    done: 'remade',
    faults: { conflict: 'remake' }
  },
  retry: {
    act: (operate, at, { id }) => operate(at, 'retryVideoTranscoding', { params: { id } }),
    done: 'retried',
    faults: { conflict: 'retry' }
  }
} as const satisfies Record<
  string,
  { readonly act: FilesForm; readonly done: string; readonly faults: Partial<Record<AppError['code'], string>> }
>
export type FilesFormName = keyof typeof FILES_FORMS

/** @throws What the form cannot be mended for. */
export function filesFault(name: FilesFormName, error: unknown): string {
  // No number of a file at all.
  if (error instanceof InvalidRequest) return 'fileGone'
  const faults: Partial<Record<AppError['code'], string>> = FILES_FORMS[name].faults
  const fault = error instanceof AppError ? faults[error.code] : undefined
  if (!fault) throw error
  return fault
}
