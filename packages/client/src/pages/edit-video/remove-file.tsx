import type { EditPart } from '@colombier/server/contract'
import { useI18n } from '../../i18n/i18n.ts'
import { fileName } from './edit-files.tsx'

interface Props {
  readonly part: Extract<EditPart, { tab: 'remove-file' }>
  /** Of the files. */
  readonly action: string
}

/** Asks before a file goes. */
export function RemoveFile({ part: { file }, action }: Props) {
  const i18n = useI18n()
  const { t, size } = i18n
  const isSource = 'fileName' in file
  return (
    <form class="form" method="post" action={`${action}/remove`}>
      <h2>{t('edit.remove.title', { name: fileName(i18n, file) })}</h2>
      <p>{t(isSource ? 'edit.remove.source' : 'edit.remove.rendition', { size: size(file.sizeBytes) })}</p>
      <p class="actions">
        <a class="button" href={action}>
          {t('edit.remove.no')}
        </a>
        <button class="button button-danger" type="submit" name="file" value={isSource ? 'source' : file.id}>
          {t('edit.remove.yes')}
        </button>
      </p>
    </form>
  )
}
