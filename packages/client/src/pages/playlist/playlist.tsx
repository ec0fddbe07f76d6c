import { EMBED_STYLES, type PageOf, SITE_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { playlistName } from '../../features/playlists/playlist-name.ts'
import { PlaylistPanel } from '../../features/playlists/playlist-panel.tsx'
import { typeset } from '../../i18n/typeset.ts'
import { Empty } from '../../ui/empty.tsx'
import { PATHS } from '../../ui/paths.ts'

/** A playlist of which nothing can be watched; otherwise it is shown beside a film (pages/watch). */
export function playlistView({ playlist, isEmbed }: PageOf<'playlist'>, context: ViewContext): View {
  const { t } = context.i18n
  const name = playlistName(context.i18n, playlist)
  const about = {
    title: `${name} - ${context.instanceName}`,
    description: t('site.description', { name: playlist.ownerName }),
    isHidden: true
  }
  if (isEmbed)
    return {
      ...about,
      frame: 'bare',
      stylesheets: [EMBED_STYLES],
      content: (
        <main class="embed-message">
          <h1>{typeset(name)}</h1>
          <p>{t('playlist.empty')}</p>
        </main>
      )
    }
  return {
    ...about,
    frame: 'site',
    stylesheets: [SITE_STYLES],
    content: (
      <>
        <div class="page-top">
          <h1>{typeset(name)}</h1>
          <p class="quiet">
            {t('playlist.by')} <a href={playlist.ownerPath}>{playlist.ownerName}</a>
          </p>
        </div>
        <Empty title={t('playlist.emptyTitle')} text={t('playlist.empty')}>
          <a class="button" href={PATHS.home}>
            {t('home.nothing.all')}
          </a>
        </Empty>
        {playlist.elements.length > 0 && <PlaylistPanel playlist={playlist} origin={context.origin} />}
      </>
    )
  }
}
