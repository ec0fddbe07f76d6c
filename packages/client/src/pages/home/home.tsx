import { type PageOf, SITE_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { VideoCard } from '../../features/videos/video-card.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { PATHS } from '../../ui/paths.ts'

const PICTURES_ON_SCREEN = 4

export function homeView(page: PageOf<'home'>, context: ViewContext): View {
  const { t } = context.i18n
  const isFirstPage = page.page <= 1
  return {
    title: isFirstPage ? context.instanceName : `${t('home.title')} - ${context.instanceName}`,
    description: t('site.description', { name: context.instanceName }),
    canonical: context.origin + (isFirstPage ? '/' : `/?page=${page.page}`),
    head: <link rel="alternate" type="application/rss+xml" title={context.instanceName} href="/feeds/videos.xml" />,
    frame: 'site',
    stylesheets: [SITE_STYLES],
    content: page.videos.length > 0 ? <Grid page={page} context={context} /> : <NoVideo context={context} />
  }
}

function Grid({ page, context }: { page: PageOf<'home'>; context: ViewContext }) {
  const { t } = context.i18n
  const now = new Date()
  return (
    <>
      <div class="page-top">
        <h1>{t('home.title')}</h1>
        <p class="quiet">{t('home.count', { count: page.total })}</p>
      </div>
      <ul class="grid">
        {page.videos.map((video, index) => (
          <li key={video.uuid}>
            <VideoCard video={video} now={now} isFirst={index < PICTURES_ON_SCREEN} />
          </li>
        ))}
      </ul>
      <Pagination page={page.page} pageSize={page.pageSize} total={page.total} path={context.path} />
    </>
  )
}

function NoVideo({ context }: { context: ViewContext }) {
  const { t } = context.i18n
  return (
    <Empty
      isPageTitle
      title={t('home.empty.title')}
      text={t(context.user ? 'home.empty.member' : 'home.empty.visitor')}
    >
      <a class="button button-main" href={context.user ? PATHS.upload : PATHS.signIn}>
        {t(context.user ? 'home.empty.upload' : 'site.signIn')}
      </a>
    </Empty>
  )
}
