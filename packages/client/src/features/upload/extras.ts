/** Captions and chapters given while a file is on its way. They are stored once there is a video to give them to. */
import { ApiError, request } from '../../api/http.ts'
import type { Send } from '../../api/transport.ts'
import type { MessageKey } from '../../i18n/en.ts'
import { parseChapters } from './chapters.ts'
import { LANGUAGE_CODES } from './options.ts'

export interface GivenCaption {
  readonly file: File
  /** ISO 639 */
  readonly language: string
  readonly isSaved: boolean
  /** Why the server did not take it. */
  readonly fault: MessageKey | null
}

export interface Extras {
  readonly captions: readonly GivenCaption[]
  /** As typed. */
  readonly chapters: string
  /** As the server has them. */
  readonly savedChapters: string
  readonly chaptersFault: MessageKey | null
  readonly isSaving: boolean
}

export const NO_EXTRAS: Extras = {
  captions: [],
  chapters: '',
  savedChapters: '',
  chaptersFault: null,
  isSaving: false
}

export const hasUnsaved = ({ captions, chapters, savedChapters }: Extras): boolean =>
  captions.some(({ isSaved }) => !isSaved) || chapters.trim() !== savedChapters.trim()

/** `fete.fr.srt` is French; else what is spoken in the film, or the reader's language. */
export function guessLanguage(fileName: string, fallback: string): string {
  const [, code] = /[._-]([a-z]{2,3})(?:-[a-z]+)?\.[a-z]+$/i.exec(fileName) ?? []
  return code && LANGUAGE_CODES.includes(code.toLowerCase()) ? code.toLowerCase() : fallback
}

/** What can be seen to be wrong before it is sent. The later of two in one language would take the other's place. */
export function captionFault(captions: Extras['captions'], at: number): MessageKey | null {
  const { file, language } = captions[at]!
  if (!/\.(?:vtt|srt)$/i.test(file.name)) return 'upload.captions.fault'
  return captions.findIndex(other => other.language === language) < at ? 'upload.captions.twice' : null
}

export const areChaptersTyped = ({ chapters }: Extras): boolean => parseChapters(chapters) !== null

export interface SavingDeps {
  readonly send: Send
  read(): Extras
  change(part: Partial<Extras>): void
}

/** One after the other: what is refused leaves the others, and says so beside it. */
export async function saveExtras({ send, read, change }: SavingDeps, videoUuid: string): Promise<void> {
  change({ isSaving: true })
  for (const { file } of read().captions) {
    const { captions } = read()
    const at = captions.findIndex(one => one.file === file)
    if (at < 0 || captions[at]!.isSaved || captionFault(captions, at)) continue
    const fault = await faultOf(() => putCaption(send, videoUuid, captions[at]!), 'upload.captions.fault')
    change({
      captions: read().captions.map(one => (one.file === file ? { ...one, fault, isSaved: fault === null } : one))
    })
  }
  const { chapters, savedChapters } = read()
  const parsed = parseChapters(chapters)
  if (parsed && chapters.trim() !== savedChapters.trim()) {
    const path = `/api/v1/videos/${videoUuid}/chapters`
    const fault = await faultOf(() => request('PUT', path, { body: { chapters: parsed } }), 'upload.chapters.fault')
    change({ chaptersFault: fault, ...(fault === null && { savedChapters: chapters }) })
  }
  change({ isSaving: false })
}

async function putCaption(send: Send, videoUuid: string, { language, file }: GivenCaption): Promise<void> {
  const body = new FormData()
  body.append('captionfile', file)
  const url = `/api/v1/videos/${videoUuid}/captions/${language}`
  const { status } = await send({ method: 'PUT', url, headers: {}, body, signal: new AbortController().signal })
  if (status >= 300) throw new ApiError(status, null)
}

/** The server has looked at it and does not want it. */
const REFUSALS = [400, 413, 415, 422]

async function faultOf(save: () => Promise<unknown>, refused: MessageKey): Promise<MessageKey | null> {
  try {
    await save()
    return null
  } catch (error) {
    return error instanceof ApiError && REFUSALS.includes(error.status) ? refused : 'upload.extras.failed'
  }
}
