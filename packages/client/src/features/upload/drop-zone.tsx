import { useState } from 'preact/hooks'
import { useI18n } from '../../i18n/i18n.ts'

interface Props {
  readonly isReady: boolean
  /** Of its input. */
  readonly id: string
  readonly words: { readonly drop: string; readonly choose: string; readonly accepts: string }
  readonly isMultiple?: boolean
  /** As the browser's control wants it; films without. */
  readonly accept?: string
  onFiles(files: readonly File[]): void
}

const FILMS = 'video/*,audio/*,.mkv,.avi,.mov,.mts,.m2ts,.wmv,.flv,.ogv,.opus,.flac'

/** A file button that is also a place to drop files on. */
export function DropZone({ isReady, id, words, isMultiple = false, accept = FILMS, onFiles }: Props) {
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
      <p class="drop-title">{words.drop}</p>
      <p class="quiet">{t('upload.dropOr')}</p>
      <input
        id={id}
        class="unseen"
        type="file"
        multiple={isMultiple}
        accept={accept}
        disabled={!isReady}
        onChange={event => {
          onFiles([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      <label class="button button-main" for={id}>
        {words.choose}
      </label>
      <p class="quiet">{words.accepts}</p>
    </div>
  )
}
