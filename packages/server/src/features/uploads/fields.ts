import { COMMENTS_POLICY, normaliseFields, UploadFields } from '../../contract/index.ts'
import { parse } from '../../platform/http.ts'
import { CATEGORIES, LANGUAGES, LICENCES, type VideoSettings } from '../videos/index.ts'

const isKnown = (labels: Readonly<Record<string, string>>) => (id: string | number | null) =>
  id === null || Object.hasOwn(labels, String(id))

const Fields = UploadFields.refine(({ category }) => isKnown(CATEGORIES)(category), fault('category'))
  .refine(({ licence }) => isKnown(LICENCES)(licence), fault('licence'))
  .refine(({ language }) => isKnown(LANGUAGES)(language), fault('language'))

function fault(field: string) {
  return { path: [field], message: 'Invalid value' }
}

/**
 * @param raw From a form or JSON.
 * @throws InvalidRequest naming each field at fault, in PeerTube's words
 */
export function parseUploadFields(raw: Readonly<Record<string, unknown>>): UploadFields {
  return parse(Fields, normaliseFields(raw))
}

/**
 * What is said of a video after a change: the fields that were sent, and the others as they were.
 *
 * @throws InvalidRequest as `parseUploadFields`
 */
export function parseChangedFields(raw: Readonly<Record<string, unknown>>, before: VideoSettings): UploadFields {
  const emptied = Object.fromEntries(CAN_BE_EMPTIED.filter(key => key in raw).map(key => [key, undefined]))
  const { name, ...normalised } = normaliseFields(raw)
  // A policy that was not sent gives way to the older flag that was.
  const hasOldFlag = 'commentsEnabled' in raw && !('commentsPolicy' in raw)
  return parse(Fields, {
    ...wireFieldsOf(before),
    ...(hasOldFlag && { commentsPolicy: undefined }),
    ...emptied,
    ...('name' in raw && { name }),
    ...normalised
  })
}

/** Sent with nothing in them, these lose what they had; others keep it. */
const CAN_BE_EMPTIED = [
  ...['category', 'licence', 'language', 'description', 'support', 'tags', 'scheduleUpdate', 'originallyPublishedAt'],
  ...['nsfwFlags', 'nsfwSummary']
]

function wireFieldsOf(before: VideoSettings) {
  const {
    schedule,
    isSensitive,
    sensitiveFlags,
    sensitiveSummary,
    isDownloadEnabled,
    originallyPublishedAt,
    passwords,
    ...same
  } = before
  return {
    ...same,
    scheduleUpdate: schedule && { updateAt: schedule.at.toISOString(), privacy: schedule.privacy },
    nsfw: isSensitive,
    nsfwFlags: sensitiveFlags,
    nsfwSummary: sensitiveSummary,
    downloadEnabled: isDownloadEnabled,
    originallyPublishedAt: originallyPublishedAt?.toISOString() ?? null,
    videoPasswords: passwords
  }
}

/** As PeerTube: what is not sensitive has nothing in it that is. */
export function sensitivityOf({ nsfw, nsfwFlags, nsfwSummary }: UploadFields) {
  return {
    isSensitive: nsfw,
    sensitiveFlags: nsfw ? nsfwFlags : 0,
    sensitiveSummary: nsfw ? nsfwSummary : null
  }
}

export function commentsPolicyOf({ commentsPolicy, commentsEnabled }: UploadFields): number {
  if (commentsPolicy !== undefined) return commentsPolicy
  return commentsEnabled === false ? COMMENTS_POLICY.disabled : COMMENTS_POLICY.enabled
}
