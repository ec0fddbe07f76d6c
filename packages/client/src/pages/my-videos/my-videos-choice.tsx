import type { PageOf } from '../../document/view.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { Choice, OneOf, Words } from '../../ui/choice.tsx'

const PRIVACIES = ['1', '2', '3', '4', '5'] as const
const SORTS = ['-createdAt', 'createdAt', '-views', 'name', '-duration'] as const

/** Finds a video again among many. */
export function MyVideosChoice({ choice }: Pick<PageOf<'my-videos'>, 'choice'>) {
  const { t } = useI18n()
  return (
    <Choice>
      <Words name="search" label={t('mine.search')} value={choice.search} />
      <OneOf
        {...{ name: 'privacyOneOf', label: t('mine.privacy'), value: choice.privacyOneOf }}
        options={[['', t('mine.privacy.any')], ...PRIVACIES.map(id => [id, t(`privacy.${id}`)] as const)]}
      />
      <OneOf
        {...{ name: 'sort', label: t('mine.sort'), value: choice.sort }}
        options={SORTS.map(sort => [sort, t(`mine.sort.${sort}`)] as const)}
      />
    </Choice>
  )
}
