import type { TranscodingStatus } from '@colombier/server/contract'
import { useEffect, useState } from 'preact/hooks'
import { retryTranscoding } from '../../api/transcoding.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { Notice } from '../../ui/notice.tsx'
import { TranscodingState } from './transcoding-state.tsx'
import { useTranscoding } from './use-transcoding.ts'

export interface TranscodingNoticeProps {
  readonly videoUuid: string
  /** Null for those who are not told: they read that it is being prepared, no more. */
  readonly initial: TranscodingStatus | null
  readonly canRetry: boolean
  readonly mediaQuery: string
  /** True when the page already has a player: there is nothing to wait for. */
  readonly hasPlayer: boolean
}

/** On the watch page of a video whose qualities are not all there. Becomes the player as soon as it can be played. */
export function TranscodingNotice({ videoUuid, initial, canRetry, mediaQuery, hasPlayer }: TranscodingNoticeProps) {
  const { t } = useI18n()
  const { status, restart } = useTranscoding(videoUuid, initial, mediaQuery)
  const [hasRetryFailed, setHasRetryFailed] = useState(false)
  const isWatchable = status?.isWatchable ?? false

  useEffect(() => {
    if (isWatchable && !hasPlayer) location.reload()
  }, [isWatchable, hasPlayer])

  const retry = () => retryTranscoding(videoUuid).then(restart, () => setHasRetryFailed(true))
  const hasFailed = status?.status === 'failed'
  // Why it failed is its owner's business; others only learn that it did.
  const isTold = status !== null ? !hasFailed || canRetry : canRetry
  if (hasPlayer && status?.status === 'done') return null

  return (
    <Notice tone={hasFailed ? 'fault' : 'calm'} title={t(hasFailed ? 'transcoding.failed' : 'transcoding.preparing')}>
      {hasPlayer && !hasFailed && <p>{t('transcoding.watchable')}</p>}
      {isTold ? (
        <TranscodingState status={status} onRetry={canRetry ? retry : undefined} />
      ) : (
        <p>{t(hasFailed ? 'transcoding.failedVisitor' : 'transcoding.preparingVisitor')}</p>
      )}
      {hasRetryFailed && <p role="alert">{t('mine.error')}</p>}
    </Notice>
  )
}
