/** Choices of the upload form: PeerTube's numbers, and the languages most spoken in its videos (ISO 639). */
import type { MessageKey } from '../../i18n/en.ts'
import type { I18n } from '../../i18n/i18n.ts'

export interface Option {
  readonly value: string
  readonly label: string
}

const PRIVACIES = [1, 2, 4, 3, 5]
const CATEGORIES = Array.from({ length: 18 }, (_, index) => index + 1)
const LICENCES = Array.from({ length: 7 }, (_, index) => index + 1)
const COMMENTS = [
  [1, 'enabled'],
  [3, 'approval'],
  [2, 'disabled']
] as const
const LANGUAGES =
  'ar bg bn br ca co cs cy da de el en eo es et eu fa fi fr ga gl he hi hr hu hy id is it ja ka ko lt lv mg mk ms nb ' +
  'nl oc pl pt ro ru sk sl sq sr sv sw ta th tr uk ur vi wo zh'
export const LANGUAGE_CODES: readonly string[] = LANGUAGES.split(' ')

const numbered = ({ t }: I18n, prefix: string, ids: readonly number[]): Option[] =>
  ids.map(id => ({ value: String(id), label: t(`${prefix}.${id}` as MessageKey) }))

export function privacyOptions(i18n: I18n): Option[] {
  const [everybody, ...others] = numbered(i18n, 'privacy', PRIVACIES)
  return [everybody!, { value: 'scheduled', label: i18n.t('upload.privacy.scheduled') }, ...others]
}

export const categoryOptions = (i18n: I18n): Option[] => byLabel(i18n, numbered(i18n, 'category', CATEGORIES))

export const licenceOptions = (i18n: I18n): Option[] => numbered(i18n, 'licence', LICENCES)

export function commentsOptions({ t }: I18n): Option[] {
  return COMMENTS.map(([id, name]) => ({ value: String(id), label: t(`upload.comments.${name}`) }))
}

export function languageOptions(i18n: I18n): Option[] {
  const named = LANGUAGE_CODES.map(code => ({ value: code, label: i18n.languageName(code) ?? code }))
  return byLabel(i18n, named)
}

function byLabel({ locale }: I18n, options: readonly Option[]): Option[] {
  return options.toSorted((a, b) => a.label.localeCompare(b.label, locale))
}
