/** What the first request of an upload carries, with PeerTube's names (openapi.yaml, VideoUploadRequestCommon). */
import { parseTags, type UploadValues } from './upload-values.ts'

export interface InitBody {
  readonly body: FormData | string
  /** Null for a form: the browser writes its boundary. */
  readonly contentType: string | null
}

const PRIVACY_PUBLIC = 1
const PRIVACY_PRIVATE = 3
const PRIVACY_PASSWORD = 5

/** Fields that were left empty are left out. */
export function uploadFields(values: UploadValues, fileName: string): Record<string, unknown> {
  const isScheduled = values.privacy === 'scheduled'
  const privacy = isScheduled ? PRIVACY_PRIVATE : Number(values.privacy)
  const tags = parseTags(values.tags)
  return {
    name: values.name.trim(),
    filename: fileName,
    channelId: Number(values.channelId),
    privacy,
    ...(values.category && { category: Number(values.category) }),
    ...(values.licence && { licence: Number(values.licence) }),
    ...(values.language && { language: values.language }),
    ...(values.description.trim() && { description: values.description.trim() }),
    ...(values.support.trim() && { support: values.support.trim() }),
    ...(values.originallyPublishedAt && { originallyPublishedAt: `${values.originallyPublishedAt}T00:00:00.000Z` }),
    ...(tags.length > 0 && { tags }),
    nsfw: values.isSensitive,
    ...(values.isSensitive && sensitiveFields(values)),
    commentsPolicy: Number(values.commentsPolicy),
    downloadEnabled: values.canDownload,
    waitTranscoding: values.waitTranscoding,
    ...(isScheduled && {
      scheduleUpdate: { updateAt: new Date(values.scheduleAt).toISOString(), privacy: PRIVACY_PUBLIC }
    }),
    ...(privacy === PRIVACY_PASSWORD && { videoPasswords: [values.videoPassword] })
  }
}

function sensitiveFields({ sensitiveFlags, sensitiveSummary }: UploadValues) {
  return {
    ...(sensitiveFlags > 0 && { nsfwFlags: sensitiveFlags }),
    ...(sensitiveSummary.trim() && { nsfwSummary: sensitiveSummary.trim() })
  }
}

/** JSON, or a form when there is a picture to send along; PeerTube's client writes nested fields as `a[b]`, `a[0]`. */
export function initBody(values: UploadValues, fileName: string, thumbnail: File | null): InitBody {
  const fields = uploadFields(values, fileName)
  if (!thumbnail) return { body: JSON.stringify(fields), contentType: 'application/json' }

  const form = new FormData()
  for (const [name, value] of flatten(fields)) form.append(name, value)
  form.append('thumbnailfile', thumbnail)
  form.append('previewfile', thumbnail)
  return { body: form, contentType: null }
}

export function flatten(value: unknown, name = ''): [string, string][] {
  if (typeof value !== 'object' || value === null) return [[name, String(value)]]
  return Object.entries(value).flatMap(([key, inner]) => flatten(inner, name ? `${name}[${key}]` : key))
}
