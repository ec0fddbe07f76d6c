import type { BrowseChoice } from '@colombier/server/contract'
import type { MessageKey } from '../../i18n/en.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { CATEGORY_MAX } from './facts.ts'

interface Option {
  readonly value: string
  readonly words: string
}

interface Props {
  readonly name: string
  readonly label: string
  readonly options: readonly Option[]
  readonly chosen: string
}

/** A labelled list of choices in a form. */
export function Choose({ name, label, options, chosen }: Props) {
  const id = `choose-${name}`
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} name={name}>
        {options.map(({ value, words }) => (
          <option key={value} value={value} selected={value === chosen}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}

/** Offered first; a language that is in the address already is offered too. */
const LANGUAGES = [
  'fr',
  'en',
  'de',
  'es',
  'it',
  'pt',
  'nl',
  'br',
  'eu',
  'ca',
  'oc',
  'co',
  'ar',
  'uk',
  'pl',
  'ru',
  'zh',
  'ja'
]

export function ChooseCategory({ category }: Pick<BrowseChoice, 'category'>) {
  const { t, locale } = useI18n()
  const categories = Array.from({ length: CATEGORY_MAX }, (_, index) => ({
    value: String(index + 1),
    words: t(`category.${index + 1}` as MessageKey)
  })).toSorted((one, other) => one.words.localeCompare(other.words, locale))
  return (
    <Choose
      name="category"
      label={t('video.category')}
      options={[{ value: '', words: t('browse.everyCategory') }, ...categories]}
      chosen={String(category ?? '')}
    />
  )
}

export function ChooseLanguage({ language }: Pick<BrowseChoice, 'language'>) {
  const { t, locale, languageName } = useI18n()
  const codes = [...new Set([...LANGUAGES, ...(language ? [language] : [])])]
  const languages = codes
    .map(value => ({ value, words: languageName(value) ?? value }))
    .toSorted((one, other) => one.words.localeCompare(other.words, locale))
  return (
    <Choose
      name="language"
      label={t('video.language')}
      options={[{ value: '', words: t('browse.everyLanguage') }, ...languages]}
      chosen={language ?? ''}
    />
  )
}
