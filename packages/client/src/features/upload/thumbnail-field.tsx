import { useEffect, useRef, useState } from 'preact/hooks'
import { useI18n } from '../../i18n/i18n.ts'
import { Field, tied } from '../../ui/field.tsx'
import { FramePicker } from '../studio/frame-picker.tsx'

interface Props {
  readonly id: string
  /** The file that is to be sent: pictures can be taken of it before. */
  readonly film: File
  readonly picture: File | null
  onPicture(picture: File | null): void
}

/** A picture of one's own, or a moment of the film. */
export function ThumbnailField({ id, film, picture, onPicture }: Props) {
  const { t } = useI18n()
  const input = useRef<HTMLInputElement>(null)
  const filmPath = useAddress(film)
  const picturePath = useAddress(picture)

  const take = (taken: File) => {
    const chosen = new DataTransfer()
    chosen.items.add(taken)
    input.current!.files = chosen.files
    onPicture(taken)
  }
  return (
    <div class="stack">
      <Field id={id} label={t('upload.thumbnail')} hint={t('upload.thumbnailHint')}>
        <input
          {...tied(id, { hint: t('upload.thumbnailHint') })}
          ref={input}
          type="file"
          accept="image/jpeg,image/png,image/webp"
          onChange={event => onPicture(event.currentTarget.files?.[0] ?? null)}
        />
      </Field>
      {picturePath && <img class="upload-picture" src={picturePath} alt={t('upload.thumbnailChosen')} />}
      {filmPath && !film.type.startsWith('audio/') && (
        <FramePicker filePath={filmPath} taken="upload.frameTaken" onPicture={take} />
      )}
    </div>
  )
}

/** Under which the page can show a file of the device. */
function useAddress(file: File | null): string | null {
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    if (!file) return setAddress(null)
    const made = URL.createObjectURL(file)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return address
}
