/** What a page says of its video, for what its importer did not say; pure. Nothing of it is believed. */
import { z } from 'zod'
import { UploadFields } from '../../contract/index.ts'
import { LANGUAGES } from '../videos/index.ts'

const text = z.string().nullish().catch(undefined)
const Said = z.object({
  title: text,
  description: text,
  tags: z.array(z.unknown()).nullish().catch(undefined),
  license: text,
  language: text,
  thumbnail: text,
  age_limit: z.number().nullish().catch(undefined),
  timestamp: z.number().nullish().catch(undefined),
  upload_date: text
})
type Said = z.output<typeof Said>

export interface SaidOfVideo {
  readonly fields: UploadFields
  /** Address of a picture, to be asked as any other. */
  readonly thumbnailUrl: string | undefined
}

/** @param isNamed The importer gave a name. */
export function withWhatIsSaid(fields: UploadFields, said: unknown, isNamed: boolean): SaidOfVideo {
  const { data } = Said.safeParse(said)
  if (!data) return { fields, thumbnailUrl: undefined }
  const title = clean(data.title, 120)
  const isAdult = (data.age_limit ?? 0) >= 18
  const filled = {
    ...fields,
    name: !isNamed && title.length >= 3 ? title : fields.name,
    description: fields.description ?? atLeast(3, clean(data.description, 10_000, true)),
    tags: fields.tags.length > 0 ? fields.tags : tagsOf(data),
    language: fields.language ?? languageOf(data),
    licence: fields.licence ?? licenceOf(data),
    nsfw: fields.nsfw || isAdult,
    originallyPublishedAt: fields.originallyPublishedAt ?? dateOf(data)
  }
  const parsed = UploadFields.safeParse(filled)
  return { fields: parsed.data ?? fields, thumbnailUrl: data.thumbnail?.slice(0, 4000) }
}

const atLeast = (length: number, words: string) => (words.length >= length ? words : null)

/** PostgreSQL holds neither NUL nor half characters. */
function clean(words: string | null | undefined, max: number, hasLines = false): string {
  const plain = (words ?? '')
    .toWellFormed()
    .replaceAll(hasLines ? /(?![\n\t])\p{Cc}/gu : /\p{Cc}+/gu, hasLines ? '' : ' ')
  return plain.trim().slice(0, max).toWellFormed().trim()
}

function tagsOf({ tags }: Said): string[] {
  const words = (tags ?? []).filter(tag => typeof tag === 'string').map(tag => clean(tag, 1000))
  return [...new Set(words.filter(({ length }) => length >= 2 && length <= 30))].slice(0, 5)
}

function languageOf({ language }: Said): string | null {
  const code = language?.toLowerCase().split(/[-_]/, 1)[0] ?? ''
  return Object.hasOwn(LANGUAGES, code) ? code : null
}

/** PeerTube's numbers of the Creative Commons licences, and of the public domain. */
const LICENCES: readonly (readonly [pattern: RegExp, id: number])[] = [
  [/cc0|public domain|publicdomain/, 7],
  [/by-nc-nd|attribution-noncommercial-noderiv/, 6],
  [/by-nc-sa|attribution-noncommercial-sharealike/, 5],
  [/by-nc|attribution-noncommercial/, 4],
  [/by-nd|attribution-noderiv/, 3],
  [/by-sa|attribution-sharealike/, 2],
  [/cc-by|\/by\/|attribution/, 1]
]

function licenceOf({ license }: Said): number | null {
  const words = (license ?? '')
    .slice(0, 300)
    .toLowerCase()
    .replaceAll(/[ _–-]+/g, '-')
  if (/public-domain/.test(words)) return 7
  return LICENCES.find(([pattern]) => pattern.test(words))?.[1] ?? null
}

function dateOf({ timestamp, upload_date: day }: Said): string | null {
  const [, year, month, date] = /^(\d{4})(\d\d)(\d\d)$/.exec(day ?? '') ?? []
  const at = timestamp ? new Date(timestamp * 1000) : new Date(`${year}-${month}-${date}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || at.getTime() > Date.now() || at.getUTCFullYear() < 1900 ? null : at.toISOString()
}
