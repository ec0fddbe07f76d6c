/** What the form of one upload holds, and what is wrong with it. */
import type { MessageKey } from '../../i18n/en.ts'

/** As typed: every control's own value. */
export interface UploadValues {
  readonly name: string
  readonly description: string
  readonly channelId: string
  /** PeerTube's number, or `scheduled`: private until `scheduleAt`, then public. */
  readonly privacy: string
  /** Local date and time, as the browser's control writes it. */
  readonly scheduleAt: string
  readonly videoPassword: string
  readonly category: string
  readonly licence: string
  readonly language: string
  readonly tags: string
  readonly support: string
  /** A day, as the browser's control writes it. */
  readonly originallyPublishedAt: string
  readonly commentsPolicy: string
  readonly isSensitive: boolean
  /** Bits of `nsfwFlags`. */
  readonly sensitiveFlags: number
  readonly sensitiveSummary: string
  readonly canDownload: boolean
  readonly waitTranscoding: boolean
}

type Refusable = 'name' | 'description' | 'tags' | 'support' | 'sensitiveSummary' | 'scheduleAt' | 'videoPassword'
/** In the order of the form. */
export type UploadFaults = Partial<Record<Refusable, MessageKey>>

const NAME_MIN = 3
const NAME_MAX = 120
const TAGS_MAX = 5
const TAG_MIN = 2
const TAG_MAX = 30
const TEXT_MIN = 3
const DESCRIPTION_MAX = 10_000
const SUPPORT_MAX = 1000
const SENSITIVE_SUMMARY_MAX = 250
const PASSWORD_MIN = 2
const PRIVACY_PASSWORD = '5'

export function newUploadValues(fileName: string, channelId: number): UploadValues {
  return {
    name: nameFromFile(fileName),
    description: '',
    channelId: String(channelId),
    privacy: '1',
    scheduleAt: '',
    videoPassword: '',
    category: '',
    licence: '',
    language: '',
    tags: '',
    support: '',
    originallyPublishedAt: '',
    commentsPolicy: '1',
    isSensitive: false,
    sensitiveFlags: 0,
    sensitiveSummary: '',
    canDownload: true,
    waitTranscoding: false
  }
}

/** `2024-05_fete_du.village.mp4` reads "2024-05 fete du.village". */
export function nameFromFile(fileName: string): string {
  return fileName
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/_+/g, ' ')
    .trim()
    .slice(0, NAME_MAX)
}

export function parseTags(text: string): string[] {
  return [
    ...new Set(
      text
        .split(',')
        .map(tag => tag.trim())
        .filter(Boolean)
    )
  ]
}

/** @param nowMs Milliseconds since 1970. */
export function findFaults(values: UploadValues, nowMs: number): UploadFaults {
  const length = values.name.trim().length
  const tags = parseTags(values.tags)
  const areTagsFine = tags.length <= TAGS_MAX && tags.every(tag => tag.length >= TAG_MIN && tag.length <= TAG_MAX)
  const isScheduleFine = values.privacy !== 'scheduled' || Date.parse(values.scheduleAt) > nowMs
  const isPasswordFine = values.privacy !== PRIVACY_PASSWORD || values.videoPassword.length >= PASSWORD_MIN
  const isSummaryFine = !values.isSensitive || isTextFine(values.sensitiveSummary, SENSITIVE_SUMMARY_MAX)
  return {
    ...((length < NAME_MIN || length > NAME_MAX) && { name: 'upload.nameFault' as const }),
    ...(!isScheduleFine && { scheduleAt: 'upload.scheduleFault' as const }),
    ...(!isPasswordFine && { videoPassword: 'upload.passwordFault' as const }),
    ...(!isTextFine(values.description, DESCRIPTION_MAX) && { description: 'upload.descriptionFault' as const }),
    ...(!areTagsFine && { tags: 'upload.tagsFault' as const }),
    ...(!isTextFine(values.support, SUPPORT_MAX) && { support: 'upload.supportFault' as const }),
    ...(!isSummaryFine && { sensitiveSummary: 'upload.sensitiveFault' as const })
  }
}

/** None, or enough of it. */
function isTextFine(text: string, max: number): boolean {
  const { length } = text.trim()
  return length === 0 || (length >= TEXT_MIN && length <= max)
}
