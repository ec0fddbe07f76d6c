import { useEffect, useRef } from 'preact/hooks'
import { useI18n } from '../../i18n/i18n.ts'
import { Notice } from '../../ui/notice.tsx'
import type { SingleUpload } from '../upload/single-upload.ts'
import type { Transfer } from '../upload/transfer.ts'
import { UploadProgress } from '../upload/upload-progress.tsx'
import { archiveRefusal, fileFault } from './archive-faults.ts'

interface Props {
  readonly upload: Transfer
  readonly single: SingleUpload
  readonly maxBytes: number | null
  /** Gets the focus when the file is given up. */
  readonly chooserId: string
}

/** The chosen file, from the last moment to think again until its last byte is there. */
export function ArchiveFile({ upload, single, maxBytes, chooserId }: Props) {
  const { t, size } = useI18n()
  const { file, phase } = upload
  const heading = useRef<HTMLHeadingElement>(null)
  const isChosen = phase === 'editing'

  // What had the focus went with what was shown before.
  useEffect(() => heading.current?.focus(), [isChosen])
  const giveUp = () => {
    single.remove()
    setTimeout(() => document.getElementById(chooserId)?.focus())
  }

  return (
    <section class="panel upload" aria-labelledby="archive-name">
      <header class="upload-top">
        <h2 id="archive-name" ref={heading} tabIndex={-1}>
          {file.name}
        </h2>
        <span class="quiet">{size(file.size)}</span>
        <button class="button" type="button" onClick={giveUp}>
          {t(isChosen || phase === 'failed' ? 'archive.other' : 'upload.cancel')}
        </button>
      </header>
      {isChosen ? (
        <Question upload={upload} maxBytes={maxBytes} onSend={() => void single.send()} />
      ) : (
        <>
          {phase === 'failed' && <Failure upload={upload} />}
          <UploadProgress upload={upload} onSend={() => void single.send()} onPause={single.pause} />
        </>
      )}
    </section>
  )
}

interface QuestionProps extends Pick<Props, 'upload' | 'maxBytes'> {
  onSend(): void
}

function Question({ upload: { file, uploadUrl }, maxBytes, onSend }: QuestionProps) {
  const { t, size } = useI18n()
  const fault = fileFault(file, maxBytes)
  if (fault)
    return (
      <Notice tone="fault" role="alert">
        <p>{t(fault, { size: size(file.size), max: size(maxBytes ?? 0) })}</p>
      </Notice>
    )
  return (
    <>
      <p>{t(uploadUrl ? 'archive.resumes' : 'archive.sure')}</p>
      <p class="actions">
        <button class="button button-main" type="button" onClick={onSend}>
          {t(uploadUrl ? 'upload.resume' : 'archive.send')}
        </button>
      </p>
    </>
  )
}

function Failure({ upload: { error } }: Pick<Props, 'upload'>) {
  const { t } = useI18n()
  const key = archiveRefusal(error ?? { status: 0, detail: null })
  return (
    <Notice tone="fault" role="alert" title={t('archive.fault.title')}>
      <p>{key ? t(key) : error?.detail}</p>
    </Notice>
  )
}
