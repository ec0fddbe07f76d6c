import type { TranscodingStatus, VideoCard } from '@colombier/server/contract'
import { useI18n } from '../../i18n/i18n.ts'
import { typeset } from '../../i18n/typeset.ts'
import { TranscodingState } from '../transcoding/transcoding-state.tsx'
import { useTranscoding } from '../transcoding/use-transcoding.ts'
import { privacyLabel, viewsLabel } from './facts.ts'

/** Only what a row shows: the page carries it twice, as HTML and as data. */
export type MyVideo = Pick<
  VideoCard,
  'uuid' | 'name' | 'watchPath' | 'thumbnailPath' | 'duration' | 'views' | 'privacy' | 'publishedAt'
> & {
  readonly transcoding: TranscodingStatus | null
  /** ISO 8601; null when it is not waiting for a date. */
  readonly scheduledAt: string | null
  /** What a moderator gave as the reason, empty when they gave none; null when it is not blocked. */
  readonly blockReason: string | null
}

interface Props {
  readonly video: MyVideo
  /** Buttons only work with JavaScript, so they come with it. */
  readonly hasActions: boolean
  onRetry(video: MyVideo): Promise<void>
  onDelete(video: MyVideo): void
}

export function MyVideoRow({ video, hasActions, onRetry, onDelete }: Props) {
  const i18n = useI18n()
  const { t, duration } = i18n
  const { status, restart } = useTranscoding(video.uuid, video.transcoding ?? FINISHED)
  const isFinal = status?.status === 'done'

  return (
    <article class="row row-chosen">
      <input
        type="checkbox"
        name="video"
        value={video.uuid}
        form="several"
        class="row-choice"
        aria-label={t('mine.choose', { name: video.name })}
      />
      <div class="card-picture row-picture" aria-hidden="true">
        <img src={video.thumbnailPath} alt="" width={280} height={157} loading="lazy" decoding="async" />
        <span class="card-duration">{duration(video.duration)}</span>
      </div>
      <div class="row-text">
        <h2 class="card-name">
          <a href={video.watchPath}>{typeset(video.name)}</a>
        </h2>
        <p class="card-facts">
          <span class={`state state-${stateOf(status)}`}>{t(`mine.${stateOf(status)}`)}</span>
          {video.blockReason !== null && <span class="state state-failed">{t('mine.blocked')}</span>}
          <span>{privacyLabel(i18n, video)}</span>
          <span>{viewsLabel(i18n, video.views)}</span>
          <Dates video={video} />
        </p>
        {video.blockReason && <p class="quiet">{t('mine.blockReason', { reason: video.blockReason })}</p>}
        {!isFinal && (
          <TranscodingState
            status={status}
            onRetry={hasActions ? () => onRetry(video).then(restart, () => undefined) : undefined}
          />
        )}
      </div>
      <div class="row-actions row-delete">
        <a class="button" href={`/stats/videos/${video.uuid}`} aria-label={t('mine.statsVideo', { name: video.name })}>
          {t('mine.stats')}
        </a>
        <a class="button" href={`/videos/update/${video.uuid}`} aria-label={t('mine.editVideo', { name: video.name })}>
          {t('mine.edit')}
        </a>
        {hasActions ? (
          <button
            class="button"
            type="button"
            aria-label={t('mine.deleteVideo', { name: video.name })}
            onClick={() => onDelete(video)}
          >
            {t('mine.delete')}
          </button>
        ) : (
          <a
            class="button"
            href={`/videos/update/${video.uuid}/delete`}
            aria-label={t('mine.deleteVideo', { name: video.name })}
          >
            {t('mine.delete')}
          </a>
        )}
      </div>
    </article>
  )
}

function Dates({ video }: { video: MyVideo }) {
  const { t, date, dateTime } = useI18n()
  if (video.scheduledAt) return <span>{t('video.scheduled', { date: dateTime(video.scheduledAt) })}</span>
  return <time dateTime={video.publishedAt}>{date(video.publishedAt)}</time>
}

const FINISHED: TranscodingStatus = {
  status: 'done',
  stage: null,
  percent: 100,
  secondsLeft: null,
  failureCode: null,
  isWatchable: true
}

export function stateOf(status: TranscodingStatus | null): 'published' | 'preparing' | 'failed' {
  if (status?.status === 'done') return 'published'
  return status?.status === 'failed' ? 'failed' : 'preparing'
}
