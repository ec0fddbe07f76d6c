import type { SearchChoice } from '@colombier/server/contract'
import { Choose, ChooseCategory, ChooseLanguage } from '../../features/videos/choose.tsx'
import { useI18n } from '../../i18n/i18n.ts'
import { PATHS } from '../../ui/paths.ts'

const SORTS = ['match', 'publishedAt', 'views'] as const satisfies readonly SearchChoice['sort'][]
const AGES = ['any', 'day', 'week', 'month', 'year'] as const satisfies readonly SearchChoice['age'][]
const LENGTHS = ['any', 'short', 'medium', 'long'] as const satisfies readonly SearchChoice['length'][]
const SCOPES = ['all', 'local'] as const satisfies readonly SearchChoice['scope'][]

/** Sends its fields by GET, so that a search is an address that can be kept and sent to others. */
export function SearchForm({ choice }: { choice: SearchChoice }) {
  const { t } = useI18n()
  return (
    <form class="search" method="get" action={PATHS.search}>
      <input type="hidden" name="kind" value={choice.kind} />
      {choice.tag && <input type="hidden" name="tag" value={choice.tag} />}
      <div class="field search-words">
        <label for="search-words">{t('search.words')}</label>
        <div class="copy">
          <input
            id="search-words"
            type="search"
            name="search"
            value={choice.search}
            maxLength={200}
            aria-describedby="search-hint"
          />
          <button class="button button-main" type="submit">
            {t('search.submit')}
          </button>
        </div>
        <p class="field-hint" id="search-hint">
          {t('search.hint')}
        </p>
      </div>
      {choice.kind === 'videos' && <Filters choice={choice} />}
    </form>
  )
}

function Filters({ choice }: { choice: SearchChoice }) {
  const { t } = useI18n()
  return (
    <details class="narrow" open={isNarrowed(choice)}>
      <summary>{t('search.filters')}</summary>
      <div class="narrow-form">
        <Choose
          name="sort"
          label={t('search.sort')}
          options={SORTS.map(value => ({ value, words: t(`search.sort.${value}`) }))}
          chosen={choice.sort}
        />
        <Choose
          name="age"
          label={t('search.age')}
          options={AGES.map(value => ({ value, words: t(`search.age.${value}`) }))}
          chosen={choice.age}
        />
        <Choose
          name="length"
          label={t('search.length')}
          options={LENGTHS.map(value => ({ value, words: t(`search.length.${value}`) }))}
          chosen={choice.length}
        />
        <Choose
          name="scope"
          label={t('search.scope')}
          options={SCOPES.map(value => ({ value, words: t(`search.scope.${value}`) }))}
          chosen={choice.scope}
        />
        <ChooseCategory category={choice.category} />
        <ChooseLanguage language={choice.language} />
        <button class="button" type="submit">
          {t('browse.show')}
        </button>
      </div>
    </details>
  )
}

function isNarrowed({ sort, age, length, scope, category, language }: SearchChoice): boolean {
  const isPlain = sort === 'match' && age === 'any' && length === 'any' && scope === 'all'
  return !isPlain || category !== null || language !== null
}
