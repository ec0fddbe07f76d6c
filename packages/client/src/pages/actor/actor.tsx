import { type PageOf, SITE_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { VideoCard } from '../../features/videos/video-card.tsx'
import { Pagination } from '../../ui/pagination.tsx'

const PICTURES_ON_SCREEN = 4
/** CSS pixels; the picture behind it has 120. */
const AVATAR_SIZE = 72

/** The page of a channel or an account: who it is, and its videos. */
export function actorView(page: PageOf<'actor'>, context: ViewContext): View {
  const { actor } = page
  return {
    title: `${actor.displayName} - ${context.instanceName}`,
    description: context.i18n.t('site.description', { name: actor.displayName }),
    canonical: actor.originalUrl ?? context.origin + actor.path + (page.page > 1 ? `?page=${page.page}` : ''),
    head: (
      <>
        <meta property="og:title" content={actor.displayName} />
        <meta property="og:url" content={context.origin + actor.path} />
        <meta property="og:type" content="website" />
        <link rel="alternate" type="application/rss+xml" title={actor.displayName} href={actor.feedPath} />
        {actor.avatarPath && <meta property="og:image" content={context.origin + actor.avatarPath} />}
      </>
    ),
    frame: 'site',
    stylesheets: [SITE_STYLES],
    content: <Actor page={page} context={context} />
  }
}

function Actor({ page, context }: { page: PageOf<'actor'>; context: ViewContext }) {
  const { t } = context.i18n
  const { actor } = page
  const now = new Date()
  const banner = actor.banners.at(-1)
  return (
    <>
      {banner && (
        <img
          class="actor-banner"
          src={banner.path}
          srcset={actor.banners.map(({ path, width }) => `${path} ${width}w`).join(', ')}
          sizes="100vw"
          width={banner.width}
          height={banner.height}
          alt=""
        />
      )}
      <header class="actor">
        {actor.avatarPath && (
          <img class="actor-avatar" src={actor.avatarPath} alt="" width={AVATAR_SIZE} height={AVATAR_SIZE} />
        )}
        <div>
          <h1>{actor.displayName}</h1>
          <p class="quiet">
            @{actor.name}@{actor.host}
          </p>
          <p class="quiet actor-facts">
            <span>{t('actor.videos', { count: page.total })}</span>
            <span>{t('actor.followers', { count: actor.followersCount })}</span>
            <a href={actor.feedPath}>{t('actor.feed')}</a>
            {actor.originalUrl && <a href={actor.originalUrl}>{t('actor.original', { host: actor.host })}</a>}
            {actor.podcastPath && <a href={actor.podcastPath}>{t('actor.podcast')}</a>}
          </p>
        </div>
      </header>
      {actor.descriptionHtml && (
        <div class="prose actor-description" dangerouslySetInnerHTML={{ __html: actor.descriptionHtml }} />
      )}
      {page.videos.length === 0 && <p class="quiet">{t('actor.empty')}</p>}
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
