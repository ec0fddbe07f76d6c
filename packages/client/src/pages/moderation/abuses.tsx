import type { AdminAbuse } from '@colombier/server/contract'
import type { PageOf, View, ViewContext } from '../../document/view.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { Empty } from '../../ui/empty.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { PATHS, withParameter } from '../../ui/paths.ts'
import { Tabs } from '../../ui/tabs.tsx'
import { AdminTop, adminView } from '../admin/admin-parts.tsx'

const STATES = ['1', '3', '2', 'all'] as const

export function abusesView(page: PageOf<'abuses'>, context: ViewContext): View {
  return adminView('mod.reports', context, <Abuses page={page} context={context} />)
}

function Abuses({ page, context }: { page: PageOf<'abuses'>; context: ViewContext }) {
  const { t } = context.i18n
  return (
    <div class="studio admin">
      <AdminTop title={t('mod.reports')} outcome={page.outcome} />
      <Tabs
        label={t('mod.reports')}
        tabs={STATES.map(state => ({
          path: withParameter(PATHS.reports, 'state', state),
          words: t(`mod.state.${state}`),
          isHere: page.choice.state === state
        }))}
      />
      <form method="get" class="field search-words">
        <input type="hidden" name="state" value={page.choice.state} />
        <label for="report-search">{t('mod.search')}</label>
        <div class="copy">
          <input id="report-search" type="search" name="search" value={page.choice.search} maxLength={200} />
          <button class="button" type="submit">
            {t('mod.find')}
          </button>
        </div>
      </form>
      {page.abuses.length === 0 && <Empty title={t('mod.nothing.title')} text={t('mod.nothing.text')} />}
      <ul class="reports">
        {page.abuses.map(abuse => (
          <li key={abuse.id} class="sheet">
            <AbuseLine abuse={abuse} />
          </li>
        ))}
      </ul>
      <Pagination {...page} path={context.path} />
    </div>
  )
}

/** A report in a list. */
export function AbuseLine({ abuse }: { abuse: AdminAbuse }) {
  const { t, dateTime } = useI18n()
  return (
    <>
      <h2>
        <a href={`${PATHS.reports}/${abuse.id}`}>{titleOf(abuse)}</a>
      </h2>
      <p class="quiet">
        <span class="badge">{t(`mod.kind.${kindOf(abuse)}`)}</span>{' '}
        <span class="badge">{t(`mod.state.${abuse.state.id as 1 | 2 | 3}`)}</span>{' '}
        <time dateTime={abuse.createdAt}>{dateTime(abuse.createdAt)}</time>
      </p>
      <p>{abuse.reason}</p>
    </>
  )
}

const kindOf = ({ video, comment }: AdminAbuse) => (video ? 'video' : comment ? 'comment' : 'account')

export function titleOf({ id, video, comment, flaggedAccount }: AdminAbuse): string {
  return video?.name ?? (comment?.text ? comment.text.slice(0, 80) : (flaggedAccount?.displayName ?? `#${id}`))
}
