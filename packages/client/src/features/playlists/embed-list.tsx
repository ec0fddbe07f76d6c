import type { PagePlaylist } from '@colombier/server/contract'
import { useI18n } from '../../i18n/i18n.ts'

/** Under an embedded film: its neighbours, and on demand the whole playlist. Links of the same frame; no script is needed. */
export function EmbedList({ playlist, url }: { playlist: PagePlaylist; url: string }) {
  const { t, duration } = useI18n()
  const { displayName, position, total, elements, previousPath, nextPath } = playlist
  return (
    <nav class="embed-list" aria-label={displayName}>
      {previousPath && (
        <a class="playlist-prev" rel="prev" href={previousPath}>
          {t('playlist.previous')}
        </a>
      )}
      <details>
        <summary class="embed-list-open">
          {position} / {total} · {displayName}
        </summary>
        <div class="embed-list-panel">
          {nextPath && (
            <label class="check" hidden>
              <input type="checkbox" id="playlist-through" defaultChecked /> {t('playlist.through')}
            </label>
          )}
          <ol>
            {elements.map(element => (
              <li key={element.position} value={element.position}>
                {element.path ? (
                  <a href={element.path} aria-current={element.position === position ? 'true' : undefined}>
                    {element.name}
                  </a>
                ) : (
                  t('playlist.gone')
                )}{' '}
                {element.path && <span>{duration(element.durationSeconds)}</span>}
              </li>
            ))}
          </ol>
          <a href={url} target="_blank" rel="noopener">
            {t('playlist.whole')}
          </a>
        </div>
      </details>
      {nextPath && (
        <a class="playlist-next" rel="next" href={nextPath}>
          {t('playlist.next')}
        </a>
      )}
    </nav>
  )
}
