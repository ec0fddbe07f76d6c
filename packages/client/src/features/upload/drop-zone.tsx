import { useState } from 'preact/hooks'
import { useI18n } from '../../i18n/i18n.ts'

interface Props {
  readonly isReady: boolean
  onFiles(files: readonly File[]): void
}

const ACCEPTED = 'video/*,audio/*,.mkv,.avi,.mov,.mts,.m2ts,.wmv,.flv,.ogv,.opus,.flac'

/** A file button that is also a place to drop files on. */
export function DropZone({ isReady, onFiles }: Props) {
  const { t } = useI18n()
  const [isOver, setIsOver] = useState(false)

  const drop = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    onFiles([...(event.dataTransfer?.files ?? [])])
  }
  const over = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(true)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button inside does the same
    <div
      class={isOver ? 'drop drop-over' : 'drop'}
      onDragOver={over}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <p class="drop-title">{t('upload.drop')}</p>
      <p class="quiet">{t('upload.dropOr')}</p>
      <input
        id="upload-files"
        class="unseen"
        type="file"
        multiple
        accept={ACCEPTED}
        disabled={!isReady}
        onChange={event => {
          onFiles([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      <label class="button button-main" for="upload-files">
        {t('upload.choose')}
      </label>
      <p class="quiet">{t('upload.accepts')}</p>
    </div>
  )
}
