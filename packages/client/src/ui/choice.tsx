import type { ComponentChildren } from 'preact'
import { useI18n } from '../i18n/i18n.ts'

/** What a list is to show: fields of a form that sends them in the address. */
export function Choice({ children }: { readonly children: ComponentChildren }) {
  const { t } = useI18n()
  return (
    <search>
      <form method="get" class="admin-choice">
        {children}
        <button class="button" type="submit">
          {t('over.show')}
        </button>
      </form>
    </search>
  )
}

interface WordsProps {
  readonly name: string
  readonly label: string
  readonly value: string
}

export function Words({ name, label, value }: WordsProps) {
  return (
    <div class="field">
      <label for={`choice-${name}`}>{label}</label>
      <input id={`choice-${name}`} type="search" name={name} value={value} maxLength={200} />
    </div>
  )
}

interface OneOfProps extends WordsProps {
  readonly options: readonly (readonly [value: string, words: string])[]
}

export function OneOf({ name, label, value, options }: OneOfProps) {
  return (
    <div class="field">
      <label for={`choice-${name}`}>{label}</label>
      <select id={`choice-${name}`} name={name}>
        {options.map(([option, words]) => (
          <option key={option} value={option} selected={option === value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}

/** Of this server or of others. */
export function FromWhere({ value }: Pick<WordsProps, 'value'>) {
  const { t } = useI18n()
  return (
    <OneOf
      name="isLocal"
      label={t('over.from')}
      value={value}
      options={[
        ['', t('over.from.any')],
        ['true', t('over.from.here')],
        ['false', t('over.from.elsewhere')]
      ]}
    />
  )
}
