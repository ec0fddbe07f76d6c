import type { VideoCard as Card } from '@colombier/server/contract'
import { useI18n } from '../../i18n/i18n.ts'
import { typeset } from '../../i18n/typeset.ts'
import { langOf, viewsLabel } from './facts.ts'
import { sensitiveLabel } from './sensitive.tsx'

interface Props {
  readonly video: Card
  readonly now: Date
  /** The first pictures are on screen at once; the others wait until they come near. */
  readonly isFirst: boolean
  /** Whose it is goes without saying on that channel's own page. */
  readonly isOnChannel?: boolean | undefined
}

/** PeerTube's thumbnail size; the page reserves its place so that nothing moves. */
const WIDTH = 280
const HEIGHT = 157

export function VideoCard({ video, now, isFirst, isOnChannel }: Props) {
  const i18n = useI18n()
  const { t, duration, spokenDuration, date, relativeDate } = i18n
  return (
    <article class={video.nsfw ? `card card-sensitive-${video.nsfwFlags}` : 'card'}>
      <div class="card-picture" aria-hidden="true">
        <img
          src={video.thumbnailPath}
          alt=""
          width={WIDTH}
          height={HEIGHT}
          loading={isFirst ? undefined : 'lazy'}
          decoding="async"
        />
        <span class="card-duration">{duration(video.duration)}</span>
      </div>
      <h2 class="card-name">
        <a href={video.watchPath} lang={langOf(i18n, video)}>
          {typeset(video.name)}
        </a>
      </h2>
      <p class="card-facts">
        {!isOnChannel && <span>{video.channel.displayName}</span>}
        {!isOnChannel && !video.isLocal && <span>{t('video.from', { host: video.channel.host })}</span>}
        <span class="unseen">{t('video.duration', { duration: spokenDuration(video.duration) })}</span>
        {video.nsfw && <strong class="badge">{sensitiveLabel(i18n, video)}</strong>}
      </p>
      <p class="card-facts">
        <span>{viewsLabel(i18n, video.views)}</span>
        <time dateTime={video.publishedAt} title={date(video.publishedAt)}>
          {relativeDate(video.publishedAt, now)}
        </time>
      </p>
    </article>
  )
}
