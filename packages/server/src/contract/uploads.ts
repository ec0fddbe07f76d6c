/** What an uploader says of a video, with PeerTube 6.3's names, limits and messages (openapi.yaml `VideoUploadRequestCommon`). */
import { z } from 'zod'
import { NSFW_FLAGS_ALL, NSFW_SUMMARY, PRIVACY } from './videos.ts'

const INVALID = 'Invalid value'
const NAME = 'Should have a video name between 3 and 120 characters long'
const TAGS = 'Should have an array of up to 5 tags between 2 and 30 characters each'
const PASSWORDS = 'Should have at least one password of 2 to 100 characters'

const instant = z.iso.datetime({ offset: true, local: true, error: INVALID })

const fields = z.object({
  name: z.string(NAME).min(3, NAME).max(120, NAME),
  channelId: z.int(INVALID).positive(INVALID),
  privacy: z
    .union(
      [1, 2, 3, 4, 5].map(id => z.literal(id)),
      INVALID
    )
    .default(PRIVACY.public),
  category: z.int(INVALID).positive(INVALID).nullable().default(null),
  licence: z.int(INVALID).positive(INVALID).nullable().default(null),
  language: z.string(INVALID).min(2, INVALID).max(20, INVALID).nullable().default(null),
  description: z.string(INVALID).min(3, INVALID).max(10_000, INVALID).nullable().default(null),
  support: z.string(INVALID).min(3, INVALID).max(1000, INVALID).nullable().default(null),
  tags: z
    .array(z.string(TAGS).min(2, TAGS).max(30, TAGS), TAGS)
    .max(5, TAGS)
    .transform(tags => [...new Set(tags)])
    .default([]),
  nsfw: z.boolean(INVALID).default(false),
  /** Since PeerTube 8: bits of `NSFW_FLAG`, and a sentence. Both count for sensitive videos alone. */
  nsfwFlags: z.int(INVALID).min(0, INVALID).max(NSFW_FLAGS_ALL, INVALID).default(0),
  nsfwSummary: z.string(INVALID).min(NSFW_SUMMARY.min, INVALID).max(NSFW_SUMMARY.max, INVALID).nullable().default(null),
  /** Older clients send this instead of a policy. */
  commentsEnabled: z.boolean(INVALID).optional(),
  commentsPolicy: z
    .union(
      [1, 2, 3].map(id => z.literal(id)),
      INVALID
    )
    .optional(),
  downloadEnabled: z.boolean(INVALID).default(true),
  waitTranscoding: z.boolean(INVALID).default(false),
  scheduleUpdate: z
    .object(
      {
        updateAt: instant,
        privacy: z
          .union(
            [1, 2, 4].map(id => z.literal(id)),
            INVALID
          )
          .default(1)
      },
      INVALID
    )
    .nullable()
    .default(null),
  originallyPublishedAt: instant.nullable().default(null),
  videoPasswords: z.array(z.string(PASSWORDS).min(2, PASSWORDS).max(100, PASSWORDS), PASSWORDS).max(100).default([])
})

export const UploadFields = fields.refine(
  fields => fields.privacy !== PRIVACY.password || fields.videoPasswords.length > 0,
  {
    path: ['videoPasswords'],
    message: PASSWORDS
  }
)
export type UploadFields = z.output<typeof UploadFields>

/** The same fields where each may be absent: what is absent stays as it was, or is found elsewhere. */
export const SomeUploadFields = z.object(
  Object.fromEntries(
    Object.entries(fields.shape).map(([name, field]) => [
      name,
      field instanceof z.ZodDefault ? field.unwrap().optional() : field.optional()
    ])
  )
)

const FILE_NAME = 'Should have a valid filename'

/** What a client says of a file before it sends it in parts. */
export const FileFacts = z.object({
  filename: z
    .string(FILE_NAME)
    .min(1, FILE_NAME)
    .max(2000, FILE_NAME)
    .transform(name => name.replace(/\p{Cc}/gu, '').toWellFormed()),
  lastModified: z
    .union([z.number(), z.string().max(100)])
    .transform(String)
    .optional()
    .catch(undefined)
})

/** For the OpenAPI document: what `POST /api/v1/videos/upload-resumable` takes. */
export const ResumableUploadFields = FileFacts.extend(fields.shape)

/** For the OpenAPI document: what `POST /api/v1/videos/imports` takes besides an address. */
export const ImportedFields = SomeUploadFields.extend({ channelId: fields.shape.channelId })

/** Answer to an upload's last byte. */
export interface UploadedVideo {
  readonly video: { readonly id: number; readonly shortUUID: string; readonly uuid: string }
}

const NUMBERS = new Set(['channelId', 'privacy', 'category', 'licence', 'commentsPolicy', 'nsfwFlags'])
const FLAGS = new Set(['nsfw', 'commentsEnabled', 'downloadEnabled', 'waitTranscoding'])

/** Forms know only text: numbers, flags and nothing at all are made of it, as PeerTube's sanitizers do. */
export function normaliseFields(raw: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const given = Object.entries(raw).map(([name, value]) => [name, normalise(name, value)])
  return { name: '', ...Object.fromEntries(given.filter(([, value]) => value !== undefined)) }
}

function normalise(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map(item => normalise('', item))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, normalise(key === 'privacy' ? key : '', item)])
    )
  }
  if (typeof value !== 'string') return value ?? undefined

  // PostgreSQL holds neither NUL nor half characters.
  const text = value.replaceAll('\0', '').toWellFormed().trim()
  if (name === 'tags' || name === 'videoPasswords') return text === '' ? undefined : [text]
  if (NUMBERS.has(name))
    return /^-?\d{1,15}$/.test(text) ? Number(text) : text === '' || text === 'null' ? undefined : text
  if (FLAGS.has(name)) return text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : text
  return name !== 'name' && name !== '' && (text === '' || text === 'null') ? undefined : text
}
