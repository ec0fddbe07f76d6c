import type { SearchChoice } from '@colombier/server/contract'
import { type PageOf, SITE_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { ChannelList } from '../../features/channels/channel-list.tsx'
import { PlaylistGrid } from '../../features/playlists/playlist-grid.tsx'
import { VideoGrid } from '../../features/videos/video-grid.tsx'
import { useI18n } from '../../i18n/i18n.ts'
import { Empty } from '../../ui/empty.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { PATHS } from '../../ui/paths.ts'
import { Tabs } from '../../ui/tabs.tsx'
import { SearchForm } from './search-form.tsx'

export function searchView(page: PageOf<'search'>, context: ViewContext): View {
  const { t } = context.i18n
  const words = page.choice.search || page.choice.tag
  const title = words ? t('search.titleFor', { words }) : t('search.title')
  return {
    title: `${title} - ${context.instanceName}`,
    description: t('site.description', { name: context.instanceName }),
    isHidden: true,
    frame: 'site',
    stylesheets: [SITE_STYLES],
    content: (
      <>
        <div class="page-top">
          <h1>{title}</h1>
          {words && <p class="quiet">{t(`search.count.${page.choice.kind}`, { count: page.total })}</p>}
        </div>
        <SearchForm choice={page.choice} />
        {words && <Found page={page} context={context} />}
      </>
    )
  }
}

function Found({ page, context }: { page: PageOf<'search'>; context: ViewContext }) {
  const { t } = useI18n()
  return (
    <>
      <Tabs
        label={t('search.kinds')}
        tabs={(['videos', 'channels', 'playlists'] as const).map(kind => ({
          path: pathFor(page.choice, kind),
          words: t(`search.kind.${kind}`),
          isHere: kind === page.choice.kind
        }))}
      />
      {page.total === 0 && <Empty title={t('search.nothing.title')} text={t('search.nothing.text')} />}
      <VideoGrid videos={page.videos} />
      <ChannelList channels={page.channels} />
      <PlaylistGrid playlists={page.playlists} />
      <Pagination page={page.page} pageSize={page.pageSize} total={page.total} path={context.path} />
    </>
  )
}

/** The same words among things of another kind; what narrows videos says nothing there. */
function pathFor({ search, tag, scope }: SearchChoice, kind: SearchChoice['kind']): string {
  const query = new URLSearchParams({ search: search || tag, kind, ...(scope !== 'all' && { scope }) })
  return `${PATHS.search}?${query}`
}
