import type { OwnPlaylist } from '@colombier/server/contract'
import { type PageOf, SITE_STYLES, STUDIO_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { playlistName } from '../../features/playlists/playlist-name.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { Outcome } from '../../ui/outcome.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { PATHS } from '../../ui/paths.ts'
import { PlaylistForm } from './playlist-form.tsx'

type MyPlaylistsPage = PageOf<'my-playlists'>

export function myPlaylistsView(page: MyPlaylistsPage, context: ViewContext): View {
  const title = context.i18n.t('playlists.title')
  return {
    title: `${title} - ${context.instanceName}`,
    description: title,
    isHidden: true,
    frame: 'library',
    stylesheets: [SITE_STYLES, STUDIO_STYLES],
    content: <MyPlaylists page={page} context={context} />
  }
}

function MyPlaylists({ page, context }: { page: MyPlaylistsPage; context: ViewContext }) {
  const { t } = context.i18n
  const { fault } = page.outcome
  return (
    <div class="studio my-playlists">
      <div class="studio-top">
        <h1>{t('playlists.title')}</h1>
        <p class="quiet">{t('playlists.intro')}</p>
      </div>
      <Outcome outcome={page.outcome} />
      <details class="disclosure" open={fault?.form === 'create'}>
        <summary>{t('playlists.create')}</summary>
        <PlaylistForm
          form="create"
          action={PATHS.myPlaylists}
          fault={fault}
          send={t('playlists.createSend')}
          channels={context.user?.channels ?? []}
        />
      </details>
      <ul class="row-list" aria-label={t('playlists.list')}>
        {page.playlists.map(playlist => (
          <li key={playlist.id}>
            <PlaylistRow playlist={playlist} />
          </li>
        ))}
      </ul>
      {page.total === 0 && <p class="quiet">{t('playlists.empty')}</p>}
      <Pagination page={page.page} pageSize={page.pageSize} total={page.total} path={context.path} />
    </div>
  )
}

function PlaylistRow({ playlist }: { playlist: OwnPlaylist }) {
  const i18n = useI18n()
  const { t, date } = i18n
  const name = playlistName(i18n, playlist)
  const length = t('playlist.length', { count: playlist.videosLength })
  return (
    <article class="row">
      <div class="card-picture row-picture" aria-hidden="true">
        {playlist.thumbnailPath && (
          <img src={playlist.thumbnailPath} alt="" width={280} height={157} loading="lazy" decoding="async" />
        )}
        <span class="card-duration">{length}</span>
      </div>
      <div class="row-text">
        <h2 class="card-name">
          <a href={`${PATHS.myPlaylists}/${playlist.shortUUID}`}>{name}</a>
        </h2>
        <p class="card-facts">
          <span class="unseen">{length}</span>
          {playlist.isWatchLater ? (
            <span>{t('playlists.laterText')}</span>
          ) : (
            <span class="badge">{t(`playlists.privacy.${privacyOf(playlist)}`)}</span>
          )}
          {playlist.videosLength > 0 && (
            <time dateTime={playlist.updatedAt}>{t('playlist.updated', { date: date(playlist.updatedAt) })}</time>
          )}
        </p>
      </div>
      <div class="row-actions row-delete">
        <a
          class="button"
          href={`${PATHS.myPlaylists}/${playlist.shortUUID}`}
          aria-label={t('playlists.editNamed', { name })}
        >
          {t('playlists.edit')}
        </a>
        {playlist.videosLength > 0 && (
          <a class="button" href={`/w/p/${playlist.shortUUID}`} aria-label={t('playlists.watchNamed', { name })}>
            {t('playlists.watch')}
          </a>
        )}
      </div>
    </article>
  )
}

const privacyOf = ({ privacy }: OwnPlaylist) => (privacy === 1 || privacy === 2 ? privacy : 3)
