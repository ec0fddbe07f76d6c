import type { PageUser } from '@colombier/server/contract'
import { useI18n } from '../../i18n/i18n.ts'
import { Notice } from '../../ui/notice.tsx'
import { ExtrasForm, ExtrasOutcome } from './extras-form.tsx'
import { type SizeLimits, sizeFault } from './size-limit.ts'
import { UploadFailure } from './upload-failure.tsx'
import { UploadForm } from './upload-form.tsx'
import { UploadProgress } from './upload-progress.tsx'
import type { Upload, UploadQueue } from './upload-queue.ts'
import { UploadedState } from './uploaded-state.tsx'

interface Props {
  readonly upload: Upload
  readonly queue: UploadQueue
  readonly channels: PageUser['channels']
  readonly limits: SizeLimits
}

/** One file, from its form to the link that leads to the video. */
export function UploadItem({ upload, queue, channels, limits }: Props) {
  const { t, size } = useI18n()
  const { id, file, phase } = upload
  const titleId = `upload-${id}-title`
  const tooMuch = sizeFault(file, limits)
  const cannotBeSent = tooMuch && t(tooMuch.key, { size: size(file.size), max: size(tooMuch.max) })

  return (
    <section class="panel upload" aria-labelledby={titleId}>
      <header class="upload-top">
        <h2 id={titleId}>{phase === 'editing' ? file.name : upload.values.name}</h2>
        <span class="quiet">{size(file.size)}</span>
        {phase !== 'done' && (
          <button
            class="button"
            type="button"
            aria-label={t(phase === 'editing' ? 'upload.removeFile' : 'upload.cancelFile', { name: file.name })}
            onClick={() => queue.remove(id)}
          >
            {t(phase === 'editing' ? 'upload.remove' : 'upload.cancel')}
          </button>
        )}
      </header>
      {cannotBeSent ? (
        <Notice tone="fault" role="alert">
          <p>{cannotBeSent}</p>
        </Notice>
      ) : (
        <>
          <Stage upload={upload} queue={queue} channels={channels} />
          <ExtrasForm upload={upload} queue={queue} />
          <ExtrasOutcome upload={upload} />
        </>
      )}
    </section>
  )
}

function Stage({ upload, queue, channels }: Omit<Props, 'limits'>) {
  const { id, phase, video } = upload
  if (phase === 'done' && video) return <UploadedState video={video} />
  const isRefusedForm = phase === 'failed' && upload.error?.status === 400
  if (isRefusedForm || (phase === 'editing' && !upload.uploadUrl))
    return (
      <>
        {isRefusedForm && <UploadFailure error={upload.error} />}
        <UploadForm upload={upload} queue={queue} channels={channels} />
      </>
    )
  return (
    <>
      {phase === 'failed' && <UploadFailure error={upload.error} />}
      <UploadProgress upload={upload} onSend={() => queue.send(id)} onPause={() => queue.pause(id)} />
    </>
  )
}
