import type { TranscodingStatus } from '@colombier/server/contract'
import { useI18n } from '../../i18n/i18n.ts'
import { Notice } from '../../ui/notice.tsx'
import { TranscodingState } from '../transcoding/transcoding-state.tsx'
import { useTranscoding } from '../transcoding/use-transcoding.ts'

export interface PreparationProps {
  readonly videoUuid: string
  /** Null to ask for it. */
  readonly initial: TranscodingStatus | null
  /** There is a whole film already, which stays until another one is made. */
  readonly hasFilm: boolean
  /** Of the page of its files. */
  readonly path: string
}

/** How far the renditions are, what viewers see meanwhile, and what can be done where it failed. */
export function Preparation({ videoUuid, initial, hasFilm, path }: PreparationProps) {
  const { t } = useI18n()
  const { status } = useTranscoding(videoUuid, initial)
  const hasFailed = status?.status === 'failed'
  const isDone = status?.status === 'done'
  const canRetry = hasFailed && status.failureCode !== 'source-missing'
  const title = hasFailed ? t('transcoding.failed') : t('edit.files.preparing')
  return (
    <Notice tone={hasFailed ? 'fault' : 'calm'} {...(!isDone && { title })}>
      <TranscodingState status={status} />
      {hasFilm && !isDone && <p>{t(hasFailed ? 'edit.files.failedMeanwhile' : 'edit.files.meanwhile')}</p>}
      {!hasFilm && status?.isWatchable && !isDone && <p>{t('transcoding.watchable')}</p>}
      {canRetry && (
        <form method="post" action={`${path}/retry`}>
          <button class="button" type="submit">
            {t('transcoding.retry')}
          </button>
        </form>
      )}
      {isDone && (
        <p>
          <a href={path}>{t('edit.files.again')}</a>
        </p>
      )}
    </Notice>
  )
}
