import type { HomeView } from '@colombier/server/contract'
import { type PageOf, SITE_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { ChooseCategory, ChooseLanguage } from '../../features/videos/choose.tsx'
import { VideoGrid } from '../../features/videos/video-grid.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Outcome } from '../../ui/outcome.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { PATHS } from '../../ui/paths.ts'
import { Tabs } from '../../ui/tabs.tsx'

const VIEW_PATHS: Record<HomeView, string> = {
  recent: PATHS.home,
  trending: '/videos/trending',
  local: '/videos/local',
  subscriptions: '/videos/subscriptions'
}

export function homeView(page: PageOf<'home'>, context: ViewContext): View {
  const { t } = context.i18n
  return {
    title: isFront(page) ? context.instanceName : `${t(`home.title.${page.view}`)} - ${context.instanceName}`,
    description: t('site.description', { name: context.instanceName }),
    canonical: context.origin + (isFront(page) ? PATHS.home : context.path),
    preview: { title: context.instanceName },
    isHidden: page.view === 'subscriptions' || isNarrowed(page),
    head: <link rel="alternate" type="application/rss+xml" title={context.instanceName} href="/feeds/videos.xml" />,
    frame: 'site',
    stylesheets: [SITE_STYLES],
    content:
      isFront(page) && page.videos.length === 0 ? (
        <NoVideoYet page={page} context={context} />
      ) : (
        <Home page={page} context={context} />
      )
  }
}

const isFront = (page: PageOf<'home'>) => page.view === 'recent' && page.page <= 1 && !isNarrowed(page)
const isNarrowed = ({ choice }: PageOf<'home'>) => choice.category !== null || choice.language !== null

interface Props {
  readonly page: PageOf<'home'>
  readonly context: ViewContext
}

function Home({ page, context }: Props) {
  const { t } = context.i18n
  return (
    <>
      <Welcome page={page} context={context} />
      <div class="page-top">
        <h1>{t(`home.title.${page.view}`)}</h1>
        <p class="quiet">{t('home.count', { count: page.total })}</p>
      </div>
      <div class="browse">
        <Tabs
          label={t('home.views')}
          tabs={viewsFor(context).map(view => ({
            path: VIEW_PATHS[view],
            words: t(`home.view.${view}`),
            isHere: view === page.view
          }))}
        />
        <Narrow page={page} context={context} />
      </div>
      {page.videos.length === 0 && <Nothing page={page} context={context} />}
      <VideoGrid videos={page.videos} />
      <Pagination page={page.page} pageSize={page.pageSize} total={page.total} path={context.path} />
    </>
  )
}

function viewsFor({ user }: ViewContext): HomeView[] {
  return user ? ['recent', 'trending', 'local', 'subscriptions'] : ['recent', 'trending', 'local']
}

/** What the association says of itself; it wrote it, and it was cleaned. */
function Welcome({ page, context }: Props) {
  return (
    <>
      <Outcome outcome={page.outcome} />
      {isFront(page) && <Banner files={context.pictures?.banners} width="79rem" />}
      {page.homepageHtml && <div class="prose welcome" dangerouslySetInnerHTML={{ __html: page.homepageHtml }} />}
    </>
  )
}

function Narrow({ page, context }: Props) {
  const { t } = context.i18n
  return (
    <details class="narrow" open={isNarrowed(page)}>
      <summary>{t('browse.narrow')}</summary>
      <form class="narrow-form" method="get" action={VIEW_PATHS[page.view]}>
        <ChooseCategory category={page.choice.category} />
        <ChooseLanguage language={page.choice.language} />
        <button class="button" type="submit">
          {t('browse.show')}
        </button>
      </form>
    </details>
  )
}

function Nothing({ page, context }: Props) {
  const { t } = context.i18n
  const reason = isNarrowed(page) ? 'narrowed' : page.view === 'subscriptions' ? 'subscriptions' : 'other'
  return (
    <Empty title={t(`home.nothing.${reason}.title`)} text={t(`home.nothing.${reason}.text`)}>
      <a class="button" href={PATHS.home}>
        {t('home.nothing.all')}
      </a>
    </Empty>
  )
}

function NoVideoYet({ page, context }: Props) {
  const { t } = context.i18n
  return (
    <>
      <Welcome page={page} context={context} />
      <Empty
        isPageTitle
        title={t('home.empty.title')}
        text={t(context.user ? 'home.empty.member' : 'home.empty.visitor')}
      >
        <a class="button button-main" href={context.user ? PATHS.upload : PATHS.signIn}>
          {t(context.user ? 'home.empty.upload' : 'site.signIn')}
        </a>
      </Empty>
    </>
  )
}
