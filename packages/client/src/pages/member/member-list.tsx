import { type PageOf, SITE_STYLES, STUDIO_STYLES, type View, type ViewContext } from '../../document/view.ts'
import type { MessageKey } from '../../i18n/en.ts'
import { Empty } from '../../ui/empty.tsx'
import { ListSearch } from '../../ui/list-search.tsx'
import { Outcome } from '../../ui/outcome.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { PATHS } from '../../ui/paths.ts'

type ListPage = PageOf<'my-list'>
type Item = ListPage['items'][number]

interface Props {
  readonly page: ListPage
  readonly context: ViewContext
}

const ACTS: Record<Item['act'], MessageKey> = {
  read: 'member.read',
  forget: 'member.forget',
  unsubscribe: 'member.unsubscribe'
}

export function memberListView(page: ListPage, context: ViewContext): View {
  const title = context.i18n.t(`mine.${page.list}.title`)
  return {
    title: `${title} - ${context.instanceName}`,
    description: title,
    isHidden: true,
    frame: 'library',
    stylesheets: [SITE_STYLES, STUDIO_STYLES],
    content: <MemberList page={page} context={context} />
  }
}

function MemberList({ page, context }: Props) {
  const { t } = context.i18n
  const { list, items, outcome, search } = page
  return (
    <div class="studio member">
      <h1>{t(`mine.${list}.title`)}</h1>
      <Outcome outcome={outcome} />
      {list !== 'notifications' && (items.length > 0 || search) && <ListSearch value={search} />}
      {list === 'notifications' && items.some(({ isNew }) => isNew) && (
        <form method="post">
          <button type="submit" class="button" name="form" value="read-all">
            {t('member.readAll')}
          </button>
        </form>
      )}
      <div id={list === 'notifications' ? 'notices-list' : undefined}>
        {items.length === 0 ? (
          <Empty
            title={t(search ? 'member.none' : `mine.${list}.empty`)}
            text={t(search ? 'member.noneText' : `mine.${list}.text`)}
          >
            {list !== 'notifications' && !search && (
              <a class="button" href={PATHS.home}>
                {t('home.nothing.all')}
              </a>
            )}
          </Empty>
        ) : (
          <ul class="member-list">
            {items.map(item => (
              <MemberItem key={`${item.act}-${item.key}`} item={item} context={context} />
            ))}
          </ul>
        )}
      </div>
      <Pagination page={page.page} pageSize={page.pageSize} total={page.total} path={context.path} />
      {list === 'history' && items.length > 0 && <ClearForm context={context} />}
    </div>
  )
}

function MemberItem({ item, context: { i18n } }: { readonly item: Item; readonly context: ViewContext }) {
  const { t, dateTime } = i18n
  const words =
    item.noticeType === null
      ? item.name
      : t(`notice.${item.noticeType}` as MessageKey, { who: item.who, name: item.name })
  const act = t(ACTS[item.act])
  return (
    <li class={item.isNew ? 'member-item member-new' : 'member-item'}>
      <div>
        <p class="member-name">
          {item.isNew && <span class="badge">{t('member.new')}</span>}{' '}
          {item.path ? <a href={item.path}>{words}</a> : words}
        </p>
        <p class="quiet">
          {item.noticeType === null && item.who} {item.at && dateTime(item.at)}
        </p>
      </div>
      {(item.act !== 'read' || item.isNew) && (
        <form method="post">
          <input type="hidden" name="id" value={item.key} />
          <button
            type="submit"
            class="button"
            name="form"
            value={item.act}
            aria-label={t('member.actNamed', { act, name: words })}
          >
            {act}
          </button>
        </form>
      )}
    </li>
  )
}

function ClearForm({ context: { i18n } }: Pick<Props, 'context'>) {
  const { t } = i18n
  return (
    <details class="sure">
      <summary class="button">{t('member.clear')}</summary>
      <form method="post" class="sure-panel">
        <p>{t('member.clearSure')}</p>
        <button type="submit" class="button button-danger" name="form" value="clear">
          {t('member.clear')}
        </button>
      </form>
    </details>
  )
}
