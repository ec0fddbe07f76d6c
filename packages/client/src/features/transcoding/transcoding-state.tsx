import type { TranscodingStatus } from '@colombier/server/contract'
import type { MessageKey } from '../../i18n/en.ts'
import { type I18n, useI18n } from '../../i18n/i18n.ts'

interface Props {
  /** Null while nothing is known yet. */
  readonly status: TranscodingStatus | null
  /** Given to those who may ask for another try. */
  readonly onRetry?: (() => void) | undefined
}

/**
 * How far the preparation is. Sentences are announced when they change; the percentage, which changes every second,
 * is only there to be looked up.
 */
export function TranscodingState({ status, onRetry }: Props) {
  const i18n = useI18n()
  const { t, percent, spokenDuration } = i18n
  if (status?.status === 'failed') return <Failure code={status.failureCode} onRetry={onRetry} />
  if (status?.status === 'done') return <p role="status">{t('transcoding.done')}</p>

  const value = Math.round(status?.percent ?? 0)
  return (
    <div class="progress">
      <progress max={100} value={value} aria-label={t('transcoding.progress')} />
      <p class="progress-facts">
        <span role="status">{stageSentence(i18n, status)}</span>
        {status?.status === 'running' && <span>{t('transcoding.percent', { percent: percent(value) })}</span>}
        {status?.secondsLeft != null && (
          <span>{t('transcoding.left', { time: spokenDuration(status.secondsLeft) })}</span>
        )}
      </p>
    </div>
  )
}

function stageSentence({ t }: I18n, status: TranscodingStatus | null): string {
  return t(status?.status === 'running' && status.stage ? `transcoding.${status.stage}` : 'transcoding.waiting')
}

const FAILURES = ['undecodable', 'over-limits', 'no-space', 'source-missing', 'internal']

/** A code that this page does not know is told as an internal fault. */
export function failureKey(code: string | null): MessageKey {
  return `transcoding.failure.${code && FAILURES.includes(code) ? code : 'internal'}` as MessageKey
}

function Failure({ code, onRetry }: { code: string | null; onRetry?: (() => void) | undefined }) {
  const { t } = useI18n()
  const canHelp = code !== 'source-missing'
  return (
    <div role="alert" class="stack">
      <p>
        {t(failureKey(code))} {canHelp && t('transcoding.kept')}
      </p>
      {onRetry && canHelp && (
        <button class="button" type="button" onClick={onRetry}>
          {t('transcoding.retry')}
        </button>
      )}
    </div>
  )
}
