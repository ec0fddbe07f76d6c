import type { PageOf } from '../../document/view.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { Field, tied } from '../../ui/field.tsx'

const PRIVACIES = ['1', '2', '3', '4', '5'] as const
const SORTS = ['-createdAt', 'createdAt', '-views', 'name', '-duration'] as const

/** Finds a video again among many. */
export function MyVideosChoice({ choice }: Pick<PageOf<'my-videos'>, 'choice'>) {
  const { t } = useI18n()
  const select = (
    name: 'privacyOneOf' | 'sort',
    label: string,
    options: readonly (readonly [value: string, words: string])[]
  ) => (
    <Field id={name} label={label}>
      <select {...tied(name)} name={name}>
        {options.map(([value, words]) => (
          <option key={value} value={value} selected={value === choice[name]}>
            {words}
          </option>
        ))}
      </select>
    </Field>
  )
  return (
    <search>
      <form method="get" class="admin-choice">
        <Field id="search" label={t('mine.search')}>
          <input {...tied('search')} type="search" name="search" value={choice.search} maxLength={200} />
        </Field>
        {select('privacyOneOf', t('mine.privacy'), [
          ['', t('mine.privacy.any')],
          ...PRIVACIES.map(id => [id, t(`privacy.${id}`)] as const)
        ])}
        {select(
          'sort',
          t('mine.sort'),
          SORTS.map(sort => [sort, t(`mine.sort.${sort}`)] as const)
        )}
        <button class="button" type="submit">
          {t('mine.show')}
        </button>
      </form>
    </search>
  )
}
