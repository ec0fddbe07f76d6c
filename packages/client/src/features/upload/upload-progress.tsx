import type { ComponentChildren } from 'preact'
import type { MessageKey } from '../../i18n/en.ts'
import { useI18n } from '../../i18n/i18n.ts'
import type { Transfer } from './transfer.ts'

interface Props {
  readonly upload: Transfer
  /** Beside its buttons. */
  readonly children?: ComponentChildren
  onSend(): void
  onPause(): void
}

/** Bytes and time, as they are. The sentence is announced when it changes; the numbers only stand there. */
export function UploadProgress({ upload, children, onSend, onPause }: Props) {
  const { t, size, spokenDuration } = useI18n()
  const { file, sentBytes, rateBps, phase } = upload
  const sentence = stateSentence(upload)
  const isMoving = phase === 'sending' && !upload.isInTrouble

  return (
    <div class="progress">
      <progress max={file.size} value={sentBytes} aria-label={t('upload.progress', { name: file.name })} />
      <p class="progress-facts">
        <span>{t('upload.sent', { sent: size(sentBytes), total: size(file.size) })}</span>
        {isMoving && rateBps && <span>{t('upload.rate', { rate: size(rateBps) })}</span>}
        {isMoving && rateBps && sentBytes < file.size && (
          <span>{t('upload.left', { time: spokenDuration((file.size - sentBytes) / rateBps) })}</span>
        )}
      </p>
      <p role="status">{sentence && t(sentence)}</p>
      <p class="actions">
        {phase === 'sending' || phase === 'queued' ? (
          <button class="button" type="button" onClick={onPause}>
            {t('upload.pause')}
          </button>
        ) : (
          <button class="button button-main" type="button" onClick={onSend}>
            {t(phase === 'failed' ? 'upload.tryAgain' : 'upload.resume')}
          </button>
        )}
        {children}
      </p>
    </div>
  )
}

export function stateSentence(
  upload: Pick<Transfer, 'phase' | 'isInTrouble' | 'uploadUrl' | 'sentBytes' | 'file'>
): MessageKey | null {
  const isAllSent = upload.sentBytes >= upload.file.size
  switch (upload.phase) {
    case 'editing':
      return 'upload.resumes'
    case 'queued':
      return 'upload.queued'
    case 'paused':
      return 'upload.paused'
    case 'sending':
      if (upload.isInTrouble) return isAllSent ? 'upload.notYet' : 'upload.retrying'
      if (!upload.uploadUrl) return 'upload.starting'
      return isAllSent ? 'upload.checking' : null
    default:
      return null
  }
}
