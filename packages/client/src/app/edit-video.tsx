import { FramePicker } from '../features/studio/frame-picker.tsx'
import { readPage, wake } from './island.tsx'

const { data, i18n } = readPage<{ readonly filePath: string | null }>()

if (data.filePath)
  wake(
    'frame-picker',
    i18n,
    <FramePicker filePath={data.filePath} taken="edit.frame.taken" onPicture={choosePicture} />
  )
speakLocalTime()

function choosePicture(picture: File): void {
  const input = document.getElementById('thumbnailfile') as HTMLInputElement
  const chosen = new DataTransfer()
  chosen.items.add(picture)
  input.files = chosen.files
}

/** Without a script the form speaks UTC; with one, the reader's own time. */
function speakLocalTime(): void {
  const input = document.getElementById('scheduleAt') as HTMLInputElement | null
  const zone = document.querySelector<HTMLInputElement>('input[name=scheduleZone]')
  const hint = document.getElementById('scheduleAt-hint')
  if (!input || !zone || !hint) return
  const moment = Date.parse(`${input.value}Z`)
  const offset = (at: number) => new Date(at).getTimezoneOffset()
  if (!Number.isNaN(moment)) input.value = new Date(moment - offset(moment) * 60_000).toISOString().slice(0, 16)
  hint.textContent = i18n.t('edit.localTime')
  input.form?.addEventListener('submit', () => {
    const chosen = Date.parse(input.value)
    zone.value = Number.isNaN(chosen) ? '' : String(offset(chosen))
  })
}
