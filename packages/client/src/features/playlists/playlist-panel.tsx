import type { PagePlaylist, PagePlaylistElement } from '@colombier/server/contract'
import { useI18n } from '../../i18n/i18n.ts'
import { typeset } from '../../i18n/typeset.ts'
import { embedCode, PLAIN_EMBED } from '../videos/embed-code.ts'
import { playlistName } from './playlist-name.ts'

const WIDE = { aspectRatio: 16 / 9 }

/** The playlist beside the film. With JavaScript the next film follows by itself, if the viewer leaves that ticked. */
export function PlaylistPanel({ playlist, origin }: { playlist: PagePlaylist; origin: string }) {
  const i18n = useI18n()
  const { t } = i18n
  return (
    <section class="playlist" aria-labelledby="playlist-title">
      <header class="playlist-head">
        <h2 id="playlist-title">
          <a href={playlist.path}>{typeset(playlistName(i18n, playlist))}</a>
        </h2>
        <p class="quiet">
          {playlist.position === null
            ? t('playlist.length', { count: playlist.total })
            : t('playlist.position', { position: playlist.position, total: playlist.total })}{' '}
          <a href={playlist.ownerPath}>{playlist.ownerName}</a>
        </p>
        {playlist.descriptionHtml && (
          <div class="playlist-about" dangerouslySetInnerHTML={{ __html: playlist.descriptionHtml }} />
        )}
        <nav class="actions" aria-label={t('playlist.nav')}>
          {playlist.previousPath && (
            <a class="button playlist-prev" rel="prev" href={playlist.previousPath}>
              {t('playlist.previous')}
            </a>
          )}
          {playlist.nextPath && (
            <a class="button playlist-next" rel="next" href={playlist.nextPath}>
              {t('playlist.next')}
            </a>
          )}
        </nav>
        {playlist.nextPath && (
          <label class="check playlist-through" hidden>
            <input type="checkbox" id="playlist-through" defaultChecked /> {t('playlist.through')}
          </label>
        )}
      </header>
      <ol class="playlist-elements">
        {playlist.elements.map(element => (
          <li key={element.position}>
            <Element element={element} isOpen={element.position === playlist.position} />
          </li>
        ))}
      </ol>
      {playlist.embedPath && (
        <details class="more">
          <summary>{t('playlist.embed')}</summary>
          <div class="field copy-long">
            <textarea
              aria-label={t('playlist.embed')}
              rows={6}
              spellcheck={false}
              value={embedCode(
                { ...WIDE, name: playlist.displayName, embedUrl: origin + playlist.embedPath },
                PLAIN_EMBED
              )}
              readOnly
            />
          </div>
        </details>
      )}
      {playlist.podcastPath && (
        <p class="playlist-feed">
          <a href={playlist.podcastPath}>{t('actor.podcast')}</a>
        </p>
      )}
    </section>
  )
}

function Element({ element, isOpen }: { element: PagePlaylistElement; isOpen: boolean }) {
  const { t, duration } = useI18n()
  if (!element.path) return <p class="playlist-element quiet">{t('playlist.gone')}</p>
  return (
    <a class="playlist-element" href={element.path} aria-current={isOpen ? 'true' : undefined}>
      {element.thumbnailPath && (
        <img src={element.thumbnailPath} alt="" width={112} height={63} loading="lazy" decoding="async" />
      )}
      <span>
        <span class="playlist-name">{typeset(element.name)}</span>
        <span class="quiet">
          {element.channelName} · {duration(element.durationSeconds)}
        </span>
      </span>
    </a>
  )
}
