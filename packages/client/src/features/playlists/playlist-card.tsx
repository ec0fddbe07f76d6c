import type { PlaylistCard as Card } from '@colombier/server/contract'
import { useI18n } from '../../i18n/i18n.ts'
import { typeset } from '../../i18n/typeset.ts'

export function PlaylistCard({ playlist }: { playlist: Card }) {
  const { t, date } = useI18n()
  return (
    <article class="card">
      <div class="card-picture" aria-hidden="true">
        {playlist.thumbnailPath && (
          <img src={playlist.thumbnailPath} alt="" width={280} height={157} loading="lazy" decoding="async" />
        )}
        <span class="card-duration">{t('playlist.length', { count: playlist.videosLength })}</span>
      </div>
      <h2 class="card-name">
        <a href={playlist.path}>{typeset(playlist.displayName)}</a>
      </h2>
      <p class="card-facts">
        <span>{playlist.ownerName}</span>
        <span class="unseen">{t('playlist.length', { count: playlist.videosLength })}</span>
        <time dateTime={playlist.updatedAt}>{t('playlist.updated', { date: date(playlist.updatedAt) })}</time>
      </p>
    </article>
  )
}
