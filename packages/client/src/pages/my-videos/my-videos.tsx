import { type PageOf, SITE_STYLES, STUDIO_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { MyVideoList, type MyVideoListProps } from '../../features/videos/my-video-list.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { PATHS } from '../../ui/paths.ts'

export function myVideosView(page: PageOf<'my-videos'>, context: ViewContext): View {
  const { t } = context.i18n
  const data: MyVideoListProps = { videos: page.videos.map(pickRow) }
  return {
    title: `${t('mine.title')} - ${context.instanceName}`,
    description: t('mine.title'),
    isHidden: true,
    frame: 'library',
    stylesheets: [SITE_STYLES, STUDIO_STYLES],
    content: (
      <>
        {page.isDeleted && (
          <Notice tone="calm" role="status">
            <p>{t('mine.isDeleted')}</p>
          </Notice>
        )}
        {page.videos.length > 0 ? <MyVideos page={page} context={context} data={data} /> : <None context={context} />}
      </>
    ),
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
  return { uuid, name, watchPath, thumbnailPath, duration, views, privacy, publishedAt, transcoding, scheduledAt }
}

interface Props {
  readonly page: PageOf<'my-videos'>
  readonly context: ViewContext
  readonly data: MyVideoListProps
}

function MyVideos({ page, context, data }: Props) {
  const { t } = context.i18n
  return (
    <div class="studio">
      <div class="page-top">
        <h1>{t('mine.title')}</h1>
        <p class="quiet">{t('home.count', { count: page.total })}</p>
      </div>
      <div id="my-videos">
        <MyVideoList {...data} />
      </div>
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
