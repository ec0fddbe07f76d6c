import { type PageOf, SITE_STYLES, STUDIO_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { MyVideoList, type MyVideoListProps } from '../../features/videos/my-video-list.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Outcome } from '../../ui/outcome.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { PATHS } from '../../ui/paths.ts'
import { MyVideosChoice } from './my-videos-choice.tsx'
import { SeveralDone } from './several-outcome.tsx'
import { SeveralVideos } from './several-videos.tsx'

export function myVideosView(page: PageOf<'my-videos'>, context: ViewContext): View {
  const { t } = context.i18n
  const data: MyVideoListProps = { videos: page.videos.map(pickRow) }
  return {
    title: `${t('mine.title')} - ${context.instanceName}`,
    description: t('mine.title'),
    isHidden: true,
    frame: 'library',
    stylesheets: [SITE_STYLES, STUDIO_STYLES],
    content: <MyVideos page={page} context={context} data={data} />,
    ...(page.videos.length > 0 && {
      browser: {
        entry: 'src/app/my-videos.tsx',
        data,
        messages: ['mine.', 'transcoding.', 'privacy.', 'video.views', 'video.scheduled']
      }
    })
  }
}

function pickRow(video: PageOf<'my-videos'>['videos'][number]): MyVideoListProps['videos'][number] {
  const { uuid, name, watchPath, thumbnailPath, duration, views, privacy, publishedAt, transcoding } = video
  const scheduledAt = video.scheduledUpdate?.updateAt ?? null
  const blockReason = video.blacklisted ? (video.blacklistedReason ?? '') : null
  const shown = { uuid, name, watchPath, thumbnailPath, duration, views, privacy, publishedAt }
  return { ...shown, transcoding, scheduledAt, blockReason }
}

interface Props {
  readonly page: PageOf<'my-videos'>
  readonly context: ViewContext
  readonly data: MyVideoListProps
}

function MyVideos({ page, context, data }: Props) {
  const { t } = context.i18n
  const { search, privacyOneOf, channelId, ownState } = page.choice
  if (page.total === 0 && !search && !privacyOneOf && !channelId && !ownState)
    return (
      <>
        <Outcome outcome={page.outcome} />
        {page.several && <SeveralDone several={page.several} />}
        <None context={context} />
      </>
    )
  return (
    <div class="studio my-videos">
      <div class="page-top">
        <h1>{t('mine.title')}</h1>
        <p class="quiet">{t('home.count', { count: page.total })}</p>
      </div>
      <Outcome outcome={page.outcome} />
      {page.several && <SeveralDone several={page.several} />}
      <MyVideosChoice choice={page.choice} channels={context.user?.channels ?? []} />
      {page.videos.length === 0 ? (
        <Empty title={t('mine.none.title')} text={t('mine.none.text')} />
      ) : (
        <>
          <div id="my-videos">
            <MyVideoList {...data} />
          </div>
          <SeveralVideos path={context.path} />
        </>
      )}
      <Pagination page={page.page} pageSize={page.pageSize} total={page.total} path={context.path} />
    </div>
  )
}

function None({ context }: Pick<Props, 'context'>) {
  const { t } = context.i18n
  return (
    <Empty isPageTitle title={t('mine.empty.title')} text={t('mine.empty.text')}>
      <a class="button button-main" href={PATHS.upload}>
        {t('upload.title')}
      </a>
    </Empty>
  )
}
