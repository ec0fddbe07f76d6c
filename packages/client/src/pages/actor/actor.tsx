import type { ActorTab, PageActor } from '@colombier/server/contract'
import { type PageOf, SITE_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { ChannelList } from '../../features/channels/channel-list.tsx'
import { SubscribeButton } from '../../features/channels/subscribe-button.tsx'
import { PlaylistGrid } from '../../features/playlists/playlist-grid.tsx'
import { previewOfHtml } from '../../features/videos/preview-text.ts'
import { VideoGrid } from '../../features/videos/video-grid.tsx'
import { useI18n } from '../../i18n/i18n.ts'
import { typeset } from '../../i18n/typeset.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Outcome } from '../../ui/outcome.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { Tabs } from '../../ui/tabs.tsx'

/** CSS pixels; the picture behind it has 120. */
const AVATAR_SIZE = 72

const TAB_ENDS: Record<ActorTab, string> = { videos: '', channels: '/video-channels', playlists: '/video-playlists' }

/** The page of a channel or an account: who it is, and what it has. */
export function actorView(page: PageOf<'actor'>, context: ViewContext): View {
  const { actor, tab } = page
  const { t } = context.i18n
  const path = `${actor.path}${TAB_ENDS[tab]}${page.page > 1 ? `?page=${page.page}` : ''}`
  return {
    title: `${tab === 'videos' ? '' : `${t(`actor.tab.${tab}`)} - `}${actor.displayName} - ${context.instanceName}`,
    description: previewOfHtml(actor.descriptionHtml) || t('site.description', { name: actor.displayName }),
    canonical: actor.originalUrl ?? context.origin + path,
    preview: {
      title: actor.displayName,
      ...(actor.avatarPath && { image: context.origin + actor.avatarPath })
    },
    head: <link rel="alternate" type="application/rss+xml" title={actor.displayName} href={actor.feedPath} />,
    frame: 'site',
    stylesheets: [SITE_STYLES],
    content: (
      <>
        <Who actor={actor} />
        {page.refused && <Outcome outcome={{ done: null, fault: page.refused }} />}
        <What page={page} context={context} />
      </>
    )
  }
}

function Who({ actor }: { actor: PageActor }) {
  const { t } = useI18n()
  return (
    <>
      <Banner files={actor.banners} width="79rem" />
      <header class="actor">
        <Avatar path={actor.avatarPath} name={actor.displayName} size={AVATAR_SIZE} />
        <div class="actor-who">
          <h1>{typeset(actor.displayName)}</h1>
          <p class="quiet">
            @{actor.name}@{actor.host}
          </p>
          <p class="quiet actor-facts">
            <span>{t('actor.followers', { count: actor.followersCount })}</span>
            <a href={actor.feedPath}>{t('actor.feed')}</a>
            {actor.podcastPath && <a href={actor.podcastPath}>{t('actor.podcast')}</a>}
            {actor.originalUrl && <a href={actor.originalUrl}>{t('actor.original', { host: actor.host })}</a>}
            <a href={`${actor.path}/report`} rel="nofollow">
              {t('report.link')}
            </a>
          </p>
        </div>
        {actor.kind === 'channel' && <SubscribeButton path={actor.path} isSubscribed={actor.isSubscribed} />}
      </header>
      {actor.descriptionHtml && (
        <div class="prose actor-description" dangerouslySetInnerHTML={{ __html: actor.descriptionHtml }} />
      )}
    </>
  )
}

function What({ page, context }: { page: PageOf<'actor'>; context: ViewContext }) {
  const { t } = useI18n()
  const { actor, tab } = page
  const tabs: readonly ActorTab[] =
    actor.kind === 'channel' ? ['videos', 'playlists'] : ['videos', 'channels', 'playlists']
  return (
    <>
      <Tabs
        label={t('actor.tabs')}
        tabs={tabs.map(name => ({
          path: actor.path + TAB_ENDS[name],
          words: t(`actor.tab.${name}`),
          isHere: name === tab
        }))}
      />
      <h2 class="unseen">{t(`actor.tab.${tab}`)}</h2>
      {page.total === 0 && <p class="quiet">{t(`actor.empty.${tab}`)}</p>}
      <VideoGrid videos={page.videos} isOnChannel={actor.kind === 'channel'} />
      <ChannelList channels={page.channels} />
      <PlaylistGrid playlists={page.playlists} />
      <Pagination page={page.page} pageSize={page.pageSize} total={page.total} path={context.path} />
    </>
  )
}
