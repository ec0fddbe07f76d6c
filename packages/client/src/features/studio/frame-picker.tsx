import { useRef, useState } from 'preact/hooks'
import { useI18n } from '../../i18n/i18n.ts'

interface Props {
  /** Of a file of the video. */
  readonly filePath: string
  /** Says which moment was taken. */
  readonly taken: 'edit.frame.taken' | 'upload.frameTaken'
  onPicture(picture: File): void
}

/** The video itself, to stop at the moment that shows it best. The picture is made here, and sent with the form. */
export function FramePicker({ filePath, taken, onPicture }: Props) {
  const { t, duration } = useI18n()
  const film = useRef<HTMLVideoElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const [said, setSaid] = useState('')

  const take = () => {
    const video = film.current
    if (!video || video.videoWidth === 0) return setSaid(t('edit.frame.notYet'))
    const canvas = document.createElement('canvas')
    canvas.width = video.videoWidth
    canvas.height = video.videoHeight
    canvas.getContext('2d')!.drawImage(video, 0, 0)
    canvas.toBlob(
      blob => {
        if (!blob) return setSaid(t('edit.frame.notYet'))
        onPicture(new File([blob], 'frame.jpg', { type: 'image/jpeg' }))
        setSaid(t(taken, { time: duration(video.currentTime) }))
      },
      'image/jpeg',
      0.92
    )
  }

  return (
    <div class="frame-picker">
      {isOpen ? (
        <>
          <video
            ref={film}
            src={filePath}
            controls
            muted
            playsInline
            preload="metadata"
            aria-label={t('edit.frame.video')}
            onError={() => setSaid(t('edit.frame.unplayable'))}
          />
          <p class="actions">
            <button class="button" type="button" onClick={take}>
              {t('edit.frame.take')}
            </button>
          </p>
        </>
      ) : (
        <p class="actions">
          <button class="button" type="button" onClick={() => setIsOpen(true)}>
            {t('edit.frame.open')}
          </button>
        </p>
      )}
      <p class="said" role="status">
        {said}
      </p>
    </div>
  )
}
