import { useEffect, useRef } from 'preact/hooks'
import { useI18n } from '../../i18n/i18n.ts'
import { Notice } from '../../ui/notice.tsx'
import { DropZone } from '../upload/drop-zone.tsx'
import type { SingleUpload } from '../upload/single-upload.ts'
import { exceeds } from '../upload/size-limit.ts'
import type { Transfer } from '../upload/transfer.ts'
import { replacements } from '../upload/unfinished.ts'
import { UploadFailure } from '../upload/upload-failure.tsx'
import { UploadProgress } from '../upload/upload-progress.tsx'
import { useSingleUpload } from '../upload/use-single-upload.ts'
import { Preparation } from './preparation.tsx'

export interface ReplaceFileProps {
  readonly videoUuid: string
  /** Null for no limit. */
  readonly maxSizeBytes: number | null
  /** There is a whole film already, which stays until another one is made. */
  readonly hasFilm: boolean
  /** Of the page of its files. */
  readonly path: string
}

const CHOOSER = 'replacement'

/** A file is chosen, looked at once more, and sent; then the server makes the film of it. */
export function ReplaceFile({ videoUuid, maxSizeBytes, hasFilm, path }: ReplaceFileProps) {
  const { t, size } = useI18n()
  const { upload, single } = useSingleUpload(replacements(videoUuid))
  const heading = useRef<HTMLHeadingElement>(null)
  const screen = !upload ? 'none' : upload.phase === 'editing' || upload.phase === 'done' ? upload.phase : 'sending'
  const shown = useRef(screen)

  // What had the focus goes with the screen it was on.
  useEffect(() => {
    if (shown.current === screen) return
    shown.current = screen
    const next = screen === 'none' ? document.getElementById(CHOOSER) : heading.current
    next?.focus()
  }, [screen])

  if (!upload || !single)
    return (
      <DropZone
        id={CHOOSER}
        words={{
          drop: t('edit.replace.drop'),
          choose: t('edit.replace.choose'),
          accepts: maxSizeBytes === null ? t('upload.accepts') : t('edit.replace.upTo', { size: size(maxSizeBytes) })
        }}
        isReady={single !== null}
        onFiles={([file]) => file && single?.choose(file)}
      />
    )
  return (
    <div class={screen === 'done' ? 'upload' : 'panel upload'}>
      <header class="upload-top">
        <h3 ref={heading} tabIndex={-1}>
          {upload.phase === 'done' ? t('edit.replace.done') : upload.file.name}
        </h3>
        <span class="quiet">{size(upload.file.size)}</span>
      </header>
      {screen === 'editing' && <Choice upload={upload} single={single} maxSizeBytes={maxSizeBytes} hasFilm={hasFilm} />}
      {screen === 'sending' && (
        <>
          {upload.phase === 'failed' && <UploadFailure error={upload.error} />}
          <UploadProgress upload={upload} onSend={() => void single.send()} onPause={single.pause}>
            <button class="button" type="button" onClick={single.remove}>
              {t(upload.phase === 'failed' ? 'edit.replace.other' : 'edit.replace.cancel')}
            </button>
          </UploadProgress>
        </>
      )}
      {screen === 'done' && <Preparation videoUuid={videoUuid} initial={null} hasFilm={hasFilm} path={path} />}
    </div>
  )
}

interface ChoiceProps {
  readonly upload: Transfer
  readonly single: SingleUpload
  /** Null for no limit. */
  readonly maxSizeBytes: number | null
  readonly hasFilm: boolean
}

/** The last moment to think again. */
function Choice({ upload: { file, uploadUrl }, single, maxSizeBytes, hasFilm }: ChoiceProps) {
  const { t, size } = useI18n()
  const isTooLarge = exceeds(file, maxSizeBytes)
  const fault = isTooLarge
    ? t('upload.tooLarge', { size: size(file.size), max: size(maxSizeBytes ?? 0) })
    : file.size === 0 && t('upload.empty')
  return (
    <>
      {fault ? (
        <Notice tone="fault" role="alert">
          <p>{fault}</p>
        </Notice>
      ) : (
        <p>
          {t('edit.replace.sure')} {hasFilm && t('edit.replace.meanwhile')} {uploadUrl && t('edit.replace.resumes')}
        </p>
      )}
      <p class="actions">
        {!fault && (
          <button class="button button-main" type="button" onClick={() => void single.send()}>
            {t('edit.replace.send')}
          </button>
        )}
        <button class="button" type="button" onClick={single.remove}>
          {t('edit.replace.other')}
        </button>
      </p>
    </>
  )
}
